package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sharedstruct.SharedMemory.name;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code docs/format.md} is enough to write another implementation from: the package for Python is one. */
class FormatTest {

  private static final EightRecord ONE =
      new EightRecord(true, Integer.MIN_VALUE, (byte) -7, Long.MAX_VALUE, (short) -9, 0.1, '\u20ac', -1.5f);

  private static final long PID = ProcessHandle.current().pid();

  @TempDir Path folder;

  @Test
  void pythonReadsWhatJavaWrote() throws Exception {
    Path path = folder.resolve("eight");
    try (SharedEight shared = SharedEight.create(path, name("Wächter"));
        SharedEight other = SharedEight.open(path, name("planner"))) {
      shared.guarded().set(ONE);
      other.guarded().medium(5);
      assertThat(python("read", path)).containsExactly(
          "Eight 1 version 2",
          "1 " + PID + " Wächter",
          "2 " + PID + " planner",
          "True 5 -7 9223372036854775807 -9 0.1 8364 -1.5");
    }
  }

  @Test
  void pythonReadsTheCommitBeforeAnOpenSection() throws Exception {
    Path path = folder.resolve("eight");
    try (SharedEight.Array shared = SharedEight.Array.create(path, List.of(ONE, ONE), name("two"))) {
      shared.guarded().update(1, eight -> {
        eight.medium(99).exact(99);
        assertThat(run(() -> python("read", path))).containsExactly(
            "Eight 2 version 0",
            "1 " + PID + " two",
            "True -2147483648 -7 9223372036854775807 -9 0.1 8364 -1.5",
            "True -2147483648 -7 9223372036854775807 -9 0.1 8364 -1.5");
      });
      assertThat(python("read", path)).contains("True 99 -7 9223372036854775807 -9 99.0 8364 -1.5");
    }
  }

  @Test
  void javaReadsWhatPythonWrote() throws Exception {
    Path path = folder.resolve("eight");
    try (SharedEight.Array shared = SharedEight.Array.create(path, 3)) {
      python("write", path);
      assertThat(shared.guarded().snapshot()).containsExactly(written(0), written(1), written(2));
      assertThat(shared.raw().toRecords()).containsExactly(written(0), written(1), written(2));
    }
  }

  private static EightRecord written(int i) {
    return new EightRecord(true, -i, (byte) -5, (1L << 62) + i, (short) -300, 0.1 * i, '\uffff', i / 4f);
  }

  private List<String> python(String verb, Path path) throws Exception {
    return Python.run(Path.of(FormatTest.class.getResource("/python/reader.py").toURI()), verb, path);
  }

  private static <T> T run(Callable<T> call) {
    try {
      return call.call();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
