package org.sharedstruct.tests.child;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.sharedstruct.OwnerDiedException;
import org.sharedstruct.SharedMemory;
import org.sharedstruct.tests.GuardedLedger;
import org.sharedstruct.tests.Ledger;
import org.sharedstruct.tests.LedgerRecord;
import org.sharedstruct.tests.SharedLedger;

/**
 * Ledgers that several writers keep in one region, in one of the ways in which guarded data can be written. Each
 * entry is one commit.
 */
public abstract class Book implements AutoCloseable {

  /** How it is kept. */
  public enum Kind {
    /** One struct. */
    STRUCT,
    /** An array, one element at a time. */
    ELEMENTS,
    /** An array without undo space for all elements, all at a time; repaired after a death. */
    REPAIRED,
    /** An array with undo space for all elements, all at a time. */
    ATOMIC
  }

  private static final int LENGTH = 3;

  private final SharedMemory handle;

  Book(SharedMemory handle) {
    this.handle = handle;
  }

  /** The file of a book in a folder. */
  public static Path path(Kind kind, Path folder) {
    return folder.resolve(kind.name());
  }

  /** Makes a book without entries. */
  public static void create(Kind kind, Path folder) throws IOException {
    Path path = path(kind, folder);
    switch (kind) {
      case STRUCT -> SharedLedger.create(path).close();
      case ELEMENTS, REPAIRED -> SharedLedger.Array.create(path, LENGTH).close();
      case ATOMIC -> SharedLedger.Array.create(path, LENGTH, SharedMemory.ATOMIC_ARRAY).close();
    }
  }

  /** Opens a book. */
  public static Book open(Kind kind, Path folder) throws IOException {
    Path path = path(kind, folder);
    return switch (kind) {
      case STRUCT -> new Struct(SharedLedger.open(path));
      case ELEMENTS -> new Elements(SharedLedger.Array.open(path));
      case REPAIRED -> new Repaired(SharedLedger.Array.open(path));
      case ATOMIC -> new Atomic(SharedLedger.Array.open(path));
    };
  }

  /**
   * Makes an entry.
   *
   * @param number any
   * @param entry writes one ledger
   * @param holding runs what writes all, while the lock is held
   */
  abstract void enter(long number, Consumer<Ledger> entry, Consumer<Runnable> holding);

  /** Sleeps until somebody has made an entry. */
  abstract void awaitCommit(Duration timeout);

  /** What one commit left, or one of each element. */
  abstract List<LedgerRecord> read();

  /** Whether these belong together. */
  boolean isWhole(List<LedgerRecord> read) {
    return read.stream().allMatch(Ledger::isBalanced);
  }

  /**
   * How many commits a writer has made.
   *
   * @throws OwnerDiedException if the ledgers are half written
   */
  public abstract long commits(int writer);

  @Override
  public void close() {
    handle.close();
  }

  private static final class Struct extends Book {

    private final GuardedLedger ledger;

    Struct(SharedLedger shared) {
      super(shared);
      ledger = shared.guarded();
    }

    @Override
    void enter(long number, Consumer<Ledger> entry, Consumer<Runnable> holding) {
      ledger.update(raw -> holding.accept(() -> entry.accept(raw)));
    }

    @Override
    void awaitCommit(Duration timeout) {
      ledger.awaitChange(ledger.version(), timeout);
    }

    @Override
    List<LedgerRecord> read() {
      return List.of(ledger.snapshot());
    }

    @Override
    public long commits(int writer) {
      return ledger.snapshot().by(writer);
    }
  }

  private static final class Elements extends Book {

    private final GuardedLedger.Array ledgers;

    Elements(SharedLedger.Array shared) {
      super(shared);
      ledgers = shared.guarded();
    }

    @Override
    void enter(long number, Consumer<Ledger> entry, Consumer<Runnable> holding) {
      ledgers.update(Math.floorMod(number, ledgers.length()), raw -> holding.accept(() -> entry.accept(raw)));
    }

    @Override
    void awaitCommit(Duration timeout) {
      ledgers.awaitChange(ledgers.version(), timeout);
    }

    @Override
    List<LedgerRecord> read() {
      return ledgers.snapshot();
    }

    @Override
    public long commits(int writer) {
      return ledgers.snapshot().stream().mapToLong(ledger -> ledger.by(writer)).sum();
    }
  }

  /** Every entry is made in each ledger. */
  private abstract static sealed class All extends Book {

    final GuardedLedger.Array ledgers;

    All(SharedLedger.Array shared) {
      super(shared);
      ledgers = shared.guarded();
    }

    @Override
    void enter(long number, Consumer<Ledger> entry, Consumer<Runnable> holding) {
      ledgers.update(all -> holding.accept(() -> {
        for (long i = 0; i < all.length(); i++) {
          all.update(i, entry::accept);
        }
      }));
    }

    @Override
    void awaitCommit(Duration timeout) {
      ledgers.awaitChange(ledgers.version(), timeout);
    }

    @Override
    List<LedgerRecord> read() {
      return ledgers.snapshot();
    }

    @Override
    boolean isWhole(List<LedgerRecord> read) {
      return super.isWhole(read) && read.stream().distinct().count() == 1;
    }

    @Override
    public long commits(int writer) {
      return ledgers.snapshot().getFirst().by(writer);
    }
  }

  private static final class Atomic extends All {

    Atomic(SharedLedger.Array shared) {
      super(shared);
    }
  }

  private static final class Repaired extends All {

    Repaired(SharedLedger.Array shared) {
      super(shared);
    }

    /** The first ledger is written first: so it has the entry that the dead one did not finish. */
    @Override
    void enter(long number, Consumer<Ledger> entry, Consumer<Runnable> holding) {
      try {
        super.enter(number, entry, holding);
      } catch (OwnerDiedException halfWritten) {
        ledgers.repair(all -> holding.accept(() -> {
          LedgerRecord newest = all.snapshot(0);
          for (long i = 1; i < all.length(); i++) {
            all.set(i, newest);
          }
        }));
        super.enter(number, entry, holding);
      }
    }

    @Override
    List<LedgerRecord> read() {
      try {
        return super.read();
      } catch (OwnerDiedException told) {
        return List.of();
      }
    }

    @Override
    boolean isWhole(List<LedgerRecord> read) {
      return read.isEmpty() || super.isWhole(read);
    }
  }
}
