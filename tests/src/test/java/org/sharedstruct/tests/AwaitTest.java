package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sharedstruct.SharedLock.Waiting;
import org.sharedstruct.tests.child.AwaitsChange.Sleeper;
import org.sharedstruct.tests.child.AwaitsCount;
import org.sharedstruct.tests.child.AwaitsTurns;
import org.sharedstruct.tests.child.CommitsOnce;
import org.sharedstruct.tests.child.EndsWaits;
import org.sharedstruct.tests.child.KillPoint;

/**
 * A thread that waits for a condition gets the snapshot that satisfies it, whichever process
 * stores it.
 */
class AwaitTest {

  private static final Duration DAY = Duration.ofDays(1);
  private static final String AWAITING = "org.sharedstruct.support.Awaiting";

  @TempDir Path folder;
  @TempDir Path classes;

  private Path path;

  @BeforeEach
  void create() throws Exception {
    path = folder.resolve("tally");
    SharedTally.create(path, new TallyRecord(3, 6)).close();
  }

  // what is awaited comes

  static Stream<Arguments> allSleepersAndCommitters() {
    return Arrays.stream(Sleeper.values()).flatMap(sleeper ->
        Arrays.stream(Waiting.values()).flatMap(sleeping -> Arrays.stream(Waiting.values()).map(
            committing -> arguments(sleeper, sleeping, committing))));
  }

  @ParameterizedTest
  @MethodSource("allSleepersAndCommitters")
  void isMetByACommitOfAnotherProcess(Sleeper sleeper, Waiting sleeping, Waiting committing)
      throws Exception {
    ProcessBuilder command =
        Children.command(sleeping, AwaitsCount.class, path, sleeper, 7, Threads.LIMIT.toMillis());
    try (ChildJvm child = ChildJvm.start(command)) {
      child.awaitLine("waiting");
      if (sleeping == Waiting.KERNEL && sleeper == Sleeper.PLATFORM) {
        KernelSleep.await(child, path, 1);
      }
      ChildJvm.run(Children.command(committing, CommitsOnce.class, path));
      assertThat(child.nextLine()).isEqualTo("TallyRecord[count=7, twice=6]");
      child.finish();
    }
  }

  /** Each step of it may be the last before a commit; then it sleeps no more, or for ever. */
  @ParameterizedTest
  @ValueSource(strings = {"before ViewGuard.version", "after ViewGuard.version",
      "before GuardedView.read", "after GuardedView.read", "before Predicate.test",
      "after Predicate.test", "before ViewGuard.awaitChange"})
  void isMetByACommitThatComesBetweenItsSteps(String step) throws Exception {
    KillPoints points = new KillPoints(classes).add(AWAITING, Set.of("await"));
    EndlessSlices endless = new EndlessSlices(classes);
    ProcessBuilder command = endless.use(points.stoppingAt(List.of(points.point(step)), Children
        .command(Waiting.KERNEL, AwaitsCount.class, path, Sleeper.PLATFORM, 7, DAY.toMillis())));
    try (SharedTally shared = SharedTally.open(path); ChildJvm child = ChildJvm.start(command)) {
      child.awaitLine(KillPoint.REACHED);
      shared.guarded().count(7);
      child.goOn();
      assertThat(child.nextLine()).isEqualTo("TallyRecord[count=7, twice=6]");
      child.finish();
    }
  }

