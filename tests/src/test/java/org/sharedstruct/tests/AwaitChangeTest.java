package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.sharedstruct.SharedLock.Waiting;
import org.sharedstruct.tests.child.AwaitsChange;
import org.sharedstruct.tests.child.AwaitsChange.Sleeper;
import org.sharedstruct.tests.child.CommitsOnce;
import org.sharedstruct.tests.child.KillPoint;

/** A thread that waits for a commit learns of it, whichever process makes it, and whatever becomes of that. */
class AwaitChangeTest {

  private static final long LIMIT = Threads.LIMIT.toMillis();

  @TempDir Path folder;
  @TempDir Path classes;

  private Path path;

  @BeforeEach
  void create() throws Exception {
    path = folder.resolve("tally");
    SharedTally.create(path).close();
  }

  private ChildJvm start(Waiting waiting, Sleeper sleeper, long millis) throws Exception {
    ChildJvm child = ChildJvm.start(Children.command(waiting, AwaitsChange.class, path, sleeper, millis));
    child.awaitLine("waiting");
    if (waiting == Waiting.KERNEL && sleeper == Sleeper.PLATFORM && millis == LIMIT) {
      KernelSleep.await(child, path, 1);
    }
    return child;
  }

  static Stream<Arguments> allSleepersAndCommitters() {
    return Arrays.stream(Sleeper.values()).flatMap(sleeper -> Arrays.stream(Waiting.values()).flatMap(
        sleeping -> Arrays.stream(Waiting.values()).map(
            committing -> arguments(sleeper, sleeping, committing))));
  }

  @ParameterizedTest
  @MethodSource("allSleepersAndCommitters")
  void endsWithACommitOfAnotherProcess(Sleeper sleeper, Waiting sleeping, Waiting committing) throws Exception {
    try (ChildJvm child = start(sleeping, sleeper, LIMIT)) {
      ChildJvm.run(Children.command(committing, CommitsOnce.class, path));
      assertThat(child.nextLine()).isEqualTo("changed 7");
      child.finish();
    }
  }

  @ParameterizedTest
  @EnumSource
  void endsThoughTheCommitterWasKilledBeforeItRaisedTheVersion(Waiting waiting) throws Exception {
    KillPoints points = new KillPoints(classes).add("org.sharedstruct.guard.Updates$Usual", Set.of("store"));
    endsThoughTheCommitterWasKilledAt(points, "before Seqlock.close", waiting);
  }

  @ParameterizedTest
  @EnumSource
  void endsThoughTheCommitterWasKilledBeforeItGaveTheLockBack(Waiting waiting) throws Exception {
    KillPoints points = new KillPoints(classes).add("org.sharedstruct.guard.Updates$Usual", Set.of("store"));
    endsThoughTheCommitterWasKilledAt(points, "after Seqlock.close", waiting);
  }

  @ParameterizedTest
  @EnumSource
  void endsThoughTheCommitterWasKilledBeforeItWokeAnyone(Waiting waiting) throws Exception {
    KillPoints points = new KillPoints(classes).add("org.sharedstruct.guard.Mutex", Set.of("wake"));
    endsThoughTheCommitterWasKilledAt(points, "before Sleepers.wake", waiting);
  }

  private void endsThoughTheCommitterWasKilledAt(KillPoints points, String label, Waiting waiting)
      throws Exception {
    int point = points.point(label);
    ProcessBuilder command =
        points.stoppingAt(List.of(point), Children.command(waiting, CommitsOnce.class, path));
    try (ChildJvm child = start(waiting, Sleeper.PLATFORM, LIMIT); ChildJvm committer = ChildJvm.start(command)) {
      committer.awaitLine(KillPoint.REACHED);
      committer.signal("KILL");
      assertThat(child.nextLine()).isEqualTo("changed 7");
      child.finish();
    }
  }

  @ParameterizedTest
  @EnumSource
  void endsWithItsTimeAndNotBefore(Waiting waiting) throws Exception {
    for (Sleeper sleeper : Sleeper.values()) {
      for (long millis : new long[] {0, 1, 60, 120}) {
        try (ChildJvm child = start(waiting, sleeper, millis)) {
          assertThat(child.nextLine()).isEqualTo("the same");
          assertThat(Long.parseLong(child.nextLine()))
              .isBetween(TimeUnit.MILLISECONDS.toNanos(millis), Threads.LIMIT.toNanos());
          child.finish();
        }
      }
    }
  }
}
