package org.sharedstruct.tool;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.sharedstruct.SchemaMismatchException;
import org.sharedstruct.format.Schema;
import org.sharedstruct.region.Region;
import org.sharedstruct.tool.output.Progress;
import org.sharedstruct.tool.value.Look;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Converts a region to another version of its struct. */
@Command(name = "migrate", mixinStandardHelpOptions = true,
    description = {"Converts a region to another version of its struct, as migrate of the generated classes does.",
        "", "Fields of the same name keep their values. Others see the old region or the new one, also if this process"
            + " is killed meanwhile; nobody may have it open. If a value would be lost, nothing is changed, unless"
            + " --losing names its field. Without --write it only says what is to be done, and the exit status is 2."},
    footer = {"", "Examples:",
        "  sharedstruct migrate --write -cp target/classes /dev/shm/robot com.acme.Robot",
        "  sharedstruct migrate --write --losing name,ticket /dev/shm/robot /dev/shm/newer"})
final class MigrateCommand implements Callable<Integer> {

  private static final int FAILED = 1;
  private static final int MISUSED = 2;

  /** How programs are told to permit a loss. */
  private static final Pattern PERMIT = Pattern.compile("SharedMemory\\.losing\\(\"(.*)\"\\) permits that");

  @Option(names = "--write", description = "Do it. Without this nothing is changed.")
  private boolean isToWrite;

  @Option(names = "--losing", paramLabel = "FIELD", split = ",",
      description = "Fields whose values may be lost, with a comma between.")
  private Set<String> losing = new LinkedHashSet<>();

  @Mixin private ClassPath classes;

  @Parameters(index = "0", paramLabel = "FILE", description = "The region.")
  private Path file;

  @Parameters(index = "1", paramLabel = "FILE|CLASS",
      description = "What it is to be: the struct of another region; or, if there is no file of that name, of a class.")
  private String like;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Schema schema = classes.schema(like);
    boolean isArray;
    long length;
    Fit fit;
    try (Look look = Look.at(file)) {
      isArray = look.region().isArray();
      length = isArray ? look.region().length() : 1;
      fit = Fit.of(schema, look.region().currentSchema(), look.region()::hasRoomFor);
    }
    if (fit.answer() == Fit.Answer.YES || fit.answer() == Fit.Answer.GROWS) {
      Failures.say(spec.commandLine(), "nothing has to be done: a program with that struct can open it as it is");
      return 0;
    }
    if (!isToWrite) {
      fit.reasons().forEach(reason -> Failures.say(spec.commandLine(), reason(reason)));
      if (fit.answer() == Fit.Answer.NO) {
        return FAILED;
      }
      Failures.say(spec.commandLine(), "nothing is changed yet: add --write");
      return MISUSED;
    }
    try (Progress progress = Progress.of("migrate", 2 * length, false)) {
      Region.migrate(file, schema, isArray ? Region.ANY_LENGTH : Region.SINGLE, losing, progress::to);
      return 0;
    } catch (SchemaMismatchException different) {
      different.differences().forEach(reason -> Failures.say(spec.commandLine(), reason(reason)));
      return FAILED;
    }
  }

  /** As one would do it here. */
  private String reason(String sentence) {
    return file + ": " + PERMIT.matcher(sentence).replaceAll(this::option);
  }

  private String option(MatchResult permit) {
    return "--losing " + permit.group(1).replace("\", \"", ",") + " permits that";
  }
}
