package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sharedstruct.SharedMemory;
import org.sharedstruct.tests.ArraySectionTest.Kind;
import org.sharedstruct.tests.child.WritesTallies;
import org.sharedstruct.tests.child.WritesTallies.Rhythm;

/**
 * A handle that cannot take the lock reads a long array while others write it: as a whole where it
 * can, in parts where commits come faster than it reads.
 */
class ReadOnlySnapshotTest {

  private static final int LONG = 300_000;

  @TempDir Path folder;

  private ChildJvm startWriter(Rhythm rhythm, Path path) throws Exception {
    ChildJvm writer = ChildJvm.start(WritesTallies.class, rhythm, path);
    writer.awaitLine("started");
    return writer;
  }

  @ParameterizedTest
  @EnumSource
  void itEndsBesideABusyWriterAndEachElementIsWhole(Kind kind) throws Exception {
    Path path = folder.resolve("tallies");
    Path copied = folder.resolve("copied");
    SharedTally.Array.create(path, LONG, kind.options()).close();
    try (SharedTally.Array shared = SharedTally.Array.open(path, SharedMemory.READ_ONLY);
        ChildJvm writer = startWriter(Rhythm.BUSY, path)) {
      GuardedTally.Array array = shared.guarded();
      assertWhole(Threads.run(array::snapshot));
      long[] counts = new long[LONG];
      TallyRecord[] tallies = new TallyRecord[LONG];
      Threads.run(() -> {
        array.copyCountTo(counts);
        array.copyTo(tallies);
        shared.copyTo(copied);
        return null;
      });
      assertThat(LongStream.of(counts).min().orElseThrow()).as("each was written").isPositive();
      assertWhole(List.of(tallies));
      writer.finish();
    }
    try (SharedTally.Array copy = SharedTally.Array.open(copied)) {
      assertWhole(copy.guarded().snapshot());
      copy.guarded().count(LONG - 1, 5);
    }
  }

  private static void assertWhole(List<TallyRecord> tallies) {
    assertThat(tallies).hasSize(LONG).allMatch(tally -> tally.difference() == 0 && tally.count() > 0);
  }

  @Test
  void anAtomicArrayThatIsWrittenRarelyIsNeverMixed() throws Exception {
    Path path = folder.resolve("tallies");
    SharedTally.Array.create(path, LONG, SharedMemory.ATOMIC_ARRAY).close();
    assertNeverMixed(Rhythm.ASKED, path, 5);
  }

  /** However long a section lasts, and how often it was waited for. */
  @Test
  void aPlainArrayIsNotMixedWhereAWriterTakesLongForAllOfIt() throws Exception {
    Path path = folder.resolve("tallies");
    SharedTally.Array.create(path, LONG).close();
    assertNeverMixed(Rhythm.ASKED_AND_SLOW, path, 3);
  }

  /** The beginning and the end of a commit can each disturb one of the eight attempts to read all at once. */
  private void assertNeverMixed(Rhythm rhythm, Path path, int times) throws Exception {
    try (SharedTally.Array shared = SharedTally.Array.open(path, SharedMemory.READ_ONLY);
        ChildJvm writer = startWriter(rhythm, path)) {
      for (int time = 0; time < times; time++) {
        Threads.Running<List<TallyRecord>> reading = Threads.start(shared.guarded()::snapshot);
        for (int commit = 0; commit < 3; commit++) {
          writer.goOn();
          writer.awaitLine("written");
        }
        assertThat(reading.finish().stream().distinct()).as("values in one snapshot").hasSize(1);
      }
      writer.finish();
    }
  }
}
