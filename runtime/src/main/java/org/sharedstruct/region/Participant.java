package org.sharedstruct.region;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;

/**
 * One attached handle among those of all processes: an id that it alone ever has in this region, and the
 * byte of the {@linkplain Companion companion} that tells whether it lives.
 *
 * <p>Entering:
 *
 * <ol>
 *   <li>The id is {@code NEXT}, which is counted up at once.
 *   <li>The byte of that number is locked. If it is busy, or the lock word names that id (both can be
 *       only after {@code NEXT} has gone round or was damaged), the next id.
 *   <li>Only then the id is used.
 * </ol>
 *
 * <p>One byte, one life: whoever is killed at any step strands nothing but a number.
 */
final class Participant {

  /** An id has 31 bits and is never zero. */
  static final long MASK = 0x7fff_ffffL;

  /** The id of whoever makes the region, and is in before it has its name. */
  static final long CREATOR = 1;

  /** One that only reads, and that nobody needs to know. */
  static final Participant READER = new Participant(null, 0);

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
      boolean named = id == ((long) LONG.getVolatile(segment, Format.LOCK) >>> Integer.SIZE & MASK);
      if (id != 0 && !named && companion.tryEnter(id)) {
        return new Participant(companion, id);
      }
      Thread.onSpinWait();
    }
  }

  /** Enters a region that this participant is just making. */
  static Participant creator(Companion companion) throws IOException {
    if (!companion.tryEnter(CREATOR)) {
      throw new IllegalStateException("somebody is in a region that is not published");
    }
    return new Participant(companion, CREATOR);
  }

  long id() {
    return id;
  }

  /** Whether a participant of this region is alive. */
  boolean isAlive(long participant) {
    return companion.isAlive(participant);
  }
}
