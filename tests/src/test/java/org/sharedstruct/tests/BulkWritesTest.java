package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.sharedstruct.tests.ArraySectionTest.Kind;
import org.sharedstruct.types.GuardedFloat;
import org.sharedstruct.types.RawFloat;
import org.sharedstruct.types.SharedFloat;

/** What writes all elements of a guarded array in one call writes all of them, or nothing. */
class BulkWritesTest {

  private static final int LENGTH = 5;

  /** What the elements are before each test. */
  private static final DeviceRecord BEFORE = Bulk.record(1);

  @TempDir Path folder;

  private Path path;
  private SharedDevice.Array shared;
  private GuardedDevice.Array array;

  private static Stream<Arguments> kindsAndBulks() {
    return Stream.of(Kind.values())
        .flatMap(kind -> Stream.of(Bulk.values()).map(bulk -> Arguments.of(kind, bulk)));
  }

  private void create(Kind kind) throws Exception {
    path = folder.resolve("devices");
    shared = SharedDevice.Array.create(path, LENGTH, kind.options());
    array = shared.guarded();
    for (int i = 0; i < LENGTH; i++) {
      array.set(i, BEFORE);
    }
  }

  @AfterEach
  void close() {
    if (shared != null) {
      shared.close();
    }
  }

  /** Every way to read says so, nobody holds the lock, and all goes on. */
  private void assertElements(List<DeviceRecord> expected) {
    assertThat(array.snapshot()).isEqualTo(expected);
    assertThat(shared.raw().stream().map(RawDevice::toRecord)).isEqualTo(expected);
    assertThat(shared.lock().isLocked()).isFalse();
    array.set(0, Bulk.record(77));
    array.update(LENGTH - 1, raw -> raw.set(Bulk.record(77)));
    assertThat(array.snapshot(0)).isEqualTo(Bulk.record(77));
    assertThat(array.snapshot(LENGTH - 1)).isEqualTo(Bulk.record(77));
    assertThat(array.snapshot().subList(1, LENGTH - 1)).isEqualTo(expected.subList(1, LENGTH - 1));
  }

  private static List<DeviceRecord> all(DeviceRecord each) {
    return Collections.nCopies(LENGTH, each);
  }

  private void failing(Runnable action) {
    assertThatThrownBy(() -> array.update(inner -> {
      action.run();
      throw new IllegalArgumentException("after it");
    })).hasMessage("after it");
  }

  @ParameterizedTest
  @MethodSource("kindsAndBulks")
  void allElementsAreWritten(Kind kind, Bulk bulk) throws Exception {
    create(kind);
    long version = array.version();
    bulk.write(array, 2);
    assertThat(array.version()).isGreaterThan(version);
    if (kind == Kind.ATOMIC) {
      assertThat(array.version()).as("one commit").isEqualTo(version + 1);
    }
    assertElements(all(bulk.after(BEFORE, 2)));
  }

  /** That it undoes nothing by itself is over with it. */
  @ParameterizedTest
  @MethodSource("kindsAndBulks")
  void anUpdateThatFailsAfterItIsUndone(Kind kind, Bulk bulk) throws Exception {
    create(kind);
    bulk.write(array, 2);
    assertThatThrownBy(() -> array.update(each -> {
      each.port(0, 3);
      each.port(1, 3);
      throw new IllegalArgumentException("no");
    })).hasMessage("no");
    assertElements(all(bulk.after(BEFORE, 2)));
  }

  @ParameterizedTest
  @MethodSource("kindsAndBulks")
  void aSliceIsWrittenAndNothingBesides(Kind kind, Bulk bulk) throws Exception {
    create(kind);
    bulk.write(array.slice(1, 3), 2);
    bulk.write(array.slice(0, 3).slice(1, 1), 3);
    DeviceRecord two = bulk.after(BEFORE, 2);
    DeviceRecord three = bulk.after(two, 3);
    assertElements(List.of(BEFORE, three, two, two, BEFORE));
  }

  @ParameterizedTest
  @MethodSource("kindsAndBulks")
  void anEmptySliceIsNoCommit(Kind kind, Bulk bulk) throws Exception {
    create(kind);
    long version = array.version();
    bulk.write(array.slice(0, 0), 2);
    bulk.write(array.slice(LENGTH, 0), 2);
    array.update(2, raw -> bulk.write(array.slice(LENGTH, 0), 2));
    assertThat(array.version()).as("after the update of an element alone").isEqualTo(version + 1);
    assertElements(all(BEFORE));
  }

