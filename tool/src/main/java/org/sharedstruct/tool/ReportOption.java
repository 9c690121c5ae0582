package org.sharedstruct.tool;

import java.io.IOException;
import org.sharedstruct.tool.output.Output;
import org.sharedstruct.tool.output.Report;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;

/** In which form facts are printed. */
final class ReportOption {

  @Option(names = {"-o", "--output"}, paramLabel = "FORM", defaultValue = "table",
      description = "table or json; default: ${DEFAULT-VALUE}.")
  private Report.Form form;

  /** Whether it is for programs. */
  boolean isJson() {
    return form == Report.Form.JSON;
  }

  /** Prints a report. */
  void print(Report report) throws IOException {
    try (Output out = new Output()) {
      report.write(form, out, Ansi.AUTO);
    }
  }
}
