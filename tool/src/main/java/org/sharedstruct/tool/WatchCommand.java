package org.sharedstruct.tool;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.sharedstruct.tool.output.Lines;
import org.sharedstruct.tool.output.Screen;
import org.sharedstruct.tool.output.Watch;
import org.sharedstruct.tool.value.Look;
import org.sharedstruct.tool.value.ValuePath;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows values while they change. */
@Command(name = "watch", mixinStandardHelpOptions = true,
    description = {"Shows values of a region while they change.",
        "", "At a terminal they stand in place: * marks those that have just changed, and a line beside each number"
            + " shows its last values. In a pipe each change is a line: the time, the version, and what has changed."
            + " All values that are shown together are of one commit."},
    footer = {"", "Examples:",
        "  sharedstruct watch /dev/shm/robot",
        "  sharedstruct watch --every 16ms /dev/shm/robot pose count",
        "  sharedstruct watch --changes 3 /dev/shm/robot pose.x | cat"})
final class WatchCommand implements Callable<Integer> {

  /**
   * Some values change without a commit: those of atomic fields, and what is written through raw
   * views.
   */
  private static final long LONGEST_WITHOUT_LOOK_NANOS = 100_000_000;

  @Option(names = "--every", paramLabel = "TIME", converter = TimeWord.class,
      description = {"How often to look: 16ms, 1s; default: 100ms at a terminal, 1ms in a pipe.",
          "Changes that follow one another faster are shown as one."})
  private Duration every;

  @Option(names = "--changes", paramLabel = "COUNT", defaultValue = "" + Long.MAX_VALUE,
      converter = CountWord.class,
      description = "Ends after so many changes; default: goes on until Ctrl-C.",
      showDefaultValue = Visibility.NEVER)
  private long changes;

  @Parameters(index = "0", paramLabel = "FILE", description = "The region.")
  private Path file;

  @Parameters(index = "1", paramLabel = "PATH", arity = "0..*",
      description = {"Fields, elements or ranges, as for get; default: all."})
  private List<String> paths = List.of("");

  @Override
  public Integer call() throws IOException {
    Ending ending = Ending.listen();
    try (Look look = Look.at(file)) {
      List<ValuePath> chosen = paths.stream().map(path -> ValuePath.of(path, look.type())).toList();
      boolean isInPlace = Screen.isTerminal();
      try (Watch watch = isInPlace ? new Screen(file + "  " + look.region().schema().name(), Ansi.AUTO) : new Lines()) {
        watch(look, chosen, watch, every != null ? every.toNanos() : isInPlace ? 100_000_000 : 1_000_000,
            ending);
      }
      return 0;
    }
  }

  private void watch(Look look, List<ValuePath> chosen, Watch watch, long nanos, Ending ending) throws IOException {
    long seen = -1;
    long due = System.nanoTime();
    long lookedAt = due;
    for (long left = changes; left >= 0 && !watch.isEnded() && !ending.isAsked(); ) {
      long version = look.region().guard().version();
      if (version != seen || System.nanoTime() - lookedAt >= LONGEST_WITHOUT_LOOK_NANOS) {
        look.requireThere();
        seen = version;
        lookedAt = System.nanoTime();
        Look.Reading reading = look.readFor(chosen);
        Stream<ValuePath.Named> places = chosen.stream().flatMap(path -> path.leaves(reading.value()));
        left -= watch.show(reading.version(), places) ? 1 : 0;
      }
      due = Math.max(due + nanos, System.nanoTime() - nanos); // what was missed is not made up for
      LockSupport.parkNanos(due - System.nanoTime());
    }
  }
}
