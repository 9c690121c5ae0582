package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.Spliterator;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sharedstruct.SharedLock.Waiting;
import org.sharedstruct.tests.child.AwaitsChange.Sleeper;
import org.sharedstruct.tests.child.Increments;
import org.sharedstruct.tests.child.KillPoint;
import org.sharedstruct.tests.child.ShowsChanges;

/**
 * A stream of changes shows what is there and what it becomes; {@link AwaitTest} has how it is
 * interrupted.
 */
class ChangesTest {

  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration MOMENT = Duration.ofMillis(100);

  @TempDir Path folder;
  @TempDir Path classes;

  private Path path;
  private SharedTally shared;
  private GuardedTally tally;

  @BeforeEach
  void create() throws Exception {
    path = folder.resolve("tally");
    shared = SharedTally.create(path);
    tally = shared.guarded();
  }

  @AfterEach
  void close() {
    shared.close();
  }

  private static TallyRecord counted(long count) {
    return new TallyRecord(count, 2 * count);
  }

  // what it shows

  @ParameterizedTest
  @CsvSource({"PLATFORM, KERNEL, KERNEL", "PLATFORM, KERNEL, POLLING", "PLATFORM, POLLING, KERNEL",
      "VIRTUAL, KERNEL, KERNEL", "READER, KERNEL, POLLING"})
  void areThoseOfAnotherProcessUpToTheLast(Sleeper sleeper, Waiting reading, Waiting writing)
      throws Exception {
    long times = 100_000;
    try (ChildJvm writer = ChildJvm.start(
            Children.command(writing, Increments.class, Increments.Way.UPDATE, path, times));
        ChildJvm reader = ChildJvm.start(
            Children.command(reading, ShowsChanges.class, path, sleeper, 3_000))) {
      writer.awaitLine("ready");
      reader.awaitLine(counted(0).toString());
      writer.goOn();
      writer.finish();
      List<String> seen = reader.finish();
      List<Long> counts = seen.stream()
          .map(line -> Long.parseLong(line.replaceAll("\\D+(\\d+),.*", "$1"))).toList();
      assertThat(seen).isEqualTo(counts.stream().map(count -> counted(count).toString()).toList());
      assertThat(counts).isSorted().doesNotHaveDuplicates().startsWith(0L).endsWith(times);
    }
  }

  @ParameterizedTest
  @CsvSource({"look, before ViewGuard.version", "look, after ViewGuard.version",
      "look, before GuardedView.read", "look, after GuardedView.read",
      "awaitAnother, before ViewGuard.awaitChange"})
  void areNotMissedWhereTheLastCommitComesBetweenTwoSteps(String method, String step)
      throws Exception {
    KillPoints points =
        new KillPoints(classes).add("org.sharedstruct.support.Changes", Set.of(method));
    ProcessBuilder command = points.stoppingAt(List.of(points.point(step)), Children.command(
        Waiting.KERNEL, ShowsChanges.class, path, Sleeper.PLATFORM, DAY.toMillis()));
    try (ChildJvm child = ChildJvm.start(command)) {
      child.awaitLine(KillPoint.REACHED);
      tally.set(counted(7));
      child.goOn();
      child.awaitLine(counted(7).toString());
    }
  }

  /** Each commit is the last one until it was seen: none is to come only when the time is over. */
  @Test
  void neverMissTheLastCommit() throws Exception {
    long end = 50_000;
    AtomicLong seen = new AtomicLong(-1);
    Threads.Running<Long> reader = Threads.start(() -> {
      try (SharedTally own = SharedTally.open(path)) {
        return own.guarded().changes(DAY).takeWhile(now -> now.count() < end)
            .peek(now -> seen.set(now.count())).count();
      }
    });
    for (long count = 1; count <= end; count++) {
      while (seen.get() != count - 1 && !reader.isDone()) {
        Thread.onSpinWait();
      }
      tally.count(count);
    }
    assertThat(reader.finish()).isEqualTo(end);
  }

  @Test
  void areNoCommitsThatLeaveItEqual() throws Exception {
    long before = tally.version();
    Duration longerThanAnyPause = Duration.ofSeconds(2); // of those who commit
    try (Busy busy = Busy.with(() -> tally.set(counted(0)))) {
      busy.awaitMore();
      assertThat(Threads.run(() -> tally.changes(longerThanAnyPause).toList()))
          .containsExactly(counted(0));
      busy.awaitMore();
    }
    assertThat(tally.version()).isGreaterThan(before + 200);
  }

  @Test
  void areNoUpdatesThatWereUndone() throws Exception {
    Iterator<TallyRecord> changes = tally.changes(MOMENT).iterator();
    changes.next();
    assertThat(catchThrowable(() -> tally.update(raw -> {
      raw.count(1);
      throw new IllegalArgumentException();
    }))).isInstanceOf(IllegalArgumentException.class);
    assertThat(changes.hasNext()).isFalse();
  }

  /** Of floats, too: {@code NaN == NaN} does not hold, but it is the same value. */
  @Test
  void areComparedAsRecordsAre() throws Exception {
    try (SharedXY xy = SharedXY.create(folder.resolve("xy"), new XYRecord(Float.NaN, 0f))) {
      Iterator<XYRecord> changes = xy.guarded().changes(MOMENT).iterator();
      assertThat(changes.next()).isEqualTo(new XYRecord(Float.NaN, 0f));
      xy.guarded().x(Float.NaN);
      assertThat(changes.hasNext()).isFalse();
    }
  }

