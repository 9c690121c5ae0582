package org.sharedstruct.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code diff}: two regions side by side. */
class DiffTest {

  @TempDir Path folder;

  @Test
  void nothingIsPrintedOfTheSame() throws Exception {
    SharedPair.create(folder.resolve("a"), new PairRecord(1, 2)).close();
    try (SharedPair b = SharedPair.create(folder.resolve("b"))) {
      b.guarded().set(new PairRecord(1, 2));
    }
    assertThat(Run.of("diff", folder.resolve("a"), folder.resolve("b")).output()).isEmpty();
  }

  @Test
  void valuesThatAreDifferent() throws Exception {
    SharedPair.create(folder.resolve("a"), new PairRecord(1, 2)).close();
    SharedPair.create(folder.resolve("b"), new PairRecord(1, 30)).close();
    assertThat(Run.of("diff", folder.resolve("a"), folder.resolve("b")).output()).isEqualTo("""
        what   A   B
        other  2  30
        """);
  }

  @Test
  void lengthsThatAreDifferent() throws Exception {
    SharedPair.Array.create(folder.resolve("a"), 1).close();
    SharedPair.Array.create(folder.resolve("b"), 2).close();
    assertThat(Run.of("diff", folder.resolve("a"), folder.resolve("b")).output()).isEqualTo("""
        what       A  B
        (length)   1  2
        [1].one    -  0
        [1].other  -  0
        """);
  }

  @Test
  void structsThatAreDifferent() throws Exception {
    SharedPair.create(folder.resolve("a")).close();
    SharedPose.create(folder.resolve("b")).close();
    assertThat(Run.of("diff", folder.resolve("a"), folder.resolve("b")).output()).isEqualTo("""
        what      A       B
        (struct)  Pair    Pose
        (one)     long@0  -
        (other)   long@8  -
        (x)       -       double@0
        (y)       -       double@8
        one       0       -
        other     0       -
        x         -       0.0
        y         -       0.0
        """);
  }

  @Test
  void theOneThatCannotBeReadIsNamed() throws Exception {
    SharedPair.create(folder.resolve("a")).close();
    Path none = folder.resolve("none");
    Run.of("diff", folder.resolve("a"), none).assertRefused(1, none + ": there is no such file");
  }
}