  @ParameterizedTest
  @MethodSource("kindsAndBulks")
  void aRefusedValueLeavesEverythingAsItWas(Kind kind, Bulk bulk) throws Exception {
    create(kind);
    long version = array.version();
    assertThatThrownBy(() -> bulk.writeRefused(array))
        .isInstanceOfAny(IllegalArgumentException.class, NullPointerException.class);
    assertThatThrownBy(() -> bulk.writeRefused(array.slice(1, 3)))
        .isInstanceOfAny(IllegalArgumentException.class, NullPointerException.class);
    assertThat(array.version()).isEqualTo(version);
    assertElements(all(BEFORE));
  }

  @ParameterizedTest
  @MethodSource("kindsAndBulks")
  void anUpdateGoesOnIfItCatchesTheRefusal(Kind kind, Bulk bulk) throws Exception {
    create(kind);
    array.update(all -> {
      bulk.write(all, 2);
      assertThatThrownBy(() -> bulk.writeRefused(all))
          .isInstanceOfAny(IllegalArgumentException.class, NullPointerException.class);
      assertThat(shared.lock().isHeldByCurrentThread()).isTrue();
      assertThat(all.snapshot()).isEqualTo(all(bulk.after(BEFORE, 2)));
      bulk.write(all.slice(2, 1), 3);
    });
    DeviceRecord two = bulk.after(BEFORE, 2);
    assertElements(List.of(two, two, bulk.after(two, 3), two, two));
  }

  @ParameterizedTest
  @MethodSource("kindsAndBulks")
  void anExceptionInTheUpdateAroundUndoesIt(Kind kind, Bulk bulk) throws Exception {
    create(kind);
    failing(() -> bulk.write(array, 2));
    assertThat(array.snapshot()).isEqualTo(all(BEFORE));
    failing(() -> {
      array.port(1, 20);
      array.update(2, raw -> raw.name("before"));
      bulk.write(array, 2);
      array.port(1, 21);
      bulk.write(array, 3);
      bulk.write(array.slice(1, 2), 4);
      array.set(4, Bulk.record(22));
      bulk.write(array.slice(3, 2), 5);
      array.update(0, raw -> raw.name("after"));
    });
    assertElements(all(BEFORE));
  }

  @ParameterizedTest
  @MethodSource("kindsAndBulks")
  void anUpdateWithinFailsAlone(Kind kind, Bulk bulk) throws Exception {
    create(kind);
    DeviceRecord two = bulk.after(BEFORE, 2);
    array.update(all -> {
      failing(() -> bulk.write(all, 8));
      assertThat(all.snapshot()).isEqualTo(all(BEFORE));
      bulk.write(all, 2);
      failing(() -> {
        bulk.write(all, 3);
        bulk.write(all.slice(1, 2), 4);
        failing(() -> bulk.write(all, 5));
        assertThat(all.snapshot(0)).isEqualTo(bulk.after(BEFORE, 3));
        assertThat(all.snapshot(1)).isEqualTo(bulk.after(BEFORE, 4));
      });
      assertThat(all.snapshot()).isEqualTo(all(two));
      all.update(inner -> bulk.write(inner.slice(3, 1), 6));
    });
    assertElements(List.of(two, two, two, bulk.after(two, 6), two));
  }

  @ParameterizedTest
  @MethodSource("kindsAndBulks")
  void whatAnUpdateWithinKeepsIsUndoneWithTheWhole(Kind kind, Bulk bulk) throws Exception {
    create(kind);
    failing(() -> {
      array.update(all -> bulk.write(all, 2));
      failing(() -> bulk.write(array, 3));
      array.update(all -> {
        all.port(3, 30);
        bulk.write(all.slice(2, 3), 4);
      });
    });
    assertElements(all(BEFORE));
  }

  @ParameterizedTest
  @MethodSource("kindsAndBulks")
  void itIsPartOfAHoldOfTheLock(Kind kind, Bulk bulk) throws Exception {
    create(kind);
    DeviceRecord four = bulk.after(BEFORE, 4);
    try (SharedDevice.Array other = SharedDevice.Array.open(path)) {
      long version = array.version();
      shared.lock().lock();
      try {
        bulk.write(array, 2);
        array.port(1, 20);
        bulk.write(array, 3);
        failing(() -> bulk.write(array, 9));
        bulk.write(array, 4);
        if (kind == Kind.ATOMIC) {
          assertThat(other.guarded().snapshot()).as("seen by others").isEqualTo(all(BEFORE));
        }
      } finally {
        shared.lock().unlock();
      }
      assertThat(other.guarded().version()).isGreaterThan(version);
      DeviceRecord one = array.snapshot(1);
      assertThat(one.port()).isEqualTo(bulk.after(Bulk.record(20), 4).port());
      array.port(1, four.port());
      assertThat(other.guarded().snapshot()).isEqualTo(all(four));
      assertElements(all(four));
    }
  }

