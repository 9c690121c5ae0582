package org.sharedstruct.examples.squares;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example run for real: two processes. */
class SquaresTest {

  @TempDir Path folder;

  @Test
  void printsWhatPythonsManualSays() throws Exception {
    Path out = folder.resolve("out");
    Process squares = JavaProcess.of(Squares.class).redirectOutput(out.toFile()).start();
    try {
      assertThat(squares.waitFor(1, TimeUnit.MINUTES)).as("ended within a minute").isTrue();
    } finally {
      squares.descendants().forEach(ProcessHandle::destroyForcibly);
      squares.destroyForcibly().onExit().join();
    }
    assertThat(squares.exitValue()).as("exit status").isZero();
    assertThat(Files.readString(out)).isEqualTo("""
        49
        0.1111111111111111
        HELLO WORLD
        [(3.515625, 39.0625), (33.0625, 4.0), (5.640625, 90.25)]
        """);
  }
}
