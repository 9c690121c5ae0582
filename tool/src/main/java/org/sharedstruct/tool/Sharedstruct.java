package org.sharedstruct.tool;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command, which has commands. */
@Command(name = "sharedstruct", mixinStandardHelpOptions = true, versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    description = "Looks into shared regions, of any struct: a region's file says what is in it.",
    subcommands = {ListCommand.class, ShowCommand.class, GetCommand.class, WatchCommand.class, HzCommand.class,
        LayoutCommand.class, DiffCommand.class, DoctorCommand.class, ServeCommand.class, SetCommand.class,
        DumpCommand.class, LoadCommand.class, MigrateCommand.class, RecordCommand.class, ReplayCommand.class,
        HeaderCommand.class, CompletionCommand.class},
    footer = {"", "sharedstruct COMMAND --help says more of one, with an example.",
        "Exit status: 0, also after Ctrl-C; 1 if a region cannot be read, or is gone; 2 if the command is wrong, or"
            + " would write and lacks --write.",
        "There are colours at a terminal, unless NO_COLOR is set."})
public final class Sharedstruct implements Callable<Integer> {

  @Spec private CommandSpec spec;

  /** For {@link #main}. */
  private Sharedstruct() {}

  /**
   * Runs a command and ends the JVM.
   *
   * @param arguments the command and what belongs to it
   */
  public static void main(String[] arguments) {
    CommandLine command = commandLine();
    int status;
    try {
      status = command.execute(arguments);
    } catch (OutOfMemoryError tooMuch) {
      status = Failures.tooMuch(command);
    }
    Ending.exit(status);
  }

  /** All commands. */
  static CommandLine commandLine() {
    return new CommandLine(new Sharedstruct())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(Failures::handle)
        .setParameterExceptionHandler(Failures::misuse);
  }

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "which command?");
  }
}
