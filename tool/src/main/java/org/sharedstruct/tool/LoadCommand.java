package org.sharedstruct.tool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.sharedstruct.region.Region;
import org.sharedstruct.region.Terms;
import org.sharedstruct.tool.output.Progress;
import org.sharedstruct.tool.transfer.CsvDump;
import org.sharedstruct.tool.transfer.Dump;
import org.sharedstruct.tool.transfer.Heading;
import org.sharedstruct.tool.transfer.JsonDump;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a region of a dump. */
@Command(name = "load", mixinStandardHelpOptions = true,
    description = {"Makes a new region from what dump has written.",
        "", "Others see the whole region or none, also if this process is killed meanwhile. If a value is wrong there"
            + " is none."},
    footer = {"", "Examples:",
        "  sharedstruct load robot.json /dev/shm/robot",
        "  sharedstruct load --like /dev/shm/robots robots.csv /dev/shm/copy"})
final class LoadCommand implements Callable<Integer> {

  @Option(names = "--like", paramLabel = "FILE|CLASS", description = "IN is CSV, and this is its struct: a region, or"
      + " a struct's interface or one of its generated types.")
  private String like;

  @Mixin private ClassPath classes;

  @Option(names = "--atomic", description = "Make the array of a CSV atomic as a whole. Of JSON the dump says it.")
  private boolean isAtomic;

  @Parameters(index = "0", paramLabel = "IN", description = "The dump.")
  private Path in;

  @Parameters(index = "1", paramLabel = "FILE", description = "The region, which must not exist yet.")
  private Path file;

  @Override
  public Integer call() throws IOException {
    try (Dump dump = like == null ? JsonDump.open(in)
            : CsvDump.open(in, classes.schema(like), isAtomic);
        Progress progress = Progress.of("load", dump.heading().count(), false)) {
      Heading heading = dump.heading();
      Terms terms = Terms.DEFAULT.withName("sharedstruct load");
      Region.create(file, heading.schema(), heading.length(), heading.terms(terms),
          payload -> {
            try {
              dump.fill(payload, progress::to);
            } catch (IOException wrong) {
              throw new UncheckedIOException(wrong);
            }
          }).close();
    }
    return 0;
  }
}
