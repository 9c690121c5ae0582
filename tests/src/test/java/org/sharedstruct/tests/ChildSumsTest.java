package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sharedstruct.tests.child.JavaCommand;
import org.sharedstruct.tests.child.Sums;
import org.sharedstruct.types.IntRecord;
import org.sharedstruct.types.SharedInt;

/** An array that the parent fills and the child computes with. */
class ChildSumsTest {

  private static final int[] NUMBERS = {680, 626, 934, 821, 150, 233, 548, 982, 714, 831};
  private static final int[] PREFIX_SUMS = {680, 1306, 2240, 3061, 3211, 3444, 3992, 4974, 5688, 6519};

  @ParameterizedTest
  @ValueSource(strings = {"raw", "guarded"})
  void theChildAddsUpWhatTheParentWrote(String views) throws Exception {
    try (SharedInt.Array array = SharedInt.Array.createTemporary(IntStream.of(NUMBERS).mapToObj(IntRecord::new).toList())) {
      ProcessBuilder child = JavaCommand.of(Sums.class, views);
      array.passTo(child, "numbers");
      assertThat(ChildJvm.run(child)).containsExactly("6519");
      int[] seen = new int[NUMBERS.length];
      array.raw().copyValueTo(seen);
      assertThat(seen).isEqualTo(PREFIX_SUMS);
      assertThat(array.guarded().snapshot()).extracting(IntRecord::value)
          .containsExactly(IntStream.of(PREFIX_SUMS).boxed().toArray(Integer[]::new));
    }
  }
}
