package org.sharedstruct.tests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/** Whether threads of a process sleep in the kernel on a word of a mapped file, as {@code proc(5)} tells. */
final class KernelSleep {

  private KernelSleep() {}

  /** Waits until some threads of a child sleep in a region. */
  static void await(ChildJvm child, Path region, int threads) throws InterruptedException {
    Threads.await("%s threads of %s sleep".formatted(threads, child),
        () -> sleepers(child.pid(), region).size() == threads);
  }

  /** Waits until a thread of a child sleeps in a region, and gives its folder in {@code /proc}. */
  static Path awaitOne(ChildJvm child, Path region) throws InterruptedException {
    AtomicReference<Path> found = new AtomicReference<>();
    Threads.await("a thread of %s sleeps".formatted(child), () -> {
      sleepers(child.pid(), region).stream().findAny().ifPresent(found::set);
      return found.get() != null;
    });
    return found.get();
  }

  /** Waits until a thread sleeps for more than 10 ms at a time. */
  static void awaitLong(Path task) throws InterruptedException {
    AtomicReference<Pace> since = new AtomicReference<>(Pace.of(task));
    Threads.await("%s sleeps for long".formatted(task), () -> {
      Pace now = Pace.of(task);
      long nanos = now.nanos - since.get().nanos;
      if (nanos < TimeUnit.MILLISECONDS.toNanos(200)) {
        return false;
      }
      long times = now.times - since.getAndSet(now).times;
      return times < nanos / TimeUnit.MILLISECONDS.toNanos(10);
    });
  }

  /**
   * How often a thread has gone to sleep.
   *
   * @param times so often
   * @param nanos by this time
   */
  private record Pace(long times, long nanos) {

    private static final String SWITCHES = "voluntary_ctxt_switches:";

    static Pace of(Path task) {
      try (Stream<String> lines = Files.lines(task.resolve("status"))) {
        String line = lines.filter(each -> each.startsWith(SWITCHES)).findAny().orElseThrow();
        long times = Long.parseLong(line.substring(SWITCHES.length()).strip());
        return new Pace(times, System.nanoTime());
      } catch (IOException ended) {
        throw new UncheckedIOException(ended);
      }
    }
  }

  private static List<Path> sleepers(long process, Path region) {
    Path proc = Path.of("/proc", String.valueOf(process));
    try (Stream<Path> tasks = Files.list(proc.resolve("task"))) {
      List<String> maps = Files.readAllLines(proc.resolve("maps")).stream()
          .filter(line -> line.endsWith(region.toString())).toList();
      return tasks.filter(task -> maps.stream().anyMatch(map -> sleepsIn(task, map))).toList();
    } catch (IOException ended) {
      return List.of();
    }
  }

  /** The line of a thread in a system call is its number and its arguments; the word is the first one. */
  private static boolean sleepsIn(Path task, String map) {
    try {
      String[] call = Files.readString(task.resolve("syscall")).split(" ");
      String[] range = map.split("[ -]");
      return call.length > 1 && call[1].startsWith("0x")
          && isWithin(call[1].substring(2), range[0], range[1]);
    } catch (IOException ended) {
      return false;
    }
  }

  private static boolean isWithin(String address, String first, String end) {
    long at = Long.parseUnsignedLong(address, 16);
    return Long.compareUnsigned(Long.parseUnsignedLong(first, 16), at) <= 0
        && Long.compareUnsigned(at, Long.parseUnsignedLong(end, 16)) < 0;
  }
}
