package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sharedstruct.SharedMemory.ATOMIC_ARRAY;
import static org.sharedstruct.SharedMemory.READ_ONLY;
import static org.sharedstruct.SharedMemory.lockTimeout;
import static org.sharedstruct.SharedMemory.permissions;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sharedstruct.SharedMemory.LockTimeout;

/** The longest wait for a lock can be given in every way to create and to open, and must be one. */
class LockTimeoutOptionTest {

  private static final LockTimeout SECOND = lockTimeout(Duration.ofSeconds(1));

  @TempDir Path folder;

  @Test
  void isTakenWithAStructInEveryWay() throws Exception {
    Path path = folder.resolve("tally");
    try (SharedTally created = SharedTally.create(path, SECOND, permissions("rw-rw----"));
        SharedTally opened = SharedTally.open(path, SECOND);
        SharedTally found = SharedTally.openOrCreate(path, SECOND);
        SharedTally made = SharedTally.openOrCreate(folder.resolve("made"), SECOND);
        SharedTally reader = SharedTally.open(path, SECOND, READ_ONLY);
        SharedTally temporary = SharedTally.createTemporary(lockTimeout(Duration.ZERO))) {
      created.guarded().update(tally -> tally.count(1));
      opened.guarded().update(tally -> tally.twice(2));
      assertThat(found.guarded().snapshot()).isEqualTo(new TallyRecord(1, 2));
      assertThat(reader.guarded().snapshot()).isEqualTo(new TallyRecord(1, 2));
      made.guarded().count(5);
      temporary.guarded().count(5);
      assertThat(made.guarded().snapshot()).isEqualTo(temporary.guarded().snapshot());
    }
  }

  @Test
  void isTakenWithAnArrayInEveryWay() throws Exception {
    Path path = folder.resolve("tallies");
    LockTimeout endless = lockTimeout(Duration.ofSeconds(Long.MAX_VALUE));
    try (SharedTally.Array created = SharedTally.Array.create(path, 2, SECOND, ATOMIC_ARRAY);
        SharedTally.Array opened = SharedTally.Array.open(path, endless);
        SharedTally.Array found = SharedTally.Array.openOrCreate(path, 2, SECOND, ATOMIC_ARRAY);
        SharedTally.Array temporary = SharedTally.Array.createTemporary(2, SECOND)) {
      created.guarded().update(all -> all.count(0, 1));
      opened.guarded().update(1, tally -> tally.count(2));
      temporary.guarded().setAll(found.guarded().snapshot());
      assertThat(temporary.guarded().snapshot())
          .containsExactly(new TallyRecord(1, 0), new TallyRecord(2, 0));
    }
  }

  @Test
  void isNotNegative() {
    assertThatThrownBy(() -> lockTimeout(Duration.ofNanos(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("lockTimeout=PT-0.000000001S is negative");
    assertThatThrownBy(() -> new LockTimeout(Duration.ofSeconds(Long.MIN_VALUE)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void isThere() {
    assertThatThrownBy(() -> lockTimeout(null)).isInstanceOf(NullPointerException.class);
  }
}
