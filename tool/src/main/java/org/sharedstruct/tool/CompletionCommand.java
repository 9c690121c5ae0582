package org.sharedstruct.tool;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.sharedstruct.tool.output.Output;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints what shells complete this command by. */
@Command(name = "completion", mixinStandardHelpOptions = true,
    description = "Prints a script by which bash and zsh complete commands, options and files.",
    footer = {"", "Examples:", "  sharedstruct completion > /etc/bash_completion.d/sharedstruct",
        "  source <(sharedstruct completion)"})
final class CompletionCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    CommandLine all = spec.root().commandLine();
    try (Output out = new Output()) {
      out.append(AutoComplete.bash(all.getCommandName(), all)).append('\n');
    }
    return 0;
  }
}
