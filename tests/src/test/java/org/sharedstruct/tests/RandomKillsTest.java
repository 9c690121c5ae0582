package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sharedstruct.tests.child.Book;
import org.sharedstruct.tests.child.JavaCommand;
import org.sharedstruct.tests.child.KeepsBooks;
import org.sharedstruct.tests.child.KeepsBooks.Succession;

/** Four writers and four readers, of one language or of all, one of whom is killed at any moment, again and again. */
class RandomKillsTest {

  /** What keeps the books: JVMs that sleep in the kernel and wake each other there or not, or all languages. */
  enum Staff {
    NATIVE, POLLING, HALF, LANGUAGES;

    /** How long they are killed. The profile {@code stress} asks for more. */
    Duration time() {
      return Duration.ofSeconds(Integer.getInteger("kills.seconds", this == LANGUAGES ? 10 : 4));
    }
  }

  /** More where the machine is so busy that the killed cannot be replaced. */
  private static final Duration BETWEEN_KILLS = Duration.ofMillis(100);

  /** Of so many kills one is a reader's. */
  private static final int KILLS_PER_READER = 5;

  @TempDir static Path programs;
  @TempDir Path folder;

  private final Random random = new Random();
  private final List<Book> books = new ArrayList<>();
  private SharedWitness.Array witnesses;

  @BeforeEach
  void create() throws Exception {
    for (Book.Kind kind : Book.Kind.values()) {
      Book.create(kind, folder);
      books.add(Book.open(kind, folder));
    }
    witnesses = SharedWitness.Array.create(folder.resolve(KeepsBooks.WITNESSES), books.size());
  }

  @AfterEach
  void close() {
    books.forEach(Book::close);
    witnesses.close();
  }

  @ParameterizedTest
  @EnumSource
  void nothingIsTornLostOrEnteredTwice(Staff staff) throws Exception {
    try (Crew crew = new Crew(commands(staff))) {
      crew.start();
      killAgainAndAgain(crew, staff.time());
      crew.finish();
      List<Succession> successions = crew.lines().stream()
          .filter(Succession::isIn).map(Succession::parse).toList();
      assertThat(successions).extracting(Succession::other)
          .as("who was still inside when the next one came").isSubsetOf(crew.killedAt().keySet());
      assertNothingIsWrong(crew);
      System.out.println(report(staff, crew, successions));
    }
  }

  private Crew.Commands commands(Staff staff) throws Exception {
    if (staff != Staff.LANGUAGES) {
      return process -> java(staff == Staff.NATIVE || staff == Staff.HALF && process % 2 == 0);
    }
    Language.C.assume();
    Language.PYTHON.assume();
    CMember c = CMember.compile("keeper", programs, List.of("gcc", "-std=c11", "-O2"));
    return process -> switch (Language.values()[process % Language.values().length]) {
      case JAVA -> java(true);
      case C -> c.command(folder);
      case PYTHON -> Python.program("keeper.py", folder);
    };
  }

  private ProcessBuilder java(boolean nativeAccess) {
    ProcessBuilder command = JavaCommand.withNativeAccess(nativeAccess, JavaCommand.of(KeepsBooks.class, folder));
    command.command().add(1, "-XX:TieredStopAtLevel=1");
    return command;
  }

  private void killAgainAndAgain(Crew crew, Duration time) throws Exception {
    long start = System.nanoTime();
    for (int kills = 1; System.nanoTime() - start < time.toNanos(); kills++) {
      long[] entries = books.stream().mapToLong(this::returned).toArray();
      if (kills % KILLS_PER_READER == 0) {
        crew.killReader(kills);
      } else {
        crew.killWriter(kills % 2 == 0 ? anyWriter() : whoIsInside(crew));
      }
      Thread.sleep(BETWEEN_KILLS);
      awaitMoreThan(entries);
    }
  }

  private int anyWriter() {
    return random.nextInt(Counts.WRITERS);
  }

  /** The writer inside one of the books, or any; it may have left before it is killed. */
  private int whoIsInside(Crew crew) {
    long process = witnesses.raw().get(random.nextInt(books.size())).inside();
    return crew.writersIn(process).findAny().orElseGet(this::anyWriter);
  }

  /** Nobody is kept from going on, in any book. */
  private void awaitMoreThan(long[] entries) throws InterruptedException {
    for (int i = 0; i < entries.length; i++) {
      Book book = books.get(i);
      long before = entries[i];
      Threads.await("commits after a kill", () -> returned(book) > before + Counts.WRITERS);
    }
  }

  private RawWitness witness(Book book) {
    return witnesses.raw().get(books.indexOf(book));
  }

  /** How many entries have returned to those who made them, as they said outside the guard. */
  private long returned(Book book) {
    return witness(book).sum();
  }

  private void assertNothingIsWrong(Crew crew) {
    assertThat(crew.lines()).filteredOn(line -> line.startsWith("torn")).as("torn reads").isEmpty();
    assertThat(crew.lines()).filteredOn(line -> line.startsWith("double")).as("two owners").isEmpty();
    assertThat(overAll((book, writer) -> witness(book).by(writer) - book.commits(writer)))
        .as("commits that had returned, and are not there").isZero();
    assertThat(overAll(
        (book, writer) -> book.commits(writer) - witness(book).by(writer) - crew.timesKilled(writer)))
        .as("commits beyond one for each kill, that had not returned").isZero();
  }

  /** How long after a kill the next commit came, where the killed one was inside. */
  private String report(Staff staff, Crew crew, List<Succession> successions) {
    long[] micros = successions.stream()
        .mapToLong(next -> TimeUnit.NANOSECONDS.toMicros(next.nanos() - crew.killedAt().get(next.other())))
        .sorted().toArray();
    return ("%s: %s commits, none lost or torn, no two owners; %s kills, %s of them inside,"
        + " and the next commit after p50 %s, p99 %s, max %s ms").formatted(
            staff, books.stream().mapToLong(this::returned).sum(), crew.killedAt().size(), micros.length,
            millis(micros, 50), millis(micros, 99), millis(micros, 100));
  }

  /** Something about what a writer did in a book. */
  private interface Excess {
    long of(Book book, int writer);
  }

  /** The sum over all books and writers, where there is an excess. */
  private long overAll(Excess excess) {
    long sum = 0;
    for (Book book : books) {
      for (int writer = 0; writer < Counts.WRITERS; writer++) {
        sum += Math.max(0, excess.of(book, writer));
      }
    }
    return sum;
  }

  private static String millis(long[] sortedMicros, int percent) {
    if (sortedMicros.length == 0) {
      return "-";
    }
    int index = Math.min(sortedMicros.length - 1, sortedMicros.length * percent / 100);
    return "%.1f".formatted(sortedMicros[index] / 1e3);
  }
}
