package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sharedstruct.SharedLock.Waiting;
import org.sharedstruct.tests.child.AnswersCommits;
import org.sharedstruct.tests.child.AsksInSession;
import org.sharedstruct.tests.child.AwaitsChange;
import org.sharedstruct.tests.child.AwaitsChange.Sleeper;
import org.sharedstruct.tests.child.CommitsOnce;
import org.sharedstruct.tests.child.Contends;
import org.sharedstruct.tests.child.Contends.Way;
import org.sharedstruct.tests.child.CountsInVirtualThreads;
import org.sharedstruct.tests.child.FollowsCommits;
import org.sharedstruct.tests.child.GivesUpWhenInterrupted;
import org.sharedstruct.tests.child.HoldsLock;
import org.sharedstruct.tests.child.KillPoint;
import org.sharedstruct.tests.child.WritesInSession;

/**
 * No wake-up is lost between processes that contend, be they sleeping in the kernel or polling: here they
 * sleep without slices, so that one that is lost hangs its process.
 */
class WakeUpTest {

  private static final long MILLIS = TimeUnit.SECONDS.toMillis(Long.getLong("stress.contendSeconds", 3));

  private static final String GUARD = "org.sharedstruct.guard.";

  @TempDir Path folder;
  @TempDir Path classes;

  private Path path;
  private EndlessSlices endless;

  @BeforeEach
  void create() throws Exception {
    path = folder.resolve("tally");
    SharedTally.create(path).close();
    endless = new EndlessSlices(classes);
  }

  private ProcessBuilder contender(Waiting waiting, Way way, int threads) {
    return endless.use(Children.command(waiting, Contends.class, path, way, threads, MILLIS));
  }

  @Test
  void betweenTwoThatSleep() throws Exception {
    Contenders.run(path, List.of(
        contender(Waiting.KERNEL, Way.PATIENT, 1),
        contender(Waiting.KERNEL, Way.PATIENT, 1)));
  }

  /** A thread that was woken and takes the lock has to wake the next one, though nobody has told it to. */
  @Test
  void amongManyThatSleep() throws Exception {
    Contenders.run(path, List.of(
        contender(Waiting.KERNEL, Way.PATIENT, 2),
        contender(Waiting.KERNEL, Way.PATIENT, 1),
        contender(Waiting.KERNEL, Way.PATIENT, 1),
        contender(Waiting.KERNEL, Way.PATIENT, 1)));
  }

  @Test
  void betweenThoseThatSleepAndThoseThatPoll() throws Exception {
    Contenders.run(path, List.of(
        contender(Waiting.KERNEL, Way.PATIENT, 1),
        contender(Waiting.KERNEL, Way.PATIENT, 1),
        contender(Waiting.POLLING, Way.PATIENT, 1),
        contender(Waiting.POLLING, Way.PATIENT, 1)));
  }

  /** A thread that was woken and gives up owes the wake-up to the next one. */
  @Test
  void pastThoseThatGiveUp() throws Exception {
    Contenders.run(path, List.of(
        contender(Waiting.KERNEL, Way.PATIENT, 1),
        contender(Waiting.KERNEL, Way.IMPATIENT, 2),
        contender(Waiting.KERNEL, Way.IMPATIENT, 2),
        contender(Waiting.POLLING, Way.IMPATIENT, 1)));
  }

