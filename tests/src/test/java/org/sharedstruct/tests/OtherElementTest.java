package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Inside an update of one element of an array the others can be read, and not written. */
class OtherElementTest {

  /** Every way to write another element. */
  enum Write {
    UPDATE(array -> array.update(2, raw -> raw.count(9))),
    COMPUTE(array -> array.compute(2, raw -> raw.count(9))),
    UPDATE_OF_THE_ELEMENT(array -> array.get(2).update(raw -> raw.count(9))),
    SETTER(array -> array.count(2, 9)),
    SETTER_OF_THE_ELEMENT(array -> array.get(2).count(9)),
    SET(array -> array.set(2, new TallyRecord(9, 9))),
    THROUGH_A_SLICE(array -> array.slice(2, 1).count(0, 9));

    private final Consumer<GuardedTally.Array> action;

    Write(Consumer<GuardedTally.Array> action) {
      this.action = action;
    }
  }

  @TempDir Path folder;

  private Path path;
  private SharedTally.Array shared;
  private GuardedTally.Array array;

  @BeforeEach
  void create() throws Exception {
    path = folder.resolve("tallies");
    shared = SharedTally.Array.create(path, 4);
    array = shared.guarded();
    for (long i = 0; i < array.length(); i++) {
      array.set(i, new TallyRecord(i, 2 * i));
    }
  }

  @AfterEach
  void close() {
    shared.close();
  }

  private void assertUnchangedBut(long index, Tally changed) {
    assertThat(shared.lock().isLocked()).isFalse();
    for (long i = 0; i < array.length(); i++) {
      Tally expected = i == index ? changed : new TallyRecord(i, 2 * i);
      assertThat(array.snapshot(i)).isEqualTo(expected);
      assertThat(shared.raw().get(i).toRecord()).isEqualTo(expected);
    }
    array.update(2, raw -> raw.count(50));
    assertThat(array.count(2)).as("and all goes on").isEqualTo(50);
  }

  @ParameterizedTest
  @EnumSource
  void aWriteIsRefusedAndUndoesTheUpdateThatItIsIn(Write write) {
    assertThatThrownBy(() -> array.update(1, raw -> {
      raw.count(7);
      write.action.accept(array);
    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("element 2 of Tally[4] in %s cannot be written inside an update of element 1"
            + "; update the array instead", path);
    assertUnchangedBut(1, new TallyRecord(1, 2));
  }

  @ParameterizedTest
  @EnumSource
  void theUpdateGoesOnIfItCatchesTheRefusal(Write write) {
    array.update(1, raw -> {
      raw.count(7);
      assertThatThrownBy(() -> write.action.accept(array)).isInstanceOf(IllegalStateException.class);
      assertThat(shared.lock().isHeldByCurrentThread()).isTrue();
      raw.twice(14);
    });
    assertUnchangedBut(1, new TallyRecord(7, 14));
  }

  @Test
  void theSameElementMayBeWrittenInEveryWay() {
    array.update(2, raw -> {
      for (Write write : Write.values()) {
        write.action.accept(array);
      }
    });
    assertThat(array.snapshot(2)).isEqualTo(new TallyRecord(9, 9));
    assertUnchangedBut(2, new TallyRecord(9, 9));
  }

  @Test
  void othersMayBeRead() {
    array.update(1, raw -> raw.count(array.count(2) + array.snapshot(3).count() + array.get(0).count()));
    assertUnchangedBut(1, new TallyRecord(5, 2));
  }

  @Test
  void withinAHoldOneAfterTheOtherMayBeWritten() {
    shared.lock().lock();
    array.count(0, 10);
    array.update(1, raw -> raw.count(11));
    array.set(2, new TallyRecord(12, 24));
    shared.lock().unlock();
    assertThat(array.snapshot()).extracting(Tally::count).containsExactly(10L, 11L, 12L, 3L);
  }

  @Test
  void afterAnUpdateInWhichTheHoldBeganOthersMayBeWritten() {
    array.update(1, raw -> {
      raw.count(11);
      shared.lock().lock();
    });
    array.count(0, 10);
    shared.lock().unlock();
    assertThat(array.snapshot()).extracting(Tally::count).containsExactly(10L, 11L, 2L, 3L);
  }
}
