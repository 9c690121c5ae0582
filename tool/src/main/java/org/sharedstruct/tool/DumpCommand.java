package org.sharedstruct.tool;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.sharedstruct.tool.output.Progress;
import org.sharedstruct.tool.output.Target;
import org.sharedstruct.tool.transfer.DumpForm;
import org.sharedstruct.tool.value.Look;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes all values of a region to a file. */
@Command(name = "dump", mixinStandardHelpOptions = true,
    description = {"Writes all values of a region to a file, from which load makes a region again.",
        "", "They are of one commit. Where the elements of an array are more than the heap may have (-Xmx), or are"
            + " written all the time, each is of one commit, but perhaps not all of the same; that is said then."},
    footer = {"", "Examples:",
        "  sharedstruct dump /dev/shm/robot robot.json",
        "  sharedstruct dump -o csv /dev/shm/robots | head"})
final class DumpCommand implements Callable<Integer> {

  @Option(names = {"-o", "--output"}, paramLabel = "FORM", defaultValue = "json",
      description = "json or csv; default: ${DEFAULT-VALUE}. JSON says what the region is, so that load needs nothing"
          + " else; CSV has a column for each value.")
  private DumpForm form;

  @Parameters(index = "0", paramLabel = "FILE", description = "The region.")
  private Path file;

  @Parameters(index = "1", paramLabel = "OUT", arity = "0..1",
      description = "A new file; default: the standard output.")
  private Path out;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    OptionalLong version;
    try (Look look = Look.at(file);
        Target target = Target.of(out);
        Progress progress = Progress.of("dump", look.region().length(), out == null)) {
      version = form.write(look, target, progress::to);
      target.flush();
      target.keep();
    }
    if (version.isEmpty()) {
      Failures.say(spec.commandLine(), file + " was written meanwhile: each element is of one commit, but not all of"
          + " the same");
    }
    return 0;
  }
}