  @ParameterizedTest
  @EnumSource
  void inAPlainArrayOthersAreRefusedInsideAnUpdateOfOneElement(Bulk bulk) throws Exception {
    create(Kind.PLAIN);
    for (GuardedDevice.Array others : List.of(array, array.slice(1, 3), array.slice(2, 1))) {
      assertThatThrownBy(() -> array.update(1, raw -> {
        raw.port(50);
        bulk.write(others, 2);
      }))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageMatching("element [02] of Device\\[5] in .* cannot be written inside an update of "
              + "element 1; update the array instead");
      assertThat(array.snapshot()).isEqualTo(all(BEFORE));
      assertThatThrownBy(() -> array.update(all -> all.update(1, raw -> bulk.write(others, 2))))
          .isInstanceOf(IllegalStateException.class);
      assertThat(array.snapshot()).isEqualTo(all(BEFORE));
    }
    array.update(1, raw -> {
      raw.port(50);
      assertThatThrownBy(() -> bulk.write(array, 2)).isInstanceOf(IllegalStateException.class);
      raw.port(BEFORE.port());
    });
    assertElements(all(BEFORE));
  }

  @ParameterizedTest
  @EnumSource
  void inAnAtomicArrayItIsPartOfAnUpdateOfOneElement(Bulk bulk) throws Exception {
    create(Kind.ATOMIC);
    assertThatThrownBy(() -> array.update(1, raw -> {
      raw.port(50);
      bulk.write(array, 2);
      throw new IllegalArgumentException("no");
    })).hasMessage("no");
    assertThat(array.snapshot()).isEqualTo(all(BEFORE));
    long version = array.version();
    array.update(1, raw -> bulk.write(array, 2));
    assertThat(array.version()).isEqualTo(version + 1);
    assertElements(all(bulk.after(BEFORE, 2)));
  }

  @ParameterizedTest
  @MethodSource("kindsAndBulks")
  void theSameElementMayBeWrittenInsideItsUpdate(Kind kind, Bulk bulk) throws Exception {
    create(kind);
    GuardedDevice.Array one = array.slice(1, 1);
    assertThatThrownBy(() -> array.update(1, raw -> {
      bulk.write(one, 2);
      raw.port(50);
      bulk.write(one, 3);
      throw new IllegalArgumentException("no");
    })).hasMessage("no");
    assertThat(array.snapshot()).isEqualTo(all(BEFORE));
    long version = array.version();
    array.update(1, raw -> bulk.write(one, 2));
    assertThat(array.version()).isEqualTo(version + 1);
    array.update(all -> all.update(1, raw -> {
      failing(() -> bulk.write(one, 3));
      assertThat(raw.toRecord()).isEqualTo(bulk.after(BEFORE, 2));
    }));
    assertElements(List.of(BEFORE, bulk.after(BEFORE, 2), BEFORE, BEFORE, BEFORE));
  }

  @ParameterizedTest
  @EnumSource
  void floatsThatFollowEachOtherAreCopiedInTheSameWay(Kind kind) throws Exception {
    try (SharedFloat.Array floats =
        SharedFloat.Array.create(folder.resolve("floats"), LENGTH, kind.options())) {
      GuardedFloat.Array all = floats.guarded();
      long version = all.version();
      assertThatThrownBy(() -> all.copyValueFrom(new float[LENGTH + 1]))
          .isInstanceOf(IllegalArgumentException.class);
      all.slice(2, 0).copyValueFrom(new float[0]);
      assertThat(all.version()).isEqualTo(version);
      all.copyValueFrom(numbered(1));
      all.slice(1, 2).copyValueFrom(new float[] {20, 21});
      assertThat(values(floats.raw())).containsExactly(1, 20, 21, 4, 5);
      assertThatThrownBy(() -> all.update(inner -> {
        inner.value(0, 9);
        inner.copyValueFrom(numbered(7));
        inner.slice(1, 3).copyValueFrom(new float[] {30, 31, 32});
        inner.value(4, 9);
        throw new IllegalArgumentException("no");
      })).hasMessage("no");
      assertThat(values(floats.raw())).containsExactly(1, 20, 21, 4, 5);
      assertThat(floats.lock().isLocked()).isFalse();
    }
  }

  private static float[] numbered(int first) {
    float[] floats = new float[LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      floats[i] = first + i;
    }
    return floats;
  }

  private static float[] values(RawFloat.Array raw) {
    float[] values = new float[LENGTH];
    raw.copyValueTo(values);
    return values;
  }
}
