package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.sharedstruct.SharedMemory.ATOMIC_ARRAY;
import static org.sharedstruct.SharedMemory.lockTimeout;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sharedstruct.tests.child.StopsHalfway;

/**
 * Python programs with the package {@code sharedstruct} and Java share regions; and C, where three meet. By each
 * version of Python that this machine has.
 */
@ParameterizedClass
@MethodSource("interpreters")
class PythonMemberTest {

  private static final int STEPS = 20_000;
  private static final int LENGTH = 4;
  private static final int STRIKES = 300;
  private static final long MINUTES_FOR_ITS_OWN_TESTS = 5;

  @TempDir static Path programs;
  @TempDir Path folder;

  private final Path interpreter;

  PythonMemberTest(Path interpreter) {
    this.interpreter = interpreter;
  }

  static List<Path> interpreters() throws Exception {
    return Python.interpreters();
  }

  /** The same command by the interpreter that this is about. */
  private ProcessBuilder of(ProcessBuilder python) {
    List<String> words = new ArrayList<>(python.command());
    words.set(0, interpreter.toString());
    return python.command(words);
  }

  private Path path() {
    return folder.resolve("xy");
  }

  private ChildJvm start(String how, String command, int times) throws Exception {
    return ChildJvm.start(of(Python.program("member.py", path(), how, LENGTH, command, times)));
  }

  private List<String> run(String how, String command, int times) throws Exception {
    try (ChildJvm python = start(how, command, times)) {
      return python.finish();
    }
  }

  private static void step(RawXY xy) {
    assertThat(xy.x()).isEqualTo(-xy.y());
    xy.x(xy.x() + 1).y(xy.y() - 1);
  }

