package org.sharedstruct.support;

import java.util.function.LongFunction;
import org.sharedstruct.guard.Guard;

/**
 * Reads of several elements that are to be of one moment: all under one stamp of the guard. What they gave
 * counts only if {@link #isOver} says so in the end.
 */
final class Moment {

  private final Guard guard;
  private final long stamp;
  private boolean settled = true;

  /** Begins now, or when a section over several elements ends that may leave some of them written. */
  Moment(Guard guard) {
    this.guard = guard;
    stamp = guard.stampTogether();
  }

  /** Whether nobody was writing when it began: then all elements are where they always are. */
  boolean isQuiet() {
    return (stamp & 1) == 0;
  }

  /**
   * Reads one element.
   *
   * @param index the element
   * @param reading is given where its committed bytes lie
   */
  <T> T read(long index, LongFunction<T> reading) {
    long source = guard.source(stamp, index);
    T value = reading.apply(source);
    settled &= guard.isSettled(stamp, index, source);
    return value;
  }

  /** Whether all that was read is of one commit. */
  boolean isOver() {
    return guard.validTogether(stamp) && settled;
  }
}
