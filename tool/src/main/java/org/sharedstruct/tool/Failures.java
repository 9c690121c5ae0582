package org.sharedstruct.tool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import org.sharedstruct.LockTimeoutException;
import org.sharedstruct.OwnerDiedException;
import org.sharedstruct.tool.output.Cells;
import org.sharedstruct.tool.output.Output;
import org.sharedstruct.tool.value.WrongPathException;
import org.sharedstruct.tool.value.WrongValueException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is said when something fails: one sentence, and which exit status. */
final class Failures {

  private static final int FAILED = 1;
  private static final int MISUSED = 2;

  private Failures() {}

  /** For what a command throws. */
  static int handle(Exception failure, CommandLine command, ParseResult parsed) {
    if (failure instanceof Output.FailedException failed && failed.isEndOfReader()) {
      return 0;
    }
    say(command, sentence(failure));
    return failure instanceof WrongPathException || failure instanceof WrongValueException ? MISUSED
        : command.getCommandSpec().exitCodeOnExecutionException();
  }

  /** For wrong arguments. */
  static int misuse(ParameterException wrong, String[] arguments) {
    CommandLine command = wrong.getCommandLine();
    say(command, sentence(wrong));
    if (!UnmatchedArgumentException.printSuggestions(wrong, command.getErr())) {
      command.getErr().println("'" + command.getCommandSpec().qualifiedName() + " --help' says how it is used.");
    }
    return MISUSED;
  }

  /** For a region, perhaps a stranger's, of which more was asked for than there is memory. */
  static int tooMuch(CommandLine command) {
    say(command, "there is too little memory for all of that: ask for a part, such as '[0..999]'");
    return FAILED;
  }

  /** Says one sentence. */
  static void say(CommandLine command, String sentence) {
    command.getErr().println("sharedstruct: " + Cells.safe(sentence));
  }

  private static String sentence(Exception failure) {
    return switch (failure) {
      case UncheckedIOException unchecked -> sentence(unchecked.getCause());
      case NoSuchFileException none -> none.getFile() + ": " + missing(none.getFile());
      case AccessDeniedException denied when denied.getReason() == null ->
          denied.getFile() + ": this process may not read it";
      case FileAlreadyExistsException there -> there.getFile() + ": already exists";
      case NotDirectoryException file -> file.getFile() + ": is not a folder";
      case FileSystemException file -> file.getFile() + ": " + firstLine(file.getReason())
          .replace("; ANY_OWNER opens it", ", so it may not write to it");
      case IOException other -> firstLine(other.getMessage());
      case IllegalArgumentException refused -> firstLine(refused.getMessage());
      case OwnerDiedException half -> firstLine(half.getMessage()) + "; 'sharedstruct doctor' says what to do";
      case LockTimeoutException late -> firstLine(late.getMessage());
      case IllegalStateException region -> firstLine(region.getMessage());
      default -> failure.toString();
    };
  }

  private static String missing(String file) {
    Path folder = Path.of(file).toAbsolutePath().getParent();
    return folder != null && Files.notExists(folder) ? "there is no folder " + folder : "there is no such file";
  }

  /** picocli lists all words that it has no place for, also those behind an option that it does not know. */
  private static String sentence(ParameterException wrong) {
    if (!(wrong instanceof UnmatchedArgumentException unmatched)) {
      return firstLine(wrong.getMessage());
    }
    String word = unmatched.getUnmatched().getFirst();
    boolean isTop = wrong.getCommandLine().getParent() == null;
    return (word.startsWith("-") ? "there is no option '" : isTop ? "there is no command '"
        : "there is one word too many: '") + word + "'";
  }

  /** What else there is to say would not be one sentence. */
  private static String firstLine(String message) {
    return String.valueOf(message).lines().findFirst().orElse("");
  }
}
