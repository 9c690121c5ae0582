package org.sharedstruct.region;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import java.util.function.BooleanSupplier;
import org.sharedstruct.format.Format;
import org.sharedstruct.guard.Participants;

/**
 * One attached handle among those of all processes: an id that it alone ever has in this region, and the
 * byte of the {@linkplain Companion companion} that tells whether it lives.
 *
 * <p>Entering:
 *
 * <ol>
 *   <li>The id is {@code NEXT}, which is counted up at once.
 *   <li>The byte of that number is locked. If it is busy, or the lock word names that id now (both can
 *       be only after {@code NEXT} has gone round or was damaged), the next id.
 *   <li>Only then the id is used.
 * </ol>
 *
 * <p>One byte, one life: whoever is killed at any step strands nothing but a number.
 */
final class Participant implements Participants {

  /** The id of whoever makes the region, and is in before it has its name. */
  static final long CREATOR = 1;

  private static final VarHandle LONG = JAVA_LONG.varHandle();

  private final Companion companion;
  private final long id;

  private Participant(Companion companion, long id) {
    this.companion = companion;
    this.id = id;
  }

  /** Enters a region. */
  static Participant enter(MemorySegment segment, Companion companion) throws IOException {
    for (;;) {
      long id = (long) LONG.getAndAdd(segment, Format.NEXT, 1L) & MASK;
      if (id != 0 && id != NOBODY && companion.tryEnter(id)) {
        if (id != owner(segment)) {
          return new Participant(companion, id);
        }
        companion.leave(id);
      }
      Thread.onSpinWait();
    }
  }

  private static long owner(MemorySegment segment) {
    return (long) LONG.getVolatile(segment, Format.LOCK) >>> Integer.SIZE & MASK;
  }

  /** Enters a region that this participant is just making. */
  static Participant creator(Companion companion) throws IOException {
    if (!companion.tryEnter(CREATOR)) {
      throw new IllegalStateException("somebody is in a region that is not published");
    }
    return new Participant(companion, CREATOR);
  }

  /**
   * One that only reads, and that nobody needs to know.
   *
   * @param companion null if it may not be opened
   */
  static Participant reader(Companion companion) {
    return new Participant(companion, 0);
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
    try {
      return companion != null && companion.ifDead(participant, action);
    } catch (IOException doubt) {
      return false;
    }
  }
}
