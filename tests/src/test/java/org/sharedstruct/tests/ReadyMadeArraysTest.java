package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sharedstruct.types.FloatRecord;
import org.sharedstruct.types.GuardedInt;
import org.sharedstruct.types.IntRecord;
import org.sharedstruct.types.RawInt;
import org.sharedstruct.types.SharedFloat;
import org.sharedstruct.types.SharedInt;

/** Arrays of ready-made types: how they are made, and slices of them. */
class ReadyMadeArraysTest {

  private static final int[] NUMBERS = IntStream.range(0, 10).toArray();

  @TempDir Path folder;

  private Path path() {
    return folder.resolve("array");
  }

  private SharedInt.Array numbers() throws Exception {
    return SharedInt.Array.create(path(), IntStream.of(NUMBERS).mapToObj(IntRecord::new).toList());
  }

  private static int[] values(RawInt.Array array) {
    int[] values = new int[(int) array.length()];
    array.copyValueTo(values);
    return values;
  }

  @Test
  void aLengthGivesZerosEachTimeTheSpaceIsUsed() throws Exception {
    for (int round = 0; round < 3; round++) {
      try (SharedInt.Array array = SharedInt.Array.create(path(), 10)) {
        assertThat(array.length()).isEqualTo(10);
        assertThat(values(array.raw())).containsOnly(0);
        array.raw().copyValueFrom(NUMBERS);
        assertThat(values(array.raw())).isEqualTo(NUMBERS);
        assertThat(array.remove()).isTrue();
      }
    }
  }

  @Test
  void aSequenceGivesItsValuesAndItsLength() throws Exception {
    try (SharedFloat.Array array = SharedFloat.Array.create(path(), List.of(new FloatRecord(1.5f), new FloatRecord(2.5f)))) {
      assertThat(array.length()).isEqualTo(2);
      assertThat(array.guarded().snapshot()).containsExactly(new FloatRecord(1.5f), new FloatRecord(2.5f));
    }
  }

  @Test
  void aSliceIsReadAndAssigned() throws Exception {
    try (SharedInt.Array array = numbers()) {
      assertThat(values(array.raw().slice(2, 3))).containsExactly(2, 3, 4);
      array.raw().slice(4, 4).copyValueFrom(new int[] {1, 2, 3, 4});
      assertThat(values(array.raw())).containsExactly(0, 1, 2, 3, 1, 2, 3, 4, 8, 9);
      GuardedInt.Array guarded = array.guarded();
      guarded.slice(0, 2).copyValueFrom(new int[] {70, 71});
      assertThat(guarded.slice(0, 3).snapshot())
          .containsExactly(new IntRecord(70), new IntRecord(71), new IntRecord(2));
    }
  }

  @Test
  void aSliceTakesNoMoreAndNoFewerValuesThanItHas() throws Exception {
    try (SharedInt.Array array = numbers()) {
      for (int wrong : new int[] {0, 3, 5}) {
        String message = "the array has the length 4, and %s values were given or asked for".formatted(wrong);
        assertThatIllegalArgumentException()
            .isThrownBy(() -> array.raw().slice(4, 4).copyValueFrom(new int[wrong])).withMessage(message);
        assertThatIllegalArgumentException()
            .isThrownBy(() -> array.guarded().slice(4, 4).copyValueFrom(new int[wrong])).withMessage(message);
      }
      assertThat(values(array.raw())).isEqualTo(NUMBERS);
    }
  }
}
