package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sharedstruct.SharedMemory;
import org.sharedstruct.tests.child.WritesOneElement;

/** A handle that cannot take the lock reads a large array beside a busy writer: in parts, each whole. */
class ReadOnlySnapshotTest {

  private static final int LENGTH = 300_000;

  @TempDir Path folder;

  @Test
  void comesToAnEndBesideABusyWriter() throws Exception {
    Path path = folder.resolve("tallies");
    SharedTally.Array.create(path, LENGTH).close();
    try (SharedTally.Array shared = SharedTally.Array.open(path, SharedMemory.READ_ONLY);
        ChildJvm child = ChildJvm.start(WritesOneElement.class, path)) {
      child.awaitLine("writing");
      GuardedTally.Array array = shared.guarded();
      long version = array.version();
      List<TallyRecord> all = Threads.run(array::snapshot);
      assertThat(all).hasSize(LENGTH).allMatch(tally -> tally.difference() == 0);
      long[] counts = new long[LENGTH];
      Threads.run(() -> {
        array.copyCountTo(counts);
        return null;
      });
      assertThat(Arrays.stream(counts).max().orElseThrow()).isPositive();
      Path copy = folder.resolve("copy");
      Threads.run(() -> {
        shared.copyTo(copy);
        return null;
      });
      assertThat(array.version()).as("commits meanwhile").isGreaterThan(version);
      child.finish();
      try (SharedTally.Array copied = SharedTally.Array.open(copy)) {
        assertThat(copied.guarded().snapshot()).allMatch(tally -> tally.difference() == 0);
      }
    }
  }
}
