package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A struct that has methods of its own in the place of our operations still has all of them, as static methods. */
class CrowdedTest {

  private static final CrowdedRecord ONE =
      new CrowdedRecord(1, 2, 3, 4, 5, 6, 7, 8, Duration.ofSeconds(9));
  private static final CrowdedRecord TWO = ONE.withVersion(-1).withChanges(Duration.ZERO);

  @TempDir Path folder;

  @Test
  void aRawViewHasThemAsStaticMethods() {
    RawCrowded raw = RawCrowded.allocate();
    assertThat(RawCrowded.set(raw, ONE)).isSameAs(raw);
    assertThat(raw.version()).isEqualTo(1);
    assertThat(raw.segment()).isEqualTo(5);
    assertThat(raw.toRecord()).isEqualTo(6);
    assertThat(RawCrowded.toRecord(raw)).isEqualTo(ONE);
    assertThat(RawCrowded.segment(raw).byteSize()).isEqualTo(RawCrowded.LAYOUT.byteSize());
    assertThat(raw.set(TWO)).isEqualTo("1 before -1");
    assertThat(raw.version(7).set(TWO)).isEqualTo("7 before -1");
  }

  @Test
  void aGuardedViewHasThemAsStaticMethodsAndTheOthersAsItsOwn() throws Exception {
    try (SharedCrowded shared = SharedCrowded.create(folder.resolve("crowded"), ONE)) {
      GuardedCrowded guarded = shared.guarded();
      assertThat(guarded.version()).isEqualTo(1);
      assertThat(guarded.lock()).isEqualTo(2);
      assertThat(guarded.raw()).isEqualTo(3);
      assertThat(guarded.snapshot()).isEqualTo(4);
      assertThat(GuardedCrowded.snapshot(guarded)).isEqualTo(ONE);
      assertThat(RawCrowded.toRecord(GuardedCrowded.raw(guarded))).isEqualTo(ONE);
      assertThat(GuardedCrowded.lock(guarded)).isSameAs(shared.lock());
      long version = GuardedCrowded.version(guarded);
      GuardedCrowded.set(guarded, TWO);
      assertThat(guarded.set(ONE)).isEqualTo("-1 before 1");
      guarded.update(raw -> raw.lock(raw.lock() + 1));
      GuardedCrowded.update(guarded, raw -> raw.lock(raw.lock() + 1));
      assertThat(guarded.<Integer>compute(raw -> raw.lock())).isEqualTo(4);
      assertThat(GuardedCrowded.<RawCrowded, Integer>compute(guarded, RawCrowded::lock)).isEqualTo(4);
      assertThat(GuardedCrowded.version(guarded)).isEqualTo(version + 5);
      assertThat(guarded.awaitChange(version, Duration.ZERO)).isEqualTo(version + 5);
      assertThat(GuardedCrowded.awaitChange(guarded, version, Duration.ZERO)).isEqualTo(version + 5);
      CrowdedRecord now = TWO.withLock(4);
      assertThat(guarded.await(seen -> seen.lock() == 4, Duration.ZERO)).isEqualTo(now);
      assertThat(GuardedCrowded.await(guarded, seen -> seen.lock() == 4, Duration.ZERO)).isEqualTo(now);
      assertThat(GuardedCrowded.changes(guarded, Duration.ZERO)).containsExactly(now);
    }
  }

  @Test
  void viewsOfAnArrayDoSoToo() throws Exception {
    try (SharedCrowded.Array shared = SharedCrowded.Array.create(folder.resolve("array"), List.of(ONE, TWO))) {
      RawCrowded.Array raw = shared.raw();
      GuardedCrowded.Array guarded = shared.guarded();
      assertThat(raw.get(1)).isEqualTo(7);
      assertThat(guarded.snapshot(1)).isEqualTo(4);
      assertThat(RawCrowded.toRecord(RawCrowded.Array.get(raw, 1))).isEqualTo(TWO);
      assertThat(GuardedCrowded.Array.snapshot(guarded, 1)).isEqualTo(TWO);
      RawCrowded.Array.set(raw, 1, ONE);
      raw.set(0, TWO).setAll(List.of(ONE, ONE)).fill(TWO);
      GuardedCrowded.Array.set(guarded, 0, ONE);
      guarded.set(1, ONE);
      assertThat(guarded.snapshot()).containsExactly(ONE, ONE);
      guarded.setAll(new Crowded[] {TWO, ONE});
      GuardedCrowded.Array.update(guarded, 0, element -> element.lock(8));
      guarded.update(0, element -> element.lock(element.lock() + 1));
      assertThat(guarded.<Integer>compute(0, element -> element.lock())).isEqualTo(9);
      guarded.update(all -> all.fill(TWO));
      GuardedCrowded.Array.update(guarded, all -> all.set(0, ONE));
      GuardedCrowded.Array.repair(guarded, all -> all.set(1, ONE));
      assertThat(RawCrowded.Array.slice(raw, 1, 1).toRecords()).containsExactly(ONE);
      assertThat(GuardedCrowded.Array.slice(guarded, 1, 1).snapshot()).containsExactly(ONE);
      CrowdedRecord[] copy = new CrowdedRecord[2];
      RawCrowded.Array.copyTo(raw, copy);
      GuardedCrowded.Array.copyTo(guarded, copy);
      assertThat(copy).containsExactly(ONE, ONE);
      assertThat(GuardedCrowded.Array.await(guarded, 0, seen -> true, Duration.ZERO)).isEqualTo(ONE);
      assertThat(GuardedCrowded.Array.changes(guarded, 0, Duration.ZERO)).containsExactly(ONE);
    }
  }

  @Test
  void anOrdinaryStructHasNoStaticFormsThatMakeReferencesToMethodsAmbiguous() throws IOException {
    try (SharedXY shared = SharedXY.create(folder.resolve("xy"), new XYRecord(1, 2))) {
      assertThat(List.of(shared.guarded()).stream().map(GuardedXY::snapshot)).containsExactly(new XYRecord(1, 2));
      assertThat(List.of(shared.raw()).stream().map(RawXY::toRecord)).containsExactly(new XYRecord(1, 2));
    }
  }
}
