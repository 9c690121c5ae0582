package org.sharedstruct.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What all commands have in common. */
class SharedstructTest {

  private static final String ESCAPE = "\u001b[";

  /** Runs a command at a terminal of its own, and gives what that was sent. */
  private static final String TERMINAL = "import pty, sys; sys.exit(pty.spawn(sys.argv[1:]) >> 8)";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"ls", "show", "get", "watch", "hz", "layout", "diff", "doctor", "serve", "set", "dump", "load", "migrate",
      "record", "replay", "header", "completion"})
  void eachHasHelpWithAnExample(String command) throws Exception {
    assertThat(Run.of(command, "--help").output()).startsWith("Usage: sharedstruct " + command)
        .containsPattern("Examples?:\n  sharedstruct " + command);
    assertThat(Run.of("--help").output()).containsPattern("\n  " + command + " ");
  }

  @Test
  void wrongUsageIsTold() throws Exception {
    Run near = Run.of("gett", "x");
    assertThat(near.status()).isEqualTo(2);
    assertThat(near.out()).isEmpty();
    assertThat(near.err()).contains("there is no command 'gett'").contains("Did you mean: sharedstruct get");
    assertThat(Run.of("hz", "-o", "json", "file").err()).startsWith("sharedstruct: there is no option '-o'\n");
    assertThat(Run.of("get", "file", "x", "y").err()).startsWith("sharedstruct: there is one word too many: 'y'\n");
    Run.of("get").assertRefused(2,
        "Missing required parameter: 'FILE'\n'sharedstruct get --help' says how it is used.");
    assertThat(Run.of().status()).isEqualTo(2);
    assertThat(Run.of("get", "-o", "xml", "file").status()).isEqualTo(2);
  }

  @Test
  void aPipeGetsNoColours() throws Exception {
    SharedPair.create(folder.resolve("pair")).close();
    assertThat(Run.of("get", folder.resolve("pair")).output()).doesNotContain(ESCAPE);
    assertThat(Run.of("--help").output()).doesNotContain(ESCAPE);
  }

  @Test
  void aTerminalGetsColoursUnlessNobodyWantsThem() throws Exception {
    Path path = folder.resolve("pair");
    SharedPair.create(path).close();
    assertThat(atTerminal("TERM=xterm", path).out()).contains(ESCAPE).contains("field", "other");
    assertThat(atTerminal("TERM=xterm", path).out()).as("nothing is left on").doesNotContain("[21m")
        .contains("\u001b[1mfield\u001b[0m");
    assertThat(atTerminal("NO_COLOR=1", path).out()).doesNotContain(ESCAPE).contains("field", "other");
  }

  private static Run atTerminal(String variable, Path path) throws Exception {
    List<String> command = Run.command("get", path);
    command.addAll(0, List.of("env", "-u", "NO_COLOR", variable, "python3", "-c", TERMINAL));
    return Run.of(command);
  }

  @Test
  void aReaderThatHasReadEnoughIsNoFailure() throws Exception {
    Path path = folder.resolve("pairs");
    SharedPair.Array.create(path, 100_000).close();
    Run run = Run.of(List.of("bash", "-o", "pipefail", "-c",
        "'" + String.join("' '", Run.command("get", path)) + "' | head -n 1"));
    assertThat(run.output()).isEqualTo("index  one  other\n");
  }

  @Test
  void aFolderThatIsMissingIsSaidToBeMissing() throws Exception {
    Path path = folder.resolve("pair");
    SharedPair.create(path).close();
    Path out = folder.resolve("none/out");
    Run.of("dump", path, out).assertRefused(1, out + ": there is no folder " + out.getParent());
  }

  @Test
  void aFullDiskIsAFailure() throws Exception {
    Path path = folder.resolve("pair");
    SharedPair.create(path).close();
    Run run = Run.of(List.of("bash", "-c", "'" + String.join("' '", Run.command("get", path)) + "' > /dev/full"));
    run.assertRefused(1, "the output cannot be written: No space left on device");
  }

  @Test
  void theJarHasTheLicencesOfWhatIsInIt() throws Exception {
    Run run = Run.of(List.of("unzip", "-p", System.getProperty("tool.jar"), "META-INF/LICENSE"));
    assertThat(run.output()).contains("Apache License", "MIT License");
    assertThat(Files.size(Path.of(System.getProperty("tool.jar")))).isLessThan(5_000_000);
  }
}
