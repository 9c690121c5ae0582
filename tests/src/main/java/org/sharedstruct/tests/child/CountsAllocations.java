package org.sharedstruct.tests.child;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.sharedstruct.tests.CacheLineRecord;
import org.sharedstruct.tests.GuardedCacheLine;
import org.sharedstruct.tests.GuardedCounts;
import org.sharedstruct.tests.GuardedTally;
import org.sharedstruct.tests.GuardedXY;
import org.sharedstruct.tests.SharedCacheLine;
import org.sharedstruct.tests.SharedCounts;
import org.sharedstruct.tests.SharedTally;
import org.sharedstruct.tests.SharedXY;
import org.sharedstruct.tests.XYRecord;

/**
 * Repeats guarded operations until they are compiled, and tells what one of them allocates then. The structs
 * are of several types, so that the code which all have in common has seen more than one.
 */
public final class CountsAllocations {

  private static final int TIMES = 100_000;
  private static final int LENGTH = 64;
  private static final long LIMIT = TimeUnit.SECONDS.toNanos(10);
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static float step = 0.5f;
  private static volatile Object seen;
  private static volatile float sum;

  private CountsAllocations() {}

  /** Whose operations. */
  public enum Kind {

    /** A struct alone. */
    STRUCT {
      @Override
      Map<String, IntConsumer> operations(Path folder) throws Exception {
        GuardedXY xy = SharedXY.create(folder.resolve("xy")).guarded();
        GuardedCacheLine line = SharedCacheLine.create(folder.resolve("line")).guarded();
        Map<String, IntConsumer> operations = new LinkedHashMap<>();
        operations.put("update", _ -> xy.update(raw -> raw.x(raw.x() + 1)));
        operations.put("capturing update", _ -> {
          float by = step;
          xy.update(raw -> raw.x(raw.x() + by));
        });
        operations.put("compute", _ -> sum = xy.compute(raw -> raw.x(raw.x() + 1).x() < 0 ? 1 : 0));
        operations.put("set", _ -> xy.set(XY));
        operations.put("setter", times -> xy.x(times));
        operations.put("getter", _ -> sum = xy.x());
        operations.put("snapshot", _ -> seen = xy.snapshot());
        operations.put("compareAndSet", times -> line.compareAndSetCount(times, times + 1));
        operations.put("getAndSet", times -> line.getAndSetCount(times));
        operations.put("getAndAdd", times -> line.getAndAddCount(times));
        return operations;
      }
    },

    /** An array, by an index. */
    ARRAY {
      @Override
      Map<String, IntConsumer> operations(Path folder) throws Exception {
        GuardedXY.Array xys = SharedXY.Array.create(folder.resolve("xys"), LENGTH).guarded();
        Map<String, IntConsumer> operations = new LinkedHashMap<>();
        operations.put("update", times -> xys.update(times % LENGTH, raw -> raw.x(raw.x() + 1)));
        operations.put("capturing update", times -> {
          float by = step;
          xys.update(times % LENGTH, raw -> raw.x(raw.x() + by));
        });
        operations.put("compute",
            times -> sum = xys.compute(times % LENGTH, raw -> raw.x(raw.x() + 1).x() < 0 ? 1 : 0));
        operations.put("set", times -> xys.set(times % LENGTH, XY));
        operations.put("setter", times -> xys.x(times % LENGTH, times));
        operations.put("getter", times -> sum = xys.x(times % LENGTH));
        operations.put("snapshot", times -> seen = xys.snapshot(times % LENGTH));
        return operations;
      }
    },

