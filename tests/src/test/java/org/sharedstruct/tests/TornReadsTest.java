package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sharedstruct.tests.child.EqualLongs;
import org.sharedstruct.tests.child.ReadsLongs;
import org.sharedstruct.tests.child.WritesInTurn;
import org.sharedstruct.tests.child.WritesLongs;

/** What is read while another process writes is of one commit, and never older than what was read before. */
class TornReadsTest {

  private static final Duration TIME = Duration.ofSeconds(2);

  /** How many snapshots of a whole array, each after another commit. */
  private static final int ENOUGH = 100;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void snapshotsAreOfOneCommitInEveryProcess(EqualLongs.Kind kind) throws Exception {
    Path path = folder.resolve("longs");
    try (EqualLongs longs = EqualLongs.create(kind, path);
        ChildJvm writer = ChildJvm.start(WritesLongs.class, kind, path);
        ChildJvm reader = ChildJvm.start(ReadsLongs.class, kind, path, TIME.toMillis())) {
      reader.awaitLine("reading");
      ReadsLongs.Findings mine = ReadsLongs.read(longs, TIME);
      assertThat(mine).as("what this process saw").matches(ReadsLongs.Findings::isClean);
      assertThat(reader.finish()).as("what the other process saw").containsExactly("reading", "clean");
      long written = Long.parseLong(writer.finish().getLast());
      assertThat(longs.snapshot()).containsOnly(written);
    }
  }

  @Test
  void aSnapshotOfAWholeArrayIsOfOneMoment() throws Exception {
    Path path = folder.resolve("array");
    try (SharedTwelve.Array shared = SharedTwelve.Array.create(path, 32);
        ChildJvm writer = ChildJvm.start(WritesInTurn.class, path)) {
      GuardedTwelve.Array array = shared.guarded();
      long start = System.nanoTime();
      for (int commits = 0; commits < ENOUGH || System.nanoTime() - start < TIME.toNanos(); commits++) {
        long version = array.version();
        List<TwelveRecord> snapshot = array.snapshot();
        assertThat(isOfOneMoment(snapshot)).as("elements written in turn: %s", snapshot).isTrue();
        assertThat(array.awaitChange(version, Threads.LIMIT)).isGreaterThan(version);
      }
      long written = Long.parseLong(writer.finish().getLast());
      assertThat(shared.guarded().snapshot()).containsOnly(EqualLongs.twelve(written));
    }
  }

  /** The writer goes from the first element to the last: at any moment, some have n and the rest n - 1. */
  private static boolean isOfOneMoment(List<TwelveRecord> elements) {
    long first = elements.getFirst().a();
    long last = elements.getLast().a();
    long before = first;
    for (TwelveRecord element : elements) {
      if (element.a() > before || !element.equals(EqualLongs.twelve(element.a()))) {
        return false;
      }
      before = element.a();
    }
    return first - last <= 1;
  }
}
