package org.sharedstruct.tool;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.sharedstruct.tool.output.Form;
import org.sharedstruct.tool.output.Output;
import org.sharedstruct.tool.value.Look;
import org.sharedstruct.tool.value.ValuePath;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints values. */
@Command(name = "get", mixinStandardHelpOptions = true,
    description = {"Prints values of a region.",
        "", "All that are printed are of one commit. A path leads to some of them."},
    footer = {"", "Examples:",
        "  sharedstruct get /dev/shm/robot pose.x",
        "  sharedstruct get -o json /dev/shm/robots '[0..9]'"})
final class GetCommand implements Callable<Integer> {

  @Option(names = {"-o", "--output"}, paramLabel = "FORM", defaultValue = "table",
      description = "table, json or csv; default: ${DEFAULT-VALUE}.")
  private Form form;

  @Parameters(index = "0", paramLabel = "FILE", description = "The region.")
  private Path file;

  @Parameters(index = "1", paramLabel = "PATH", arity = "0..1", defaultValue = "",
      description = "A field, an element or a range with its last index: pose.x, [3].x, [0..9], route[2].y. A field"
          + " of an array is that of all its elements.")
  private String path;

  @Override
  public Integer call() throws IOException {
    try (Look look = Look.at(file); Output out = new Output()) {
      Look.Reading reading = look.read(ValuePath.of(path, look.type()));
      form.write(reading.value(), out, Ansi.AUTO);
      if (reading.version().isEmpty()) {
        System.err.println("sharedstruct: " + file + " is written all the time: each element is of one commit, but"
            + " not all of the same");
      }
      return 0;
    }
  }
}
