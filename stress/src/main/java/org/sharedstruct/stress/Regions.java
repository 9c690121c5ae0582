package org.sharedstruct.stress;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * A region for each test that is going on. jcstress makes millions of states, and a file for each would take
 * hours; so they take the regions of this JVM in turn.
 *
 * <p>No two states that are alive may have the same region. jcstress keeps a generation of {@link #STATES}.
 * When all of them have run, two threads replace them one by one: the outcome of the old one is taken, then the
 * new one is made. So those alive are always among the last two generations that were made, and as many
 * regions are enough. (Before the first generation it tries smaller ones, and at most one larger by a fifth.)
 * All of this rests on the strides that {@link Stress} asks for.
 */
final class Regions {

  /** How many tests a thread runs before it waits for the other one: few, so that they stay close together. */
  static final int STRIDE = 16;

  /** How many such strides there are before outcomes are counted. */
  static final int STRIDES = 4;

  private static final int STATES = STRIDE * STRIDES;

  private static final Region[] REGIONS =
      IntStream.range(0, 2 * STATES).mapToObj(i -> region()).toArray(Region[]::new);

  private static final AtomicInteger NEXT = new AtomicInteger();

  private Regions() {}

  private static Region region() {
    try {
      return Region.create();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A region of zeros that no test uses which is still going on. */
  static Region next() {
    return REGIONS[Math.floorMod(NEXT.getAndIncrement(), REGIONS.length)].cleared();
  }
}
