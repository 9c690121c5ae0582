package org.sharedstruct.tests.child;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.sharedstruct.tests.Counts;
import org.sharedstruct.tests.LedgerRecord;
import org.sharedstruct.tests.RawWitness;
import org.sharedstruct.tests.SharedWitness;

/**
 * Writes or reads every {@link Book} of a folder until it is told to stop, or killed. It waits until it is
 * needed, so that a new one can take the place of a killed one at once.
 */
public final class KeepsBooks {

  /** What it prints when it may be needed. */
  public static final String READY = "ready";

  /** The file in the folder that holds a {@link RawWitness} for each book. */
  public static final String WITNESSES = "witnesses";

  /** In place of a writer's number: it is to read. */
  public static final int READER = -1;

  /** So long a writer stays in the middle of an entry, and a reader away from the books. */
  private static final long PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(100);

  private static final int READS_BETWEEN_PAUSES = 16;
  private static final Duration LONGEST_WAIT = Duration.ofMillis(1);

  private static final long ME = ProcessHandle.current().pid();

  private KeepsBooks() {}

  /**
   * That somebody found another one inside, and made a commit then.
   *
   * @param other the process that was inside, and must be dead
   * @param nanos when the commit was made, by the clock of {@link System#nanoTime}, which on Linux is
   *     the same for all processes
   */
  public record Succession(long other, long nanos) {

    private static final String PREFIX = "after ";

    @Override
    public String toString() {
      return PREFIX + other + " " + nanos;
    }

    /** Whether a line tells of one. */
    public static boolean isIn(String line) {
      return line.startsWith(PREFIX);
    }

    /** Reads what {@link #toString} wrote. */
    public static Succession parse(String line) {
      String[] numbers = line.substring(PREFIX.length()).split(" ");
      return new Succession(Long.parseLong(numbers[0]), Long.parseLong(numbers[1]));
    }
  }

  /**
   * Argument: folder. Begins when its parent sends a number, of the writer or {@link #READER}. Prints
   * each {@link Succession}; {@code torn} or {@code double} with what it saw, if something is wrong; and
   * in the end how often it has read or written a book.
   */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    Map<Book.Kind, Book> books = new EnumMap<>(Book.Kind.class);
    for (Book.Kind kind : Book.Kind.values()) {
      books.put(kind, Book.open(kind, folder));
    }
    try (SharedWitness.Array witnesses = SharedWitness.Array.open(folder.resolve(WITNESSES))) {
      Parent.tell(READY);
      Optional<Integer> writer = Parent.readLine().map(Integer::valueOf);
      if (writer.isPresent()) {
        Parent parent = Parent.listen();
        Parent.tell(writer.get() == READER
            ? read(parent, books)
            : write(parent, books, witnesses, writer.get()));
      }
    } finally {
      books.values().forEach(Book::close);
    }
  }

  // writing

  private static long write(Parent parent, Map<Book.Kind, Book> books, SharedWitness.Array witnesses,
      int writer) {
    Random random = new Random();
    long entries = 0;
    while (parent.wantsMore()) {
      long number = random.nextLong();
      books.forEach((kind, book) -> enter(book, witnesses.raw().get(kind.ordinal()), writer, number));
      entries += books.size();
    }
    return entries;
  }

  private static void enter(Book book, RawWitness witness, int writer, long number) {
    long[] found = {0};
    book.enter(number,
        ledger -> ledger.enter(writer, number, KeepsBooks::pause),
        writing -> {
          long other = goIn(witness);
          found[0] = other == 0 ? found[0] : other;
          writing.run();
          goOut(witness);
        });
    witness.count(writer); // the commit has returned
    if (found[0] != 0) {
      Parent.tell(new Succession(found[0], System.nanoTime()));
    }
  }

  /** Who is still inside; it must be dead. */
  private static long goIn(RawWitness witness) {
    long other = witness.inside();
    witness.inside(ME);
    return other;
  }

  private static void goOut(RawWitness witness) {
    if (witness.inside() != ME) {
      Parent.tell("double " + witness.inside() + " is inside as well as " + ME);
    }
    witness.inside(0);
  }

  /** Leaves the processor to the others, who else would be late for another reason than the lock. */
  private static void pause() {
    LockSupport.parkNanos(PAUSE_NANOS);
  }

  // reading

  private static long read(Parent parent, Map<Book.Kind, Book> books) {
    Map<Book.Kind, List<LedgerRecord>> before = new EnumMap<>(Book.Kind.class);
    long reads = 0;
    while (parent.wantsMore()) {
      books.forEach((kind, book) -> before.compute(kind, (same, old) -> read(book, old)));
      reads += books.size();
      if (reads % READS_BETWEEN_PAUSES == 0) {
        pause();
        books.values().forEach(book -> book.awaitCommit(LONGEST_WAIT));
      }
    }
    return reads;
  }

  /** One read, which is of one commit and not older than the one before. */
  private static List<LedgerRecord> read(Book book, List<LedgerRecord> before) {
    List<LedgerRecord> read = book.read();
    if (!book.isWhole(read)) {
      Parent.tell("torn " + read);
    }
    if (before != null && hasGoneBack(before, read)) {
      Parent.tell("torn " + read + " came after " + before);
    }
    return read.isEmpty() ? before : read;
  }

  private static boolean hasGoneBack(List<LedgerRecord> before, List<LedgerRecord> now) {
    for (int i = 0; i < now.size(); i++) {
      for (int writer = 0; writer < Counts.WRITERS; writer++) {
        if (now.get(i).by(writer) < before.get(i).by(writer)) {
          return true;
        }
      }
    }
    return false;
  }
}