    /** An array, by the view of an element that is made for one operation. */
    ELEMENT {
      @Override
      Map<String, IntConsumer> operations(Path folder) throws Exception {
        GuardedXY.Array xys = SharedXY.Array.create(folder.resolve("xys"), LENGTH).guarded();
        GuardedCacheLine.Array lines = SharedCacheLine.Array.create(folder.resolve("lines"), LENGTH).guarded();
        Map<String, IntConsumer> operations = new LinkedHashMap<>();
        operations.put("update", times -> xys.get(times % LENGTH).update(raw -> raw.x(raw.x() + 1)));
        operations.put("capturing update", times -> {
          float by = step;
          xys.get(times % LENGTH).update(raw -> raw.x(raw.x() + by));
        });
        operations.put("compute",
            times -> sum = xys.get(times % LENGTH).compute(raw -> raw.x(raw.x() + 1).x() < 0 ? 1 : 0));
        operations.put("set", times -> xys.get(times % LENGTH).set(XY));
        operations.put("setter", times -> xys.get(times % LENGTH).x(times));
        operations.put("getter", times -> sum = xys.get(times % LENGTH).x());
        operations.put("snapshot", times -> seen = xys.get(times % LENGTH).snapshot());
        operations.put("compareAndSet", times -> lines.get(times % LENGTH).compareAndSetCount(times, times + 1));
        operations.put("getAndSet", times -> lines.get(times % LENGTH).getAndSetCount(times));
        operations.put("getAndAdd", times -> lines.get(times % LENGTH).getAndAddCount(times));
        operations.put("getAndSet", times -> lines.get(times % LENGTH).getAndSetCount(times));
        operations.put("getAndAdd", times -> lines.get(times % LENGTH).getAndAddCount(times));
        return operations;
      }
    };

    private static final XYRecord XY = new XYRecord(1, 2);

    /** What is done for a number. */
    abstract Map<String, IntConsumer> operations(Path folder) throws Exception;
  }

  /** Arguments: kind, an empty folder. Prints each operation, and the bytes that one allocates besides its record. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[1]);
    useOthers(folder);
    Kind.valueOf(arguments[0]).operations(folder).forEach((name, operation) ->
        Parent.tell(name + ": " + allocated(operation, name.equals("snapshot") ? recordBytes() : 0) + " bytes"));
  }

  /** What it allocates when it is compiled, or when there was time enough for that. */
  private static long allocated(IntConsumer operation, long expected) {
    long start = System.nanoTime();
    long bytes;
    do {
      bytes = bytesOf(operation) / TIMES - expected;
    } while (bytes > 0 && System.nanoTime() - start < LIMIT);
    return bytes;
  }

  private static long bytesOf(IntConsumer operation) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    for (int times = 0; times < TIMES; times++) {
      operation.accept(times);
    }
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }

  private static long recordBytes() {
    return bytesOf(times -> seen = new XYRecord(times, times)) / TIMES;
  }

  private static void useOthers(Path folder) throws Exception {
    try (SharedTally tally = SharedTally.create(folder.resolve("tally"));
        SharedTally.Array tallies = SharedTally.Array.create(folder.resolve("tallies"), LENGTH);
        SharedCounts counts = SharedCounts.create(folder.resolve("counts"));
        SharedCounts.Array many = SharedCounts.Array.create(folder.resolve("many"), LENGTH);
        SharedCacheLine line = SharedCacheLine.create(folder.resolve("other"));
        SharedCacheLine.Array others = SharedCacheLine.Array.create(folder.resolve("others"), LENGTH)) {
      for (int times = 0; times < TIMES / 10; times++) {
        use(tally.guarded(), counts.guarded(), line.guarded());
        use(tallies.guarded().get(1), many.guarded().get(1), others.guarded().get(1));
        tallies.guarded().set(2, tallies.guarded().snapshot(1));
        many.guarded().set(2, many.guarded().snapshot(1));
        others.guarded().set(2, others.guarded().snapshot(1));
        tallies.guarded().update(2, raw -> raw.count(1));
        many.guarded().update(2, raw -> raw.first(1));
        others.guarded().update(2, raw -> raw.count(1));
      }
    }
  }

  private static void use(GuardedTally tally, GuardedCounts counts, GuardedCacheLine line) {
    tally.set(tally.snapshot());
    counts.set(counts.snapshot());
    line.set(new CacheLineRecord(line.snapshot().count() + 1));
    tally.update(raw -> raw.count(raw.count() + 1));
    counts.update(raw -> raw.first(raw.first() + 1));
    line.update(raw -> raw.count(raw.count() + 1));
    seen = tally.compute(raw -> raw.count() > 0);
    seen = counts.compute(raw -> raw.first() > 0);
    seen = line.compute(raw -> raw.count() > 0);
  }
}
