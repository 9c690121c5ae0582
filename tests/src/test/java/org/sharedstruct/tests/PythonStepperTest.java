package org.sharedstruct.tests;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A Python process is killed before the bytecodes of an update: the last commit stands, and the next goes on, in
 * Java, C and Python in turn.
 */
class PythonStepperTest {

  /**
   * The distance of two bytecodes at which it is killed; beside those it is killed once on each line. The profile
   * {@code stress} asks for every one: a fork of Python takes long where memory is virtual twice.
   */
  private static final int STRIDE = Integer.getInteger("kills.stride", 101);

  private static final int LENGTH = 2;

  @TempDir static Path programs;
  @TempDir Path folder;

  private static Members members;

  @BeforeAll
  static void compile() throws Exception {
    members = Members.make(programs);
  }

  @ParameterizedTest
  @CsvSource({"struct, add apply set field lock", "array, add apply set field all apply-all slice",
      "atomic, add all apply-all slice"})
  void theLastCommitStands(String form, String ways) throws Exception {
    Path path = folder.resolve("xy");
    Object[] arguments = Stream.concat(Stream.of(path, form, LENGTH, STRIDE), Stream.of(ways.split(" "))).toArray();
    SteppedKills.survive(Python.program("stepper.py", arguments), members, path, form, LENGTH);
  }
}
