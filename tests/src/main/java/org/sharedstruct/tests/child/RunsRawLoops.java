package org.sharedstruct.tests.child;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import org.sharedstruct.tests.RawCounts;
import org.sharedstruct.tests.RawDevice;
import org.sharedstruct.tests.RawTally;
import org.sharedstruct.tests.RawXY;

/** Goes through an array again and again, until a pass makes no view. */
public final class RunsRawLoops {

  private static final int LENGTH = 10_000;
  private static final long LIMIT = TimeUnit.SECONDS.toNanos(30);

  private static volatile long seen;

  private RunsRawLoops() {}

  /** A way to go through all elements. */
  public enum Loop {

    /** By an index, with a view of each. */
    BY_GET {
      @Override
      void run(RawTally.Array array) {
        for (long index = 0; index < LENGTH; index++) {
          RawTally tally = array.get(index);
          tally.count(tally.count() + 1);
        }
      }
    },

    /** By the iterator. */
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

  /** Arguments: the loop. Prints the bytes that the last pass allocated. */
  public static void main(String[] arguments) {
    goThroughOthers();
    RawTally.Array tallies = RawTally.Array.allocate(LENGTH);
    Loop loop = Loop.valueOf(arguments[0]);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long start = System.nanoTime();
    long allocated;
    do {
      long before = threads.getCurrentThreadAllocatedBytes();
      loop.run(tallies);
      allocated = threads.getCurrentThreadAllocatedBytes() - before;
    } while (allocated >= LENGTH && System.nanoTime() - start < LIMIT);
    Parent.tell(String.valueOf(allocated));
  }

  /** The code that all arrays have in common is seen to make views of several types. */
  private static void goThroughOthers() {
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
    seen = sum;
  }
}
