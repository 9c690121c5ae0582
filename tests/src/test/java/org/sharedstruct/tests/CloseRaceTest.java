package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.sharedstruct.SharedLock.Waiting;
import org.sharedstruct.tests.child.AwaitsChange;
import org.sharedstruct.tests.child.AwaitsChange.Sleeper;
import org.sharedstruct.tests.child.ClosesWhileLocking;
import org.sharedstruct.tests.child.ClosesWhileLocking.Way;
import org.sharedstruct.tests.child.ClosesWhileUnlocking;
import org.sharedstruct.tests.child.KillPoint;

/** A thread is stopped between two steps while another one closes the handle. */
class CloseRaceTest {

  @TempDir Path folder;
  @TempDir Path classes;

  private static Stream<Arguments> waitingsAndWays() {
    return Stream.of(Waiting.values())
        .flatMap(waiting -> Stream.of(Way.values()).map(way -> Arguments.of(waiting, way)));
  }

  /** And nothing is written by the thread that has taken it. */
  @ParameterizedTest
  @MethodSource("waitingsAndWays")
  void aWordTakenWhileTheMappingEndsIsNobodys(Waiting waiting, Way way) throws Exception {
    Path path = folder.resolve("tally");
    Path gatePath = folder.resolve("gate");
    KillPoints points = new KillPoints(classes)
        .add("org.sharedstruct.region.Membership", Set.of("end"))
        .add("org.sharedstruct.guard.Hold", Set.of("giveBack"));
    List<Integer> stops =
        List.of(points.points().indexOf("before Arena.close"), points.point("before LockWord.replace"));
    try (SharedTally shared = SharedTally.create(path);
        SharedTally gate = SharedTally.create(gatePath);
        ChildJvm child = ChildJvm.start(points.stoppingAt(
            stops, Children.command(waiting, ClosesWhileLocking.class, path, gatePath, way)))) {
      child.awaitLine(KillPoint.REACHED); // looked, and not yet unmapped
      gate.guarded().count(1);
      assertThat(child.nextLine()).isEqualTo(KillPoint.REACHED); // taken, and not yet given back
      assertThat(shared.lock().isLocked()).isTrue();
      child.goOn();
      child.awaitLine("closed");
      assertThat(shared.lock().tryLock(Threads.LIMIT.toSeconds(), TimeUnit.SECONDS))
          .as("lock that a thread of a closed handle has taken").isTrue();
      shared.lock().unlock();
      child.goOn();
      assertThat(child.nextLine()).isEqualTo("Tally in " + path + " is closed");
      child.finish();
      assertThat(shared.guarded().count()).isEqualTo(1);
    }
  }

  /** The commit stands and the lock is free: that nobody has been woken yet is the business of the one that closes. */
  @ParameterizedTest
  @EnumSource
  void anUpdateThatHasGivenTheLockBackSucceeds(Waiting waiting) throws Exception {
    Path path = folder.resolve("tally");
    Path gatePath = folder.resolve("gate");
    KillPoints points = new KillPoints(classes).add("org.sharedstruct.guard.Mutex", Set.of("wake"));
    EndlessSlices endless = new EndlessSlices(classes);
    SharedTally.create(path).close();
    try (SharedTally gate = SharedTally.create(gatePath);
        ChildJvm sleeper = ChildJvm.start(endless.use(Children.command(
            waiting, AwaitsChange.class, path, Sleeper.PLATFORM, TimeUnit.DAYS.toMillis(1))))) {
      sleeper.awaitLine("waiting");
      if (waiting == Waiting.KERNEL) {
        KernelSleep.await(sleeper, path, 1);
      }
      try (ChildJvm child = ChildJvm.start(points.stoppingAt(List.of(points.point("before Sleepers.wake")),
          Children.command(waiting, ClosesWhileUnlocking.class, path, gatePath)))) {
        child.awaitLine(KillPoint.REACHED);
        gate.guarded().count(1);
        child.awaitLine("closed");
        assertThat(sleeper.nextLine()).isEqualTo("changed 7");
        child.goOn();
        assertThat(child.nextLine()).isEqualTo("stored");
        child.finish();
      }
    }
  }
}
