package org.sharedstruct.region;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.sharedstruct.format.Format;
import org.sharedstruct.guard.ParticipantTable;
import org.sharedstruct.guard.Participants;

/**
 * One attached handle among those of all processes: an id that it alone ever has in this region, and the
 * byte of the {@linkplain Companion companion} that tells whether it lives.
 *
 * <p>Entering:
 *
 * <ol>
 *   <li>The id is {@code NEXT}, which is counted up at once.
 *   <li>The byte of that number is locked. If it is busy, or the lock word or a slot of the {@linkplain
 *       ParticipantTable table} names that id now (all can be only after {@code NEXT} has gone round or was
 *       damaged), the next id.
 *   <li>If the region is still the one that others enter, a slot of the table is claimed; where all are taken,
 *       it goes without.
 *   <li>Only then the id is used.
 * </ol>
 *
 * <p>One byte, one life: whoever is killed at any step strands nothing but a number.
 */
final class Member implements Participants {

  /** The id of whoever makes the region, and is in before it has its name. */
  static final long CREATOR = 1;

  /** Whoever looks whether anybody is left keeps others out for microseconds. */
  private static final Duration LONGEST_ENTRY = Duration.ofSeconds(5);

  private static final int TRIES_AT_ONCE = 64;
  private static final long PAUSE_NANOS = 1_000_000;

  private static final VarHandle LONG = JAVA_LONG.varHandle();

  private final Companion companion;
  private final long id;

  /** Whether those whom the file names are in another file. */
  private final BooleanSupplier elsewhere;

  /** Whether nobody is in. */
  private final BooleanSupplier left;

  private Member(Companion companion, long id) {
    this(companion, id, () -> false, () -> false);
  }

  private Member(Companion companion, long id, BooleanSupplier elsewhere, BooleanSupplier left) {
    this.companion = companion;
    this.id = id;
    this.elsewhere = elsewhere;
    this.left = left;
  }

  /**
   * Enters a region.
   *
   * @throws FileSystemException if others hold the locks of all bytes that were tried, for long
   */
  static Member enter(MemorySegment segment, Companion companion) throws IOException {
    long start = System.nanoTime();
    for (int tries = 1;; tries++) {
      long id = (long) LONG.getAndAdd(segment, Format.NEXT, 1L) & MASK;
      if (id != 0 && id != NOBODY && companion.tryEnter(id)) {
        if (id != owner(segment) && !ParticipantTable.names(segment, id)) {
          return new Member(companion, id);
        }
        companion.leave(id);
      }
      if (tries % TRIES_AT_ONCE == 0) {
        if (System.nanoTime() - start > LONGEST_ENTRY.toNanos()) {
          throw new FileSystemException(companion.path().toString(), null, String.format(Locale.ROOT,
              "leaves no room to enter the region: after %d s bytes of this lock file are still locked by %s",
              LONGEST_ENTRY.toSeconds(), Census.of(segment).blockers(companion)));
        }
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }

  private static boolean hasId(MemorySegment segment, long id) {
    return (long) LONG.getVolatile(segment, Format.REGION_ID) == id;
  }

  private static long owner(MemorySegment segment) {
    return (long) LONG.getVolatile(segment, Format.LOCK) >>> Integer.SIZE & MASK;
  }

  /** The one that makes a region, and has taken its byte already. */
  static Member creator(Companion companion) {
    return new Member(companion, CREATOR);
  }

  /**
   * One that only reads, and that nobody needs to know.
   *
   * @param companion null if it may not be opened
   */
  static Member reader(Companion companion) {
    return new Member(companion, 0);
  }

  /**
   * One that reads a copy. Until that is opened for writing and gets an id of its own, the file names those
   * of the original.
   *
   * @param copied the id of the original
   */
  static Member readerOfCopy(MemorySegment segment, long copied) {
    return new Member(null, 0, () -> hasId(segment, copied), () -> false);
  }

  /**
   * One that reads a region without a companion, as it is left where that was removed. Nobody is in such a
   * region until somebody opens it for writing, and gives it another id.
   *
   * @param left the id that it has now
   */
  static Member readerOfLeft(MemorySegment segment, long left) {
    return new Member(null, 0, () -> false, () -> hasId(segment, left));
  }

  @Override
  public boolean areElsewhere() {
    return elsewhere.getAsBoolean();
  }

  /** By which it asks who lives; null if it cannot. */
  Companion companion() {
    return companion;
  }

  @Override
  public long me() {
    return id;
  }

  @Override
  public boolean isAlive(long participant) {
    return !ifDead(participant, () -> true);
  }

  @Override
  public boolean ifDead(long participant, BooleanSupplier action) {
    if (participant == NOBODY || left.getAsBoolean()) {
      return action.getAsBoolean();
    }
    try {
      return companion != null && companion.ifDead(participant, action);
    } catch (IOException doubt) {
      return false;
    }
  }
}