  @Test
  void ofAnElementAreItsOwn() throws Exception {
    try (SharedTally.Array array = SharedTally.Array.create(folder.resolve("array"), 4)) {
      GuardedTally.Array tallies = array.guarded();
      try (Busy busy = Busy.with(() -> tallies.count(2, tallies.count(2) + 1))) {
        busy.awaitMore();
        assertThat(Threads.run(() -> tallies.changes(3, MOMENT).toList()))
            .containsExactly(counted(0));
        Iterator<TallyRecord> ofSlice = tallies.slice(2, 2).changes(1, Threads.LIMIT).iterator();
        assertThat(ofSlice.next()).isEqualTo(counted(0));
        tallies.set(3, counted(5));
        assertThat(ofSlice.next()).isEqualTo(counted(5));
        assertThat(tallies.changes(2, Threads.LIMIT).limit(20)).doesNotHaveDuplicates().hasSize(20);
      }
      assertThatThrownBy(() -> tallies.changes(4, DAY))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  // when it looks

  @Test
  void areLookedForWhenTheyAreAskedFor() throws Exception {
    Stream<TallyRecord> stream = tally.changes(DAY);
    tally.set(counted(1));
    Iterator<TallyRecord> changes = stream.iterator();
    tally.set(counted(2));
    assertThat(changes.next()).isEqualTo(counted(2));
    tally.set(counted(3));
    tally.set(counted(4));
    assertThat(changes.next()).isEqualTo(counted(4));
  }

  /** None of these waits for what it does not need, which would take a day. */
  @Test
  void areNotWaitedForInVain() throws Exception {
    assertThat(tally.changes(DAY).findFirst()).contains(counted(0));
    assertThat(tally.changes(DAY).limit(1)).containsExactly(counted(0));
    List<TallyRecord> seen = new ArrayList<>();
    tally.changes(DAY).peek(now -> tally.set(counted(now.count() + 1)))
        .takeWhile(now -> now.count() < 3).forEach(seen::add);
    assertThat(seen).containsExactly(counted(0), counted(1), counted(2));
    assertThat(Stream.of(1).flatMap(one -> tally.changes(DAY)).limit(1))
        .containsExactly(counted(4));
  }

  @Test
  void areInOrderAndSequential() {
    try (Stream<TallyRecord> stream = tally.changes(Duration.ZERO)) {
      assertThat(stream.isParallel()).isFalse();
      Spliterator<TallyRecord> source = stream.spliterator();
      assertThat(source.hasCharacteristics(Spliterator.ORDERED | Spliterator.NONNULL)).isTrue();
      assertThat(source.hasCharacteristics(Spliterator.SIZED)).isFalse();
      assertThat(source.trySplit()).isNull();
    }
    assertThat(tally.changes(Duration.ZERO).parallel()).containsExactly(counted(0));
  }

  // how it ends

  @Test
  void endWhenNothingChangesAndNotBefore() throws Exception {
    for (long millis : new long[] {-1, 0, 1, 60, 120}) {
      Duration idle = Duration.ofMillis(millis);
      long begin = System.nanoTime();
      assertThat(tally.changes(idle)).containsExactly(counted(0));
      assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(idle.toNanos());
    }
  }

  /**
   * The last look comes after the time, so a change in it is not passed over; and the end is the
   * end.
   */
  @Test
  void goOnWithAChangeThatCameWhileNobodyLooked() throws Exception {
    Iterator<TallyRecord> changes = tally.changes(Duration.ZERO).iterator();
    changes.next();
    tally.set(counted(1));
    assertThat(changes.next()).isEqualTo(counted(1));
    assertThat(changes.hasNext()).isFalse();
    tally.set(counted(2));
    assertThat(changes.hasNext()).isFalse();
  }

  @Test
  void endWhenTheThreadIsInterruptedThoughThereIsMore() throws Exception {
    List<TallyRecord> seen = new ArrayList<>();
    try (Busy busy = Busy.with(() -> tally.count(tally.count() + 1))) {
      busy.awaitMore();
      boolean interrupted = Threads.run(() -> {
        tally.changes(DAY).forEach(now -> {
          seen.add(now);
          if (seen.size() == 3) {
            Thread.currentThread().interrupt();
          }
        });
        return Thread.currentThread().isInterrupted();
      });
      assertThat(interrupted).isTrue();
    }
    assertThat(seen).hasSize(3);
  }

  @Test
  void endWhenTheStreamIsClosedThoughThereIsMore() throws Exception {
    Stream<TallyRecord> stream = tally.changes(DAY);
    try (Busy busy = Busy.with(() -> tally.count(tally.count() + 1))) {
      Iterator<TallyRecord> changes = stream.iterator();
      changes.next();
      stream.close();
      busy.awaitMore();
      assertThat(changes.hasNext()).isFalse();
    }
  }

  @Test
  void areRefusedToTheHolderOfTheLockButForWhatIsThere() throws Exception {
    shared.lock().lock();
    try {
      Iterator<TallyRecord> changes = tally.changes(DAY).iterator();
      assertThat(changes.next()).isEqualTo(counted(0));
      assertThatThrownBy(changes::hasNext)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("the holder of the lock of Tally in " + path + " cannot wait for a commit");
    } finally {
      shared.lock().unlock();
    }
  }

  @Test
  void endWithAnExceptionWhenTheHandleIsClosed() throws Exception {
    Threads.Running<Long> reader = Threads.start(() -> tally.changes(DAY).count());
    reader.awaitWaiting();
    shared.close();
    assertThatThrownBy(reader::finish).hasStackTraceContaining("Tally in " + path + " is closed");
  }
}