  /** Here one is stopped when it was woken, and interrupted; meanwhile another, who found the lock free, holds it. */
  @Test
  void pastOneThatGivesUpWhenItWasWoken() throws Exception {
    Path gatePath = folder.resolve("gate");
    KillPoints points = new KillPoints(classes)
        .add(GUARD + "Mutex", Set.of("sleepOrPark"))
        .add(GUARD + "Updates", Set.of("trimAndFree"));
    ProcessBuilder unlocks = points.stoppingAt(List.of(unlocked(points)), holder());
    ProcessBuilder interrupted = endless.use(points.stoppingAt(List.of(points.point("after Sleepers.sleep")),
        Children.command(Waiting.KERNEL, GivesUpWhenInterrupted.class, path, gatePath)));
    try (SharedTally gate = SharedTally.create(gatePath); ChildJvm first = ChildJvm.start(unlocks)) {
      first.nextLine();
      try (ChildJvm givesUp = ChildJvm.start(interrupted)) {
        KernelSleep.await(givesUp, path, 1);
        try (ChildJvm waits = ChildJvm.start(endless.use(holder()))) {
          KernelSleep.await(waits, path, 1);
          first.goOn();
          givesUp.awaitLine(KillPoint.REACHED);
          try (ChildJvm next = ChildJvm.start(unlocks)) {
            next.nextLine();
            gate.guarded().count(1);
            givesUp.awaitLine("interrupting");
            givesUp.goOn();
            givesUp.awaitLine("interrupted");
            next.goOn();
            next.awaitLine(KillPoint.REACHED);
            assertThat(waits.nextLine()).startsWith("holding");
          }
        }
      }
    }
  }

  /** A thread that is woken before that finds it held, and sleeps again. */
  @Test
  void comesAfterTheLockIsFree() throws Exception {
    KillPoints points = new KillPoints(classes)
        .add(GUARD + "Mutex", Set.of("free"))
        .add(GUARD + "Updates", Set.of("trimAndFree"));
    List<Integer> stops = List.of(points.point("before Hold.leave"), unlocked(points));
    try (ChildJvm unlocks = ChildJvm.start(points.stoppingAt(stops, holder()))) {
      unlocks.nextLine();
      try (ChildJvm sleeps = ChildJvm.start(endless.use(holder()))) {
        KernelSleep.await(sleeps, path, 1);
        unlocks.goOn();
        unlocks.awaitLine(KillPoint.REACHED);
        KernelSleep.await(sleeps, path, 1);
        unlocks.goOn();
        unlocks.awaitLine(KillPoint.REACHED);
        assertThat(sleeps.nextLine()).startsWith("holding");
      }
    }
  }

  /** Where a holder has given the lock back and has not closed the handle yet, which would wake someone too. */
  private static int unlocked(KillPoints points) {
    return points.points().indexOf("after Mutex.free");
  }

  /** It is given back by one who wakes nobody, between the last try and the look at the owner. */
  @Test
  void isNotNeededByOneThatFindsTheLockFree() throws Exception {
    KillPoints points = new KillPoints(classes).add(GUARD + "Mutex", Set.of("sleepOrPark"));
    ProcessBuilder sleeper = endless.use(points.stoppingAt(List.of(points.point("before LockWord.current")), holder()));
    try (ChildJvm polls = ChildJvm.start(Children.command(Waiting.POLLING, HoldsLock.class, path))) {
      polls.nextLine();
      try (ChildJvm sleeps = ChildJvm.start(sleeper)) {
        sleeps.awaitLine(KillPoint.REACHED);
        polls.goOn();
        polls.awaitLine("released");
        sleeps.goOn();
        assertThat(sleeps.nextLine()).startsWith("holding");
      }
    }
  }

  /** One that slept in the kernel would keep the holder from the only carrier. */
  @Test
  void isNotNeededByVirtualThreads() throws Exception {
    ProcessBuilder command = endless.use(Children.command(Waiting.KERNEL, CountsInVirtualThreads.class, path, 100));
    command.command().addAll(1, List.of(
        "-Djdk.virtualThreadScheduler.parallelism=1", "-Djdk.virtualThreadScheduler.maxPoolSize=1"));
    assertThat(ChildJvm.run(command)).containsExactly("counting", "counted");
  }

  private ProcessBuilder holder() {
    return Children.command(Waiting.KERNEL, HoldsLock.class, path);
  }