  /** A reader raises no version: it finds the store that was not counted with its last look. */
  @ParameterizedTest
  @EnumSource
  void isMetThoughTheCommitterWasKilledBeforeItRaisedTheVersion(Sleeper sleeper) throws Exception {
    KillPoints points =
        new KillPoints(classes).add("org.sharedstruct.guard.Updates$Usual", Set.of("store"))
            .add(AWAITING, Set.of("await"));
    List<Integer> stops = List.of(points.point("before Section.store"),
        points.point("before Seqlock.close"));
    ProcessBuilder commits =
        points.stoppingAt(stops, Children.command(Waiting.KERNEL, CommitsOnce.class, path));
    ProcessBuilder awaits = points.stoppingAt(List.of(points.point("before ViewGuard.awaitChange")),
        Children.command(Waiting.KERNEL, AwaitsCount.class, path, sleeper, 7, 3_000));
    try (ChildJvm committer = ChildJvm.start(commits)) {
      committer.awaitLine(KillPoint.REACHED);
      try (ChildJvm child = ChildJvm.start(awaits)) {
        child.awaitLine(KillPoint.REACHED);
        committer.goOn();
        committer.awaitLine(KillPoint.REACHED);
        committer.kill();
        child.goOn();
        assertThat(child.nextLine()).isEqualTo("TallyRecord[count=7, twice=6]");
        child.finish();
      }
    }
  }

  /** Sleeping without slices: a wake-up that is lost is not made good a moment later. */
  @Test
  void losesNoWakeUpInTheKernel() throws Exception {
    EndlessSlices endless = new EndlessSlices(classes);
    takeTurns(20_000,
        endless.use(turns(Waiting.KERNEL, 4, 20_000)),
        endless.use(turns(Waiting.KERNEL, 3, 20_000)));
  }

  @ParameterizedTest
  @CsvSource({"POLLING, POLLING", "KERNEL, POLLING"})
  void losesNoWakeUpWherePollingTakesPart(Waiting one, Waiting other) throws Exception {
    takeTurns(200, turns(one, 4, 200), turns(other, 3, 200));
  }

  private ProcessBuilder turns(Waiting waiting, long first, long end) {
    return Children.command(waiting, AwaitsTurns.class, path, first, end);
  }

  private void takeTurns(long end, ProcessBuilder one, ProcessBuilder other) throws Exception {
    try (ChildJvm first = ChildJvm.start(one); ChildJvm second = ChildJvm.start(other);
        SharedTally shared = SharedTally.open(path)) {
      first.awaitLine("done");
      second.awaitLine("done");
      first.finish();
      second.finish();
      assertThat(shared.guarded().count()).isEqualTo(end);
    }
  }

  // or is there

  @ParameterizedTest
  @ValueSource(longs = {-1, 0, 1_000})
  void isMetAtOnceByWhatIsThere(long millis) throws Exception {
    try (SharedTally shared = SharedTally.open(path)) {
      assertThat(shared.guarded().await(tally -> tally.count() == 3, Duration.ofMillis(millis)))
          .isEqualTo(new TallyRecord(3, 6));
    }
  }

  @Test
  void isMetByWhatTheHolderOfTheLockHasWritten() throws Exception {
    try (SharedTally shared = SharedTally.open(path)) {
      GuardedTally tally = shared.guarded();
      TallyRecord seen = tally.compute(raw -> {
        raw.count(4);
        return awaitCount(tally, 4, Duration.ZERO);
      });
      assertThat(seen).isEqualTo(new TallyRecord(4, 6));
    }
  }

  // or does not come

  @Test
  void saysWhatItWaitedForAndWhatItSawLast() throws Exception {
    try (SharedTally shared = SharedTally.open(path)) {
      Duration time = Duration.ofMillis(120);
      long begin = System.nanoTime();
      assertThatThrownBy(() -> shared.guarded().await(tally -> tally.count() == 4, time))
          .isInstanceOf(TimeoutException.class)
          .hasMessage("Tally in " + path + " did not meet the condition within 120 ms; "
              + "the last snapshot is TallyRecord[count=3, twice=6]");
      assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(time.toNanos());
    }
  }

  /** Without time it looks, and waits for nobody to be quiet. */
  @ParameterizedTest
  @ValueSource(longs = {-1, 0, 20})
  void endsWithItsTimeBesideSteadyCommits(long millis) throws Exception {
    Duration time = Duration.ofMillis(millis);
    try (SharedTally shared = SharedTally.open(path);
        Busy busy = Busy.with(() -> shared.guarded().count(5))) {
      busy.awaitMore();
      assertThatThrownBy(() -> shared.guarded().await(tally -> tally.count() == 4, time))
          .isInstanceOf(TimeoutException.class)
          .hasMessageContaining("TallyRecord[count=5, twice=6]");
    }
  }

