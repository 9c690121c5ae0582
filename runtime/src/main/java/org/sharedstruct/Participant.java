package org.sharedstruct;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One who is attached to a region, as {@link SharedMemory#participants} sees it: a handle that may write, or a
 * process that only reads. A process with several handles is several participants.
 *
 * @param id which no other participant of the region has, before or after; 0 for one that only reads
 * @param process its process id, in the namespace that it lives in; empty if it is one of those for whom
 *     the region's table has no slot left
 * @param name what it is called, as {@link SharedMemory#name} says; empty if that is not known
 * @param since when it attached, by the clock of its machine; empty if that is not known
 * @param isReadOnly whether it only reads
 * @param isAlive whether it lives, as far as can be told: in doubt it does. A dead one was killed, or did
 *     not close its handle; it is listed until another one takes its place
 */
public record Participant(long id, OptionalLong process, String name, Optional<Instant> since, boolean isReadOnly,
    boolean isAlive) {

  /** For messages: {@code process 4242 (Planner)}. */
  @Override
  public String toString() {
    return (process.isPresent() ? "process " + process.getAsLong() : "participant " + id)
        + (name.isEmpty() ? "" : " (" + name + ")")
        + (isReadOnly ? ", which only reads" : "")
        + (isAlive ? "" : ", which is dead");
  }
}
