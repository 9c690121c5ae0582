package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sharedstruct.tests.child.Book;
import org.sharedstruct.tests.child.JavaCommand;
import org.sharedstruct.tests.child.KeepsBooks;
import org.sharedstruct.tests.child.KeepsBooks.Succession;

/** Four writers and four readers, one of whom is killed at any moment, again and again. */
class RandomKillsTest {

  /** Which processes sleep in the kernel and wake each other there. */
  enum NativeAccess {
    ALL, NONE, HALF;

    boolean isGranted(int started) {
      return this == ALL || this == HALF && started % 2 == 0;
    }
  }

  /** How long they are killed. The profile {@code stress} asks for more. */
  private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("kills.seconds", 4));

  private static final Duration BETWEEN_KILLS = Duration.ofMillis(100);

  private static final int READERS = 4;

  /** Of so many kills one is a reader's. */
  private static final int KILLS_PER_READER = 5;

  /** A JVM takes some time to start, more than there is between two kills. */
  private static final int SPARES = 8;

  @TempDir Path folder;

  private final Random random = new Random();
  private final Queue<ChildJvm> spares = new ArrayDeque<>();
  private final ChildJvm[] writers = new ChildJvm[Counts.WRITERS];
  private final ChildJvm[] readers = new ChildJvm[READERS];
  private final List<Book> books = new ArrayList<>();
  private final List<String> lines = new ArrayList<>();
  private final Map<Long, Long> killedAt = new HashMap<>();
  private final int[] writersKilled = new int[Counts.WRITERS];

  private SharedWitness.Array witnesses;
  private NativeAccess access;
  private int started;

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
    spares.forEach(ChildJvm::close);
    for (ChildJvm[] children : List.of(writers, readers)) {
      for (ChildJvm child : children) {
        if (child != null) {
          child.close();
        }
      }
    }
    books.forEach(Book::close);
    witnesses.close();
  }

  @ParameterizedTest
  @EnumSource
  void nothingIsTornLostOrEnteredTwice(NativeAccess given) throws Exception {
    access = given;
    startAll();
    long start = System.nanoTime();
    for (int kills = 1; System.nanoTime() - start < TIME.toNanos(); kills++) {
      long[] entries = books.stream().mapToLong(this::acknowledged).toArray();
      if (kills % KILLS_PER_READER == 0) {
        killReader(random.nextInt(READERS));
      } else {
        killWriter(kills % 2 == 0 ? random.nextInt(Counts.WRITERS) : whoIsInside());
      }
      Thread.sleep(BETWEEN_KILLS);
      awaitMoreThan(entries);
    }
    finishAll();
    assertThat(successions()).extracting(Succession::other)
        .as("processes that were still inside when the next one came").isSubsetOf(killedAt.keySet());
    System.out.println(report());
    assertThat(lines).filteredOn(line -> line.startsWith("torn")).as("torn reads").isEmpty();
    assertThat(lines).filteredOn(line -> line.startsWith("double")).as("two inside").isEmpty();
    assertThat(lost()).as("commits that had returned, and are not there").isZero();
    assertThat(surplus()).as("commits that nobody made").isZero();
  }

  // children

  private void startAll() throws Exception {
    for (int i = 0; i < SPARES; i++) {
      startSpare();
    }
    for (int i = 0; i < READERS; i++) {
      readers[i] = takeSpare(KeepsBooks.READER);
    }
    for (int i = 0; i < Counts.WRITERS; i++) {
      writers[i] = takeSpare(i);
    }
    for (ChildJvm spare : spares) {
      spare.awaitLine(KeepsBooks.READY);
    }
  }

  private void startSpare() throws Exception {
    ProcessBuilder command = JavaCommand.withNativeAccess(
        access.isGranted(started), JavaCommand.of(KeepsBooks.class, folder));
    command.command().add(1, "-XX:TieredStopAtLevel=1");
    spares.add(ChildJvm.start(command));
    started++;
  }

  private ChildJvm takeSpare(int writer) throws Exception {
    startSpare();
    ChildJvm child = spares.remove();
    child.send(writer);
    return child;
  }

  private void killReader(int reader) throws Exception {
    kill(readers[reader]);
    readers[reader] = takeSpare(KeepsBooks.READER);
  }

  private void killWriter(int writer) throws Exception {
    kill(writers[writer]);
    writersKilled[writer]++;
    writers[writer] = takeSpare(writer);
  }

  /** The writer inside one of the books, or any; it may have left before it is killed. */
  private int whoIsInside() {
    long process = witnesses.raw().get(random.nextInt(books.size())).inside();
    return IntStream.range(0, Counts.WRITERS).filter(writer -> writers[writer].pid() == process)
        .findAny().orElseGet(() -> random.nextInt(Counts.WRITERS));
  }

  private void kill(ChildJvm child) throws Exception {
    killedAt.put(child.pid(), System.nanoTime());
    lines.addAll(child.kill());
  }

  private void finishAll() throws Exception {
    for (ChildJvm[] children : List.of(writers, readers)) {
      for (ChildJvm child : children) {
        lines.addAll(child.finish());
      }
    }
  }

  /** Nobody is kept from going on, in any book. */
  private void awaitMoreThan(long[] entries) throws InterruptedException {
    for (int i = 0; i < entries.length; i++) {
      Book book = books.get(i);
      long before = entries[i];
      Threads.await("commits after a kill", () -> acknowledged(book) > before + Counts.WRITERS);
    }
  }

  // what they did

  private RawWitness witness(Book book) {
    return witnesses.raw().get(books.indexOf(book));
  }

  private long acknowledged(Book book) {
    return witness(book).sum();
  }

  private List<Succession> successions() {
    return lines.stream().filter(Succession::isIn).map(Succession::parse).toList();
  }

  /** An update has returned, and it is not in the data. */
  private long lost() {
    long lost = 0;
    for (Book book : books) {
      for (int writer = 0; writer < Counts.WRITERS; writer++) {
        lost += Math.max(0, witness(book).by(writer) - book.commits(writer));
      }
    }
    return lost;
  }

  /** A writer that is killed may have made a commit that has not returned; there can be no more of them. */
  private long surplus() {
    long surplus = 0;
    for (Book book : books) {
      for (int writer = 0; writer < Counts.WRITERS; writer++) {
        surplus += Math.max(0, book.commits(writer) - witness(book).by(writer) - writersKilled[writer]);
      }
    }
    return surplus;
  }

  private String report() {
    long[] micros = successions().stream()
        .mapToLong(next -> TimeUnit.NANOSECONDS.toMicros(next.nanos() - killedAt.get(next.other())))
        .sorted().toArray();
    long commits = books.stream().mapToLong(this::acknowledged).sum();
    return ("native access %s: %d kills, %d of holders; the next commit after p50 %s, p99 %s, max %s ms;"
        + " %d commits, %d lost, %d torn reads, %d double owners").formatted(
            access, killedAt.size(), micros.length, millis(micros, 50), millis(micros, 99), millis(micros, 100),
            commits, lost(), count("torn"), count("double"));
  }

  private long count(String kind) {
    return lines.stream().filter(line -> line.startsWith(kind)).count();
  }

  private static String millis(long[] sortedMicros, int percent) {
    if (sortedMicros.length == 0) {
      return "-";
    }
    int index = Math.min(sortedMicros.length - 1, sortedMicros.length * percent / 100);
    return "%.1f".formatted(sortedMicros[index] / 1e3);
  }
}
