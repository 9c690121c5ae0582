package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sharedstruct.tests.ArraySectionTest.Kind;

/** What is written to many elements at once is written whole or not at all, and costs no memory. */
class BulkWritesTest {

  private static final int LENGTH = 5;
  private static final TallyRecord ZERO = new TallyRecord(0, 0);
  private static final TallyRecord ONE = new TallyRecord(1, 2);

  @TempDir Path folder;

  private SharedTally.Array tallies(Kind kind) throws Exception {
    return SharedTally.Array.create(folder.resolve("tallies"), LENGTH, kind.options());
  }

  @ParameterizedTest
  @EnumSource
  void isAllThere(Kind kind) throws Exception {
    try (SharedTally.Array shared = tallies(kind)) {
      GuardedTally.Array array = shared.guarded();
      array.fill(ONE);
      assertThat(array.snapshot()).containsOnly(ONE);
      array.copyCountFrom(new long[] {1, 2, 3, 4, 5});
      assertThat(array.stream().map(Tally::count)).containsExactly(1L, 2L, 3L, 4L, 5L);
      array.setAll(Collections.nCopies(LENGTH, ZERO));
      array.slice(1, 3).fill(ONE);
      array.slice(2, 2).copyTwiceFrom(new long[] {8, 9});
      array.slice(4, 0).fill(ONE);
      assertThat(array.snapshot()).containsExactly(ZERO, ONE, new TallyRecord(1, 8), new TallyRecord(1, 9), ZERO);
      assertThat(shared.lock().isLocked()).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource
  void isNotBegunWithAValueThatDoesNotFit(Kind kind) throws Exception {
    try (SharedParcel.Array shared =
        SharedParcel.Array.create(folder.resolve("parcels"), 3, kind.options())) {
      GuardedParcel.Array array = shared.guarded();
      long version = array.version();
      assertThatThrownBy(() -> array.copyLabelFrom(new String[] {"a", "x".repeat(1000), "b"}))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> array.copyLabelFrom(new String[] {"a", null, "b"}))
          .isInstanceOf(NullPointerException.class);
      assertThatThrownBy(() -> array.setAll(Arrays.asList(array.snapshot(0), null, array.snapshot(2))))
          .isInstanceOf(NullPointerException.class);
      assertThat(array.version()).as("nothing was written").isEqualTo(version);
      assertThat(array.stream().map(Parcel::label)).containsOnly("");
      assertThat(shared.lock().isLocked()).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource
  void isUndoneWithTheUpdateAroundIt(Kind kind) throws Exception {
    try (SharedTally.Array shared = tallies(kind)) {
      GuardedTally.Array array = shared.guarded();
      array.fill(ONE);
      assertThatThrownBy(() -> array.update(all -> {
        all.count(1, 7);
        all.fill(ZERO);
        all.copyCountFrom(new long[] {5, 5, 5, 5, 5});
        all.slice(1, 2).copyTwiceFrom(new long[] {6, 6});
        all.setAll(Collections.nCopies(LENGTH, new TallyRecord(3, 3)));
        all.count(2, 7);
        throw new IllegalStateException("no");
      })).hasMessage("no");
      assertThat(array.snapshot()).containsOnly(ONE);
    }
  }

  @ParameterizedTest
  @EnumSource
  void isUndoneAloneWithinAnUpdateThatGoesOn(Kind kind) throws Exception {
    try (SharedTally.Array shared = tallies(kind)) {
      GuardedTally.Array array = shared.guarded();
      array.update(all -> {
        all.fill(ONE);
        assertThatThrownBy(() -> all.update(inner -> {
          inner.copyCountFrom(new long[] {5, 5, 5, 5, 5});
          inner.slice(0, 2).fill(ZERO);
          throw new IllegalStateException("no");
        })).hasMessage("no");
        all.twice(4, 8);
      });
      assertThat(array.snapshot()).containsExactly(ONE, ONE, ONE, ONE, new TallyRecord(1, 8));
    }
  }

  @Test
  void isRefusedInsideAnUpdateOfOneElementWithoutUndoSpace() throws Exception {
    try (SharedTally.Array shared = tallies(Kind.PLAIN)) {
      GuardedTally.Array array = shared.guarded();
      assertThatThrownBy(() -> array.update(2, raw -> {
        raw.count(9);
        array.fill(ONE);
      })).isInstanceOf(IllegalStateException.class).hasMessageContaining("inside an update of element 2");
      assertThat(array.snapshot()).containsOnly(ZERO);
      array.update(2, raw -> {
        array.slice(2, 1).copyCountFrom(new long[] {1});
        raw.twice(2);
      });
      assertThat(array.snapshot()).containsExactly(ZERO, ZERO, ONE, ZERO, ZERO);
    }
  }

  @ParameterizedTest
  @EnumSource
  void isOfOneMomentForWhoReadsTheWhole(Kind kind) throws Exception {
    try (SharedTally.Array shared = SharedTally.Array.create(folder.resolve("many"), 1_000, kind.options());
        SharedTally.Array other = SharedTally.Array.open(shared.path())) {
      Threads.Running<Void> writer = Threads.start(() -> {
        for (long n = 1; n <= 300; n++) {
          shared.guarded().fill(new TallyRecord(n, 2 * n));
        }
        return null;
      });
      GuardedTally.Array seen = other.guarded();
      while (!writer.isDone()) {
        List<TallyRecord> all = seen.snapshot();
        assertThat(all).containsOnly(all.getFirst());
        assertThat(seen.snapshot(500).difference()).isZero();
      }
      writer.finish();
    }
  }

  @ParameterizedTest
  @EnumSource
  void allocatesNothingThatGrowsWithTheArray(Kind kind) throws Exception {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    try (SharedXY.Array shared = SharedXY.Array.create(folder.resolve("xys"), 200_000, kind.options())) {
      float[] values = new float[200_000];
      shared.guarded().copyXFrom(values);
      long before = threads.getCurrentThreadAllocatedBytes();
      shared.guarded().copyXFrom(values);
      assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(64 * 1024);
    }
  }
}
