package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A C process is killed after each instruction of an update: the last commit stands, and the next goes on. */
class CStepperTest {

  /** An update has more; if it had so few, the child would not have been stepped. */
  private static final int LEAST_KILLS = 50;

  @TempDir static Path programs;
  @TempDir Path folder;

  private static CMember stepper;

  @BeforeAll
  static void compile() throws Exception {
    stepper = CMember.compile("stepper", programs, List.of("gcc", "-std=c11", "-O2"));
  }

  @ParameterizedTest
  @CsvSource({"struct, value", "struct, place", "struct, set", "struct, lock", "array, value", "array, all",
      "atomic, value", "atomic, all"})
  void cSurvives(String form, String what) throws Exception {
    List<String> lines = stepper.run(folder.resolve("xy"), form, what, "own");
    assertThat(lines).hasSize(1).first().asString().endsWith(" kills");
    assertThat(Integer.parseInt(lines.getFirst().split(" ")[0])).isGreaterThan(LEAST_KILLS);
  }

  @Test
  void javaSurvives() throws Exception {
    Path path = folder.resolve("xy");
    try (SharedXY shared = SharedXY.create(path);
        ChildJvm kills = stepper.start(path, "struct", "place", "other")) {
      int count = 0;
      float was = 0;
      for (String line = kills.nextLine(); line.equals("killed after " + count); line = kills.nextLine()) {
        XYRecord seen = shared.guarded().snapshot();
        assertThat(seen.x()).as(line).isEqualTo(-seen.y()).isIn(was, was + 1);
        shared.guarded().update(xy -> xy.x(xy.x() + 1).y(xy.y() - 1));
        was = shared.guarded().snapshot().x();
        assertThat(was).as(line).isEqualTo(seen.x() + 1);
        count++;
        kills.goOn();
      }
      kills.finish();
      assertThat(count).isGreaterThan(LEAST_KILLS);
    }
  }
}
