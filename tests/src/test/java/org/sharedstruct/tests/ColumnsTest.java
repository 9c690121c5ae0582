package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Copying one field of all structs touches no other field, and no byte before the array or behind it. */
class ColumnsTest {

  private static final long ALIGNED = 16;

  /** Such that loops over vectors have something left before and after them. */
  private static IntStream lengths() {
    return IntStream.concat(IntStream.rangeClosed(0, 70), IntStream.of(1_023, 1_024, 1_025));
  }

  @ParameterizedTest
  @MethodSource("lengths")
  void ofTwoFloats(int length) {
    try (Arena arena = Arena.ofConfined()) {
      RawXY.Array array = RawXY.Array.of(exactly(arena, RawXY.LAYOUT.byteSize() * length));
      float[] xs = new float[length];
      float[] ys = new float[length];
      for (int i = 0; i < length; i++) {
        xs[i] = Float.intBitsToFloat(0x7f80_0001 + i); // NaNs, each with bits of its own
        ys[i] = -i;
      }
      array.copyXFrom(xs);
      array.copyYFrom(ys);
      for (int i = 0; i < length; i++) {
        assertThat(Float.floatToRawIntBits(array.x(i))).isEqualTo(Float.floatToRawIntBits(xs[i]));
        assertThat(array.y(i)).isEqualTo(ys[i]);
      }
      float[] target = new float[length];
      array.copyXTo(target);
      assertThat(bits(target)).isEqualTo(bits(xs));
      array.copyYTo(target);
      assertThat(bits(target)).isEqualTo(bits(ys));
    }
  }

  @ParameterizedTest
  @MethodSource("lengths")
  void ofTwoLongs(int length) {
    try (Arena arena = Arena.ofConfined()) {
      RawTally.Array array = RawTally.Array.of(exactly(arena, RawTally.LAYOUT.byteSize() * length));
      long[] counts = IntStream.range(0, length).mapToLong(i -> Long.MIN_VALUE + i).toArray();
      long[] doubles = IntStream.range(0, length).mapToLong(i -> -i).toArray();
      array.copyCountFrom(counts);
      array.copyTwiceFrom(doubles);
      long[] target = new long[length];
      array.copyCountTo(target);
      assertThat(target).isEqualTo(counts);
      array.copyTwiceTo(target);
      assertThat(target).isEqualTo(doubles);
    }
  }

  @ParameterizedTest
  @MethodSource("lengths")
  void ofThreeFloats(int length) {
    RawXYZ.Array array = RawXYZ.Array.allocate(length);
    float[] ys = new float[length];
    for (int i = 0; i < length; i++) {
      ys[i] = i;
    }
    array.copyYFrom(ys);
    float[] target = new float[length];
    array.copyYTo(target);
    assertThat(target).isEqualTo(ys);
    array.copyXTo(target);
    assertThat(target).isEqualTo(new float[length]);
  }

  /** Memory that ends with the array. */
  private static MemorySegment exactly(Arena arena, long bytes) {
    return arena.allocate(bytes, ALIGNED).asSlice(0, bytes);
  }

  private static int[] bits(float[] values) {
    return IntStream.range(0, values.length).map(i -> Float.floatToRawIntBits(values[i])).toArray();
  }
}