  @Test
  void toThoseWhoWaitForACommit() throws Exception {
    ProcessBuilder sleeper = endless.use(Children.command(
        Waiting.KERNEL, AwaitsChange.class, path, Sleeper.PLATFORM, TimeUnit.DAYS.toMillis(1)));
    try (ChildJvm one = ChildJvm.start(sleeper); ChildJvm other = ChildJvm.start(sleeper)) {
      one.awaitLine("waiting");
      other.awaitLine("waiting");
      KernelSleep.await(one, path, 1);
      KernelSleep.await(other, path, 1);
      ChildJvm.run(Children.command(Waiting.KERNEL, CommitsOnce.class, path));
      assertThat(one.nextLine()).isEqualTo("changed 7");
      assertThat(other.nextLine()).isEqualTo("changed 7");
    }
  }

  private ProcessBuilder follower(Waiting waiting, long last) {
    return endless.use(Children.command(waiting, FollowsCommits.class, path, last));
  }

  private ChildJvm startSession(Waiting waiting) throws Exception {
    ChildJvm child = ChildJvm.start(endless.use(Children.command(waiting, WritesInSession.class, path)));
    child.awaitLine("writing");
    return child;
  }

  private static void commit(ChildJvm session, long n) throws Exception {
    session.send(n);
    session.awaitLine("wrote " + n);
  }

  /** A commit in a writer session frees no lock, and the writer may do nothing more after it. */
  @Test
  void fromASessionToThoseWhoWaitForACommit() throws Exception {
    try (ChildJvm session = startSession(Waiting.KERNEL);
        ChildJvm one = ChildJvm.start(follower(Waiting.KERNEL, 4));
        ChildJvm other = ChildJvm.start(follower(Waiting.KERNEL, 4))) {
      for (int n = 1; n < 5; n++) {
        KernelSleep.await(one, path, 1);
        KernelSleep.await(other, path, 1);
        commit(session, n);
        one.awaitLine("saw " + n);
        other.awaitLine("saw " + n);
      }
    }
  }

  /** Neither who sleeps for the lock nor who polls keeps it from being woken, and the end of the session wakes both. */
  @Test
  void fromASessionAndFromItsEnd() throws Exception {
    try (ChildJvm session = startSession(Waiting.KERNEL);
        ChildJvm locks = ChildJvm.start(endless.use(holder()));
        ChildJvm polls = ChildJvm.start(follower(Waiting.POLLING, 7));
        ChildJvm sleeps = ChildJvm.start(follower(Waiting.KERNEL, 7))) {
      polls.awaitLine("waiting");
      KernelSleep.await(locks, path, 1);
      KernelSleep.await(sleeps, path, 1);
      commit(session, 7);
      sleeps.awaitLine("saw 7");
      polls.awaitLine("saw 7");
      KernelSleep.await(locks, path, 1);
      session.finish();
      assertThat(locks.nextLine()).startsWith("holding");
    }
  }

  /** It wakes nobody, and says so in the lock: nobody sleeps in the kernel while it holds that. */
  @Test
  void isNotNeededFromASessionWithoutNativeAccess() throws Exception {
    try (ChildJvm session = startSession(Waiting.POLLING);
        ChildJvm sleeps = ChildJvm.start(follower(Waiting.KERNEL, 2));
        ChildJvm polls = ChildJvm.start(follower(Waiting.POLLING, 2))) {
      sleeps.awaitLine("waiting");
      polls.awaitLine("waiting");
      for (int n = 1; n < 3; n++) {
        commit(session, n);
        sleeps.awaitLine("saw " + n);
        polls.awaitLine("saw " + n);
      }
    }
  }

  /** At every moment between the last look at the version and the sleep. */
  @Test
  void fromASessionWhileOthersGoToSleep() throws Exception {
    Path answers = folder.resolve("answers");
    SharedTally.create(answers).close();
    ProcessBuilder asking =
        endless.use(Children.command(Waiting.KERNEL, AsksInSession.class, path, answers, MILLIS));
    try (ChildJvm answering = ChildJvm.start(
            endless.use(Children.command(Waiting.KERNEL, AnswersCommits.class, path, answers)))) {
      answering.awaitLine("waiting");
      assertThat(ChildJvm.run(asking).getFirst()).startsWith("answered ");
      assertThat(answering.finish()).endsWith("ended");
    }
  }
}
