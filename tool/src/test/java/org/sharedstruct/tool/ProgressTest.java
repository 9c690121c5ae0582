package org.sharedstruct.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How far long work is: said at a terminal, and nowhere else. */
class ProgressTest {

  @TempDir Path folder;

  @BeforeAll
  static void requireTerminals() {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "there is no script(1), which makes terminals");
  }

  /** What a command shows at a terminal. Its standard output goes to a file if that is not null. */
  private static Run atTerminal(Path out, Object... arguments) throws Exception {
    String command = Run.command(arguments).stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
    return Run.of(List.of("/usr/bin/script", "-qec", command + (out == null ? "" : " > " + out), "/dev/null"));
  }

  @Test
  void dumpLoadAndReplayShowHowFarTheyAreAtATerminal() throws Exception {
    Path path = folder.resolve("pairs");
    SharedPair.Array.create(path, 50_000).close();
    Path dump = folder.resolve("dump");
    assertThat(shown(atTerminal(null, "dump", path, dump))).contains("dump ", "50000/50000");
    assertThat(shown(atTerminal(null, "load", dump, folder.resolve("copy")))).contains("load ", "50000/50000");
    Path recording = folder.resolve("recording");
    assertThat(Run.of("record", "--for", "1ms", path, recording).output()).isEmpty();
    assertThat(shown(atTerminal(null, "replay", "--write", recording, path))).contains("replay ", "1/1");
    assertThat(shown(atTerminal(null, "migrate", "--write", "-cp", LayoutTest.CLASSES, folder.resolve("copy"),
        "org.sharedstruct.tool.next.Pair"))).contains("migrate ", "100000/100000");
    Path piped = folder.resolve("piped");
    assertThat(shown(atTerminal(piped, "dump", path))).contains("dump ", "50000/50000");
    assertThat(Files.readString(piped)).doesNotContain("50000/50000").endsWith("}\n");
  }

  private static String shown(Run run) {
    assertThat(run.status()).isZero();
    assertThat(run.out()).doesNotContain("WARNING", "Exception");
    return run.out();
  }

  /** The values themselves go to the terminal then. */
  @Test
  void aDumpToTheTerminalIsNotMixedWithIt() throws Exception {
    Path path = folder.resolve("pair");
    SharedPair.create(path).close();
    assertThat(atTerminal(null, "dump", "-o", "csv", path).out()).isEqualTo("one,other\r\n0,0\r\n");
  }

  @Test
  void aPipeGetsNone() throws Exception {
    Path path = folder.resolve("pairs");
    SharedPair.Array.create(path, 50_000).close();
    Path dump = folder.resolve("dump");
    assertThat(Run.of("dump", path, dump).output()).isEmpty();
    assertThat(Run.of("load", dump, folder.resolve("copy")).output()).isEmpty();
  }
}
