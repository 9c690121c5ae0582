package org.sharedstruct.tests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Whether threads of a process sleep in the kernel on a word of a mapped file, as {@code proc(5)} tells. */
final class KernelSleep {

  private KernelSleep() {}

  /** Waits until some threads of a child sleep in a region. */
  static void await(ChildJvm child, Path region, int threads) throws InterruptedException {
    Threads.await("%s threads of %s sleep".formatted(threads, child), () -> count(child.pid(), region) == threads);
  }

  private static long count(long process, Path region) {
    Path proc = Path.of("/proc", String.valueOf(process));
    try (Stream<Path> tasks = Files.list(proc.resolve("task"))) {
      List<String> maps = Files.readAllLines(proc.resolve("maps")).stream()
          .filter(line -> line.endsWith(region.toString())).toList();
      return tasks.filter(task -> maps.stream().anyMatch(map -> sleepsIn(task, map))).count();
    } catch (IOException ended) {
      return 0;
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
