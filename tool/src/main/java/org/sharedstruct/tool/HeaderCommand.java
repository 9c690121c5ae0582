package org.sharedstruct.tool;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.sharedstruct.header.CHeader;
import org.sharedstruct.tool.output.Output;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints headers of C. */
@Command(name = "header", mixinStandardHelpOptions = true,
    description = {"Prints the header for C and C++ of a struct.",
        "", "It has the struct's members with all padding, assertions of their places, and the schema as a string."},
    footer = {"", "Examples:",
        "  sharedstruct header /dev/shm/robot > Robot.h",
        "  sharedstruct header -cp target/classes com.acme.Robot > Robot.h",
        "  sharedstruct header --library > sharedstruct.h"})
final class HeaderCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private StructSource source;

  @Option(names = "--library",
      description = "Prints sharedstruct.h instead, by which C programs take part in regions.")
  private boolean library;

  @Override
  public Integer call() throws IOException {
    if (library != source.isMissing()) {
      throw new ParameterException(spec.commandLine(), "either FILE|CLASS or --library");
    }
    String header = library ? new String(CHeader.library(), StandardCharsets.US_ASCII)
        : CHeader.of(source.schema());
    try (Output out = new Output()) {
      out.append(header);
    }
    return 0;
  }
}