  @Test
  void isRefusedToTheHolderOfTheLockWhoseConditionIsNotMet() throws Exception {
    try (SharedTally shared = SharedTally.open(path)) {
      for (Duration timeout : List.of(Duration.ZERO, DAY)) {
        GuardedTally tally = shared.guarded();
        assertThatThrownBy(() -> tally.update(raw -> awaitCount(tally, 4, timeout)))
            .isInstanceOf(IllegalStateException.class)
            .hasMessage("the holder of the lock of Tally in " + path + " cannot wait for a commit");
      }
    }
  }

  private static TallyRecord awaitCount(GuardedTally tally, long count, Duration timeout) {
    try {
      return tally.await(seen -> seen.count() == count, timeout);
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void endsWithAnExceptionWhenTheHandleIsClosed() throws Exception {
    SharedTally shared = SharedTally.open(path);
    Threads.Running<TallyRecord> waiting =
        Threads.start(() -> shared.guarded().await(tally -> tally.count() == 4, DAY));
    waiting.awaitWaiting();
    shared.close();
    assertThatThrownBy(waiting::finish).hasRootCauseMessage("Already closed")
        .hasStackTraceContaining("Tally in " + path + " is closed");
  }

  @Test
  void isRefusedToAThreadThatIsInterrupted() throws Exception {
    try (SharedTally shared = SharedTally.open(path)) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> shared.guarded().await(tally -> true, DAY))
          .isInstanceOf(InterruptedException.class);
      assertThat(Thread.interrupted()).isFalse();
    }
  }

  /** So do its relatives, each in its way. */
  @ParameterizedTest
  @CsvSource({"KERNEL, false", "KERNEL, true", "POLLING, false"})
  void endsWithAnInterrupt(Waiting waiting, boolean virtual) throws Exception {
    ProcessBuilder command = Children.command(waiting, EndsWaits.class, path, virtual);
    try (ChildJvm child = ChildJvm.start(command)) {
      child.awaitLine("waiting");
      if (waiting == Waiting.KERNEL && !virtual) {
        KernelSleep.await(child, path, 4);
      }
      child.goOn();
      assertThat(child.nextLine()).isEqualTo("closed [TallyRecord[count=3, twice=6]] false");
      assertThat(child.nextLine()).isEqualTo("awaitChange true true");
      assertThat(child.nextLine()).isEqualTo("await InterruptedException false");
      assertThat(child.nextLine()).isEqualTo("changes [TallyRecord[count=3, twice=6]] true");
      child.finish();
    }
  }

  // of an element

  @Test
  void takesNoNoticeOfOtherElements() throws Exception {
    Path array = folder.resolve("array");
    try (SharedTally.Array shared = SharedTally.Array.create(array, 4)) {
      GuardedTally.Array tallies = shared.guarded();
      try (Busy busy = Busy.with(() -> tallies.count(2, tallies.count(2) + 1))) {
        busy.awaitMore();
        Duration time = Duration.ofMillis(50);
        assertThatThrownBy(() -> tallies.await(3, tally -> tally.count() > 0, time))
            .isInstanceOf(TimeoutException.class)
            .hasMessage("element 3 of Tally[4] in " + array + " did not meet the condition"
                + " within 50 ms; the last snapshot is TallyRecord[count=0, twice=0]");
        GuardedTally.Array slice = tallies.slice(2, 2);
        Threads.Running<TallyRecord> waiting =
            Threads.start(() -> slice.await(1, tally -> tally.count() == 9, Threads.LIMIT));
        busy.awaitMore();
        tallies.count(3, 9);
        assertThat(waiting.finish()).isEqualTo(new TallyRecord(9, 0));
      }
      assertThatThrownBy(() -> tallies.await(4, tally -> true, Duration.ZERO))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }
}
