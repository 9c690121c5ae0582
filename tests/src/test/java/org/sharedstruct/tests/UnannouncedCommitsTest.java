package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sharedstruct.SharedLock.Waiting;
import org.sharedstruct.tests.child.CommitsInTurn;
import org.sharedstruct.tests.child.SeesCommits;
import org.sharedstruct.tests.child.SeesCommits.Way;

/**
 * A thread that sleeps in the kernel sees the commits of a process that wakes nobody, and polls for
 * them no longer than they come.
 */
class UnannouncedCommitsTest {

  @TempDir Path folder;

  private Path path;

  @BeforeEach
  void create() throws Exception {
    path = folder.resolve("tally");
    SharedTally.create(path).close();
  }

  private ProcessBuilder commits(int times, int pauseMillis) {
    return Children.command(Waiting.POLLING, CommitsInTurn.class, path, times, pauseMillis);
  }

  private ChildJvm watcher(Waiting waiting, Way way, int last) throws Exception {
    ChildJvm child = ChildJvm.start(Children.command(waiting, SeesCommits.class, path, way, last));
    child.awaitLine("waiting");
    return child;
  }

  /** On a busy machine a thread that polls misses some as well, so the two are compared. */
  @ParameterizedTest
  @EnumSource
  void areSeenAtLeastHalfAsOftenAsByAThreadThatPolls(Way way) throws Exception {
    int times = 200;
    try (ChildJvm sleeps = watcher(Waiting.KERNEL, way, times);
        ChildJvm polls = watcher(Waiting.POLLING, way, times)) {
      KernelSleep.await(sleeps, path, 1);
      ChildJvm.run(commits(times, 5));
      long seen = Long.parseLong(sleeps.nextLine());
      long seenPolling = Long.parseLong(polls.nextLine());
      assertThat(2 * seen).as("twice what the sleeper saw").isGreaterThanOrEqualTo(seenPolling);
    }
  }

  @Test
  void keepASleeperAwakeNoLongerThanTheyCome() throws Exception {
    int times = 50;
    try (ChildJvm sleeps = watcher(Waiting.KERNEL, Way.AWAIT_CHANGE, times + 1)) {
      Path thread = KernelSleep.awaitOne(sleeps, path);
      ChildJvm.run(commits(times, 5));
      KernelSleep.awaitLong(thread);
    }
  }
}
