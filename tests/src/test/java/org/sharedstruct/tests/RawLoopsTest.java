package org.sharedstruct.tests;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Compiled loops over raw arrays make no views, however many structs a program has. */
class RawLoopsTest {

  private static final int LENGTH = 10_000;

  private final RawTally.Array tallies = RawTally.Array.allocate(LENGTH);

  /** How to go through an array. */
  enum Loop {
    BY_GET {
      @Override
      void run(RawTally.Array array) {
        for (long index = 0; index < LENGTH; index++) {
          RawTally tally = array.get(index);
          tally.count(tally.count() + 1);
        }
      }
    },
    BY_ITERATOR {
      @Override
      void run(RawTally.Array array) {
        for (RawTally tally : array) {
          tally.count(tally.count() + 1);
        }
      }
    };

    abstract void run(RawTally.Array array);
  }

  /** The code that all arrays have in common is seen to make views of several types. */
  @BeforeEach
  void goThroughOthers() {
    long sum = 0;
    for (RawXY xy : RawXY.Array.allocate(LENGTH)) {
      sum += (long) xy.x();
    }
    for (RawCounts counts : RawCounts.Array.allocate(LENGTH)) {
      sum += counts.first();
    }
    for (RawDevice device : RawDevice.Array.allocate(LENGTH)) {
      sum += device.hashCode();
    }
    tallies.get(0).count(sum);
  }

  @ParameterizedTest
  @EnumSource
  void allocateNothingOnceTheyAreCompiled(Loop loop) throws Exception {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    Threads.await("a pass that makes no view", () -> {
      long before = threads.getCurrentThreadAllocatedBytes();
      loop.run(tallies);
      return threads.getCurrentThreadAllocatedBytes() - before < LENGTH;
    });
  }
}
