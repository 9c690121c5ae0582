package org.sharedstruct.tests.child;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.sharedstruct.format.Format;

/**
 * Stops in the middle of each {@link Work}: before its first store, before its second one, and so on, each
 * time in a region of its own. Prints a {@link Sight} for each region and waits to be killed.
 */
public final class StopsBetweenStores {

  /** What it prints when all have stopped. */
  public static final String ALL_STOPPED = "all stopped";

  /** No recovery makes more stores before it goes on to the next work. */
  private static final int RECOVERY = 16;

  private StopsBetweenStores() {}

  /**
   * Arguments: {@code works} or {@code recovers}, a folder, a turn. One that works makes the regions
   * and works there some times before; one that recovers comes after it, in the same turn, when it is
   * dead. The same turn stops at the same places.
   */
  public static void main(String[] arguments) throws Exception {
    Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
      failure.printStackTrace();
      Runtime.getRuntime().halt(1);
    });
    Path folder = Path.of(arguments[1]);
    int turn = Integer.parseInt(arguments[2]);
    if (arguments[0].equals("works")) {
      work(folder, turn);
    } else {
      recover(folder, turn);
    }
    Parent.tell(ALL_STOPPED);
    Parent.awaitLine();
  }

  /** How many times a work has been done before the one that is stopped. */
  public static int timesBefore(int turn) {
    return turn % 3;
  }

  private static void work(Path folder, int turn) throws Exception {
    int times = timesBefore(turn);
    for (Work work : Work.values()) {
      boolean stopped = true;
      for (int stores = 0; stopped; stores++) {
        Path region = folder.resolve(work + "-" + stores);
        Tallies.create(work.form(), region);
        stopped = new Victim(work, region,
            tallies -> {
              for (int n = 1; n <= times; n++) {
                work.run(tallies, n);
              }
              // as if somebody slept, so that waking is part of the work
              RegionWords.setInt(region, Format.SLEEPERS, Format.FOR_LOCK | Format.FOR_VERSION);
            },
            tallies -> work.run(tallies, times + 1),
            stores).startAndStop();
      }
    }
  }

  private static void recover(Path folder, int turn) throws Exception {
    int times = timesBefore(turn);
    Random random = new Random(turn);
    for (Path region : regions(folder)) {
      String name = region.getFileName().toString();
      Work work = Work.valueOf(name.substring(0, name.indexOf('-')));
      new Victim(work, region, tallies -> {}, tallies -> work.runAfterDeath(tallies, times + 2),
          random.nextInt(RECOVERY)).startAndStop();
    }
  }

  private static List<Path> regions(Path folder) throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> !file.getFileName().toString().startsWith(".")).sorted().toList();
    }
  }
}
