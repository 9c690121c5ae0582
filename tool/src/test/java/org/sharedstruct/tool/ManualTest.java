package org.sharedstruct.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What shells and {@code man} know of the commands: what the commands say of themselves. */
class ManualTest {

  private static final Path PAGES = Path.of("target", "man", "man1");

  @TempDir Path folder;

  private static List<String> commands() throws Exception {
    return Run.of("--help").output().lines().dropWhile(line -> !line.equals("Commands:")).skip(1)
        .takeWhile(line -> !line.isEmpty()).filter(line -> line.matches("  \\w.*"))
        .map(line -> line.strip().split(" ")[0]).toList();
  }

  private static void assumeInstalled(String program) throws Exception {
    assumeTrue(Run.of(List.of("sh", "-c", "command -v " + program)).status() == 0, program + " is not installed");
  }

  private Path completion() throws Exception {
    return Files.writeString(folder.resolve("completion"), Run.of("completion").output());
  }

  /** What a shell offers for words, the last of which is being typed. */
  private List<String> offers(List<String> shell, String before, String... words) throws Exception {
    String typed = "compopt() { :; }; COMP_WORDS=(sharedstruct '" + String.join("' '", words)
        + "'); COMP_CWORD=" + words.length
        + "; COMP_LINE=\"${COMP_WORDS[*]}\"; COMP_POINT=${#COMP_LINE}; _complete_sharedstruct;"
        + " printf '%s\\n' \"${COMPREPLY[@]}\"";
    Run run = Run.of(List.of(shell.getFirst(), shell.getLast(), before + " source '" + completion() + "'; " + typed));
    return run.output().lines().filter(line -> !line.isBlank()).map(String::strip).toList();
  }

  @Test
  void bashCompletesCommandsAndOptions() throws Exception {
    assertThat(Run.of(List.of("bash", "-n", completion().toString())).output()).isEmpty();
    List<String> bash = List.of("bash", "-c");
    assertThat(offers(bash, "", "l")).contains("ls", "layout").allMatch(word -> word.startsWith("l"));
    assertThat(offers(bash, "", "")).containsAll(commands());
    assertThat(offers(bash, "", "doctor", "--r")).containsExactly("--repair");
    assertThat(offers(bash, "", "get", "-o", "")).containsExactlyInAnyOrder("table", "json", "csv");
  }

  @Test
  void zshCompletesCommands() throws Exception {
    assumeInstalled("zsh");
    assertThat(offers(List.of("zsh", "-c"), "autoload -U +X compinit bashcompinit; compinit -u -d "
        + folder.resolve("dump") + "; bashcompinit; setopt KSH_ARRAYS;", "l")).contains("ls", "layout");
  }

  @Test
  void eachCommandHasAPageInTheBuildAndInTheJar() throws Exception {
    try (var pages = Files.list(PAGES)) {
      assertThat(pages.map(page -> page.getFileName().toString())).containsExactlyInAnyOrderElementsOf(
          Stream.concat(Stream.of("sharedstruct.1"),
              commands().stream().map(command -> "sharedstruct-" + command + ".1")).toList());
    }
    for (String command : commands()) {
      String page = "sharedstruct-" + command + ".1";
      assertThat(Run.of(List.of("unzip", "-p", System.getProperty("tool.jar"), "man/man1/" + page)).output())
          .isEqualTo(Files.readString(PAGES.resolve(page)));
    }
  }

  @Test
  void pagesAreRenderedWithoutAWarning() throws Exception {
    assumeInstalled("groff");
    for (String command : commands()) {
      Path page = PAGES.resolve("sharedstruct-" + command + ".1");
      assertThat(rendered(page)).contains("NAME", "SYNOPSIS", "sharedstruct " + command, "OPTIONS", "--help", "EXAMPLE")
          .contains(Run.of(command, "--help").output().lines().filter(line -> line.startsWith("  sharedstruct"))
              .map(String::strip).toList());
    }
    assertThat(rendered(PAGES.resolve("sharedstruct.1")))
        .contains("COMMANDS", "Exit status:", "sharedstruct-doctor(1)");
  }

  /** As a terminal shows it, without bold letters, and with lines so long that none is broken. */
  private static String rendered(Path page) throws Exception {
    return Run.of(List.of("groff", "-man", "-Tascii", "-P-c", "-rLL=900n", "-ww", page.toString())).output()
        .replaceAll(".\b", "").replaceAll(" +", " ");
  }
}
