package org.sharedstruct.tool;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.sharedstruct.tool.output.Target;
import org.sharedstruct.tool.transfer.RecordingWriter;
import org.sharedstruct.tool.value.Look;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes down how values change. */
@Command(name = "record", mixinStandardHelpOptions = true,
    description = {"Writes the changes of a region down, until it is stopped by Ctrl-C or SIGTERM.",
        "", "The first line says what the region is, the second one has all values, each other one those that have"
            + " changed. Commits that came too fast to be seen one by one are one line; their number follows from the"
            + " versions. replay plays it again."},
    footer = {"", "Examples:",
        "  sharedstruct record /dev/shm/robot robot.jsonl",
        "  sharedstruct record --for 10s /dev/shm/robot | jq .values"})
final class RecordCommand implements Callable<Integer> {

  /** So long a line may wait to be written, and a removed region to be noticed. */
  private static final Duration LONGEST = Duration.ofMillis(100);

  private static final long NANOS_OF_MICRO = 1_000;

  @Option(names = "--every", paramLabel = "TIME", converter = TimeWord.class,
      description = "Not more than one line in this time: 100ms, 1s; default: each change.")
  private Duration every = Duration.ZERO;

  @Option(names = "--for", paramLabel = "TIME", converter = TimeWord.class, description = "End after this time.")
  private Duration most;

  @Option(names = "--changes", paramLabel = "N", converter = CountWord.class, description = "End after so many changes.")
  private long changes = Long.MAX_VALUE;

  @Parameters(index = "0", paramLabel = "FILE", description = "The region.")
  private Path file;

  @Parameters(index = "1", paramLabel = "OUT", arity = "0..1",
      description = "A new file; default: the standard output.")
  private Path out;

  @Override
  public Integer call() throws IOException {
    Ending ending = Ending.listen();
    try (Look look = Look.at(file); Target target = Target.of(out)) {
      target.keep();
      try (RecordingWriter recording = new RecordingWriter(look, target, Version.ofThis(), Instant.now())) {
        record(look, recording, target, ending);
      }
    }
    return 0;
  }

  private void record(Look look, RecordingWriter recording, Target target, Ending ending) throws IOException {
    long start = System.nanoTime();
    long end = most == null ? Long.MAX_VALUE : most.toNanos();
    long version = look.region().guard().version();
    recording.line(0);
    target.flush();
    pause(start, target, ending);
    long flushed = 0;
    long seen = 0;
    while (seen < changes) {
      long now = System.nanoTime() - start;
      if (now - flushed >= LONGEST.toNanos()) {
        target.flush();
        flushed = now;
        look.requireThere();
      }
      if (ending.isAsked() || now >= end) {
        return;
      }
      version = look.awaitChange(version, least(LONGEST, Duration.ofNanos(end - now)));
      long at = System.nanoTime() - start;
      if (recording.line(at / NANOS_OF_MICRO)) { // also without a commit: by an atomic field or a raw view
        seen++;
        pause(start + at, target, ending);
      }
    }
  }

  /** Waits until there may be another line. */
  private void pause(long from, Target target, Ending ending) throws IOException {
    if (every.compareTo(LONGEST) >= 0) {
      target.flush();
    }
    while (!ending.isAsked() && System.nanoTime() - from < every.toNanos()) {
      LockSupport.parkNanos(least(LONGEST, every.minusNanos(System.nanoTime() - from)).toNanos());
    }
  }

  private static Duration least(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