  @Test
  void threeLanguagesIncrementOneStruct() throws Exception {
    CMember c = CMember.compile(programs);
    try (SharedXY shared = SharedXY.create(path()); ChildJvm python = start("open", "add", STEPS)) {
      Threads.await("Python is in the table", () -> shared.participants().size() == 2);
      try (ChildJvm other = c.start(path(), "open", 0, "add", STEPS)) {
        for (int i = 0; i < STEPS; i++) {
          shared.guarded().update(PythonMemberTest::step);
          XYRecord seen = shared.guarded().snapshot();
          assertThat(seen.x()).isEqualTo(-seen.y());
        }
        other.finish();
        python.finish();
      }
      assertThat(shared.guarded().snapshot()).isEqualTo(new XYRecord(3 * STEPS, -3 * STEPS));
      assertThat(shared.participants()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void bothIncrementAllElementsInOneCommit(boolean atomic) throws Exception {
    int steps = STEPS / 20;
    run(atomic ? "atomic" : "array", "all", 1);
    try (SharedXY.Array shared = SharedXY.Array.open(path()); ChildJvm python = start("array", "all", steps - 1)) {
      for (int i = 0; i < steps; i++) {
        shared.guarded().update(all -> {
          for (int element = 0; element < LENGTH; element++) {
            XYRecord was = all.snapshot(element);
            all.set(element, new XYRecord(was.x() + 1, was.y() - 1));
          }
        });
        List<XYRecord> seen = shared.guarded().snapshot();
        assertThat(seen).containsOnly(seen.getFirst());
      }
      python.finish();
      assertThat(shared.guarded().snapshot()).containsOnly(new XYRecord(2 * steps, -2 * steps)).hasSize(LENGTH);
    }
    if (atomic) {
      try (SharedXY.Array same =
          SharedXY.Array.openOrCreate(path(), LENGTH, ATOMIC_ARRAY)) {
        assertThat(same.length()).isEqualTo(LENGTH);
      }
    }
  }

  @Test
  void javaOpensWhatPythonHasMadeAndGoesOnWhenItIsKilled() throws Exception {
    run("struct", "add", 1);
    try (SharedXY shared = SharedXY.open(path()); ChildJvm python = start("open", "hold", 1)) {
      python.awaitLine("begun");
      assertThat(shared.guarded().snapshot()).isEqualTo(new XYRecord(1, -1));
      assertThat(shared.lock().tryLock()).isFalse();
      python.kill();
      shared.guarded().update(PythonMemberTest::step);
      assertThat(shared.guarded().snapshot()).isEqualTo(new XYRecord(2, -2));
    }
  }

  @Test
  void pythonGoesOnWhenJavaIsKilled() throws Exception {
    try (SharedXY shared = SharedXY.create(path())) {
      shared.guarded().update(PythonMemberTest::step);
      try (ChildJvm java = ChildJvm.start(StopsHalfway.class, path(), "struct")) {
        java.awaitLine("begun");
        assertThat(run("open", "show", 1)).containsExactly("1.0 -1.0");
        java.kill();
      }
      run("open", "add", 1);
      assertThat(shared.guarded().snapshot()).isEqualTo(new XYRecord(2, -2));
    }
  }

  @Test
  void aStormOfInterruptsLeavesNoLockHeldByALivingProcess() throws Exception {
    CMember c = CMember.compile(programs);
    try (SharedXY shared = SharedXY.create(path(), lockTimeout(Threads.LIMIT));
        ChildJvm python = start("open", "storm", 1);
        ChildJvm other = c.start(path(), "open", 0, "endless-add", 1)) {
      python.awaitLine("begun");
      for (int i = 0; i < STRIKES; i++) {
        python.signal("INT");
        shared.guarded().update(PythonMemberTest::step);
      }
      python.goOn();
      String struck = python.nextLine();
      assertThat(struck).startsWith("struck ");
      assertThat(Integer.parseInt(struck.split(" ")[1])).isGreaterThan(STRIKES / 4);
      assertThat(other.kill()).containsExactly("begun");
      shared.guarded().update(PythonMemberTest::step);
      assertThat(shared.lock().isLocked()).isFalse();
      python.finish();
    }
  }

  @Test
  void eachWakesTheOther() throws Exception {
    int commits = 100;
    try (SharedXY shared = SharedXY.create(path())) {
      try (ChildJvm python = start("open", "await", commits)) {
        python.awaitLine("begun");
        for (int i = 0; i < commits; i++) {
          shared.guarded().update(PythonMemberTest::step);
        }
        python.finish();
      }
      long version = shared.guarded().version();
      try (ChildJvm python = start("open", "add", commits)) {
        while (version < 2L * commits) {
          version = shared.guarded().awaitChange(version, Duration.ofSeconds(60));
        }
        python.finish();
      }
    }
  }

  @Test
  void thePackageKeepsItsOwnPromises() throws Exception {
    for (String skipped : runItsOwnTests(Map.of(), "discover", "-t", ".", "-s", "tests")) {
      System.out.println("Left out of python/tests: " + skipped);
    }
  }

  /** Each of the two that provide atomic operations, forced; and without numpy. */
  @ParameterizedTest
  @ValueSource(strings = {"libatomic", "code"})
  void thePackageKeepsThemWithoutWhatItCanDoWithout(String atomics) throws Exception {
    Map<String, String> environment = Map.of("PYTHON_SHAREDSTRUCT_ATOMICS", atomics,
        "PYTHONPATH", withoutNumpy() + File.pathSeparator + Python.PACKAGE);
    ProcessBuilder provider = of(Python.command("-c",
        "from sharedstruct._atomics import ATOMICS as a; print(a.name if a else 'none')"));
    provider.environment().putAll(environment);
    assumeTrue(ChildJvm.run(provider).equals(List.of(atomics)),
        "this machine has no atomic operations by " + atomics + ": tests with them are left out");
    assertThat(runItsOwnTests(environment, "tests.test_fields", "tests.test_arrays", "tests.test_atomics"))
        .anyMatch(skipped -> skipped.contains("numpy is not installed"));
  }

  /** A folder whose numpy is none. */
  private Path withoutNumpy() throws IOException {
    Path hidden = Files.createDirectory(folder.resolve("hidden"));
    Files.writeString(hidden.resolve("numpy.py"), "raise ImportError('numpy is hidden')\n");
    return hidden;
  }

  /** Runs tests of the package, which are to succeed, and tells which were left out and why. */
  private List<String> runItsOwnTests(Map<String, String> environment, String... which) throws Exception {
    Path output = folder.resolve("output");
    Stream<String> words = Stream.concat(
        Stream.of("-m", "unittest"), Stream.concat(Stream.of(which), Stream.of("-v")));
    ProcessBuilder command = of(Python.command(words.toArray()));
    command.environment().putAll(environment);
    Process tests = command.directory(Python.PACKAGE.toFile())
        .redirectErrorStream(true).redirectOutput(output.toFile()).start();
    try {
      assertThat(tests.waitFor(MINUTES_FOR_ITS_OWN_TESTS, TimeUnit.MINUTES)).as("the end of its tests").isTrue();
      assertThat(tests.exitValue()).as(() -> "its tests, which printed " + content(output)).isZero();
    } finally {
      tests.descendants().forEach(ProcessHandle::destroyForcibly);
      tests.destroyForcibly();
    }
    return Files.readAllLines(output).stream().filter(line -> line.contains("... skipped")).toList();
  }

  private static String content(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
