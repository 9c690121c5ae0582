package org.sharedstruct.tool;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.sharedstruct.tool.output.Progress;
import org.sharedstruct.tool.transfer.Differences;
import org.sharedstruct.tool.transfer.Recording;
import org.sharedstruct.tool.transfer.Writing;
import org.sharedstruct.tool.value.Look;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes what was recorded into a region, at the times at which it was. */
@Command(name = "replay", mixinStandardHelpOptions = true,
    description = {"Plays a recording into a region, each change as one commit, until its end or Ctrl-C.",
        "", "Several elements of an array that is not atomic as a whole are a commit each. All of the recording is"
            + " checked before the first commit. Without --write nothing is changed, and the exit status"
            + " is 2."},
    footer = {"", "Examples:",
        "  sharedstruct replay --write robot.jsonl /dev/shm/robot",
        "  sharedstruct replay --write --create --speed 0 robot.jsonl /dev/shm/copy"})
final class ReplayCommand implements Callable<Integer> {

  private static final int MISUSED = 2;
  private static final long NANOS_OF_MICRO = 1_000;
  private static final double MICROS = 1e6;

  /** So often it is made sure that the region is still there. */
  private static final long LOOK_NANOS = 100_000_000;

  @Option(names = "--write", description = "Do it. Without this nothing is changed.")
  private boolean isToWrite;

  @Option(names = "--create", description = "Make the region, which must not exist yet, with the first values.")
  private boolean isToCreate;

  @Option(names = "--speed", paramLabel = "FACTOR", defaultValue = "1",
      description = "2: twice as fast, 0: as fast as possible; default: ${DEFAULT-VALUE}.")
  private double speed;

  @Option(names = "--timeout", paramLabel = "TIME", defaultValue = "5s", converter = TimeWord.class,
      description = "How long to wait for the lock each time: 500ms, 5s, 2m; default: ${DEFAULT-VALUE}.")
  private Duration timeout;

  @Parameters(index = "0", paramLabel = "IN", description = "The recording.")
  private Path in;

  @Parameters(index = "1", paramLabel = "FILE", description = "The region.")
  private Path file;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (!(speed >= 0) || Double.isInfinite(speed)) {
      throw new ParameterException(spec.commandLine(), "--speed=" + speed + " is not a number from 0 on");
    }
    Recording.Extent extent = Recording.check(in);
    try (Recording recording = Recording.open(in)) {
      if (!isToCreate) {
        requireSame(recording);
      }
      if (!isToWrite) {
        Failures.say(spec.commandLine(), String.format(Locale.ROOT,
            "nothing is changed yet: add --write to play %d %s in %.1f s", extent.changes(),
            extent.changes() == 1 ? "change" : "changes", speed == 0 ? 0 : extent.micros() / MICROS / speed));
        return MISUSED;
      }
      Ending ending = Ending.listen();
      try (Writing writing = begin(recording);
          Look look = Look.at(file);
          Progress progress = Progress.of("replay", extent.changes(), false)) {
        play(recording, writing, look, progress, ending);
      }
    }
    return 0;
  }

  private void requireSame(Recording recording) throws IOException {
    try (Look look = Look.at(file)) {
      List<String> differences = Differences.between(recording.heading(), look.region());
      if (!differences.isEmpty()) {
        throw new IOException(file + ": is not what was recorded: " + String.join("; ", differences));
      }
    }
  }

  private Writing begin(Recording recording) throws IOException {
    String name = "sharedstruct replay";
    return isToCreate ? Writing.create(file, recording.heading(), name, timeout,
        recording.next().map(Recording.Change::stores).orElse(List.of())) : Writing.to(file, name, timeout);
  }

  private void play(Recording recording, Writing writing, Look look, Progress progress, Ending ending)
      throws IOException {
    long start = System.nanoTime();
    long looked = start;
    long done = isToCreate ? 1 : 0;
    for (Optional<Recording.Change> next = recording.next(); next.isPresent(); next = recording.next()) {
      long due = speed == 0 ? 0 : (long) (next.get().micros() * NANOS_OF_MICRO / speed);
      do {
        if (ending.isAsked()) {
          return;
        }
        long now = System.nanoTime();
        if (now - looked > LOOK_NANOS) {
          look.requireThere();
          looked = now;
        }
        LockSupport.parkNanos(Math.min(LOOK_NANOS, due - (now - start)));
      } while (System.nanoTime() - start < due);
      writing.commit(next.get().stores());
      done++;
      progress.to(done);
    }
    look.requireThere();
  }
}
