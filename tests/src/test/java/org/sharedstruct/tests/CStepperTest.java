package org.sharedstruct.tests;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A C process is killed after each instruction of an update: the last commit stands, and the next goes on, in
 * Java, C and Python in turn.
 */
class CStepperTest {

  private static final int LENGTH = 2;

  @TempDir static Path programs;
  @TempDir Path folder;

  private static Members members;
  private static CMember stepper;

  @BeforeAll
  static void compile() throws Exception {
    members = Members.make(programs);
    stepper = CMember.compile("stepper", programs,
        List.of("gcc", "-std=c11", "-O2", "-Wl,-z,now")); // else each first call goes through the linker
  }

  @ParameterizedTest
  @CsvSource({"struct, add", "struct, place", "struct, field", "struct, lock", "array, add", "array, all",
      "atomic, add", "atomic, all"})
  void theLastCommitStands(String form, String way) throws Exception {
    Path path = folder.resolve("xy");
    SteppedKills.survive(stepper.command(path, form, LENGTH, way), members, path, form, LENGTH);
  }
}
