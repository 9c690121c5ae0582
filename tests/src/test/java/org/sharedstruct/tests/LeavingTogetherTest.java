package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.sharedstruct.SharedLock.Waiting;
import org.sharedstruct.SharedMemory;
import org.sharedstruct.tests.child.ExitsSlowly;
import org.sharedstruct.tests.child.KillPoint;
import org.sharedstruct.tests.child.LeavesOnTime;
import org.sharedstruct.tests.child.OpensAndWaits;
import org.sharedstruct.tests.child.ProbesBytes;

/** Several that leave a temporary region at the same moment: one of them removes it. */
class LeavingTogetherTest {

  /** For the rounds of one test. */
  private static final Duration TIME = Duration.ofMillis(Integer.getInteger("leaving.millis", 1_500));

  /** After a time is told, until it is there. */
  private static final long AHEAD_NANOS = 300_000;

  private static final String COMPANION = "org.sharedstruct.region.Companion";

  private static final Pattern TRIFLES =
      Pattern.compile(" (System|Duration|AtomicReference|Boolean|Optional|Map|Long)\\.");

  @TempDir Path folder;
  @TempDir Path classes;

  @ParameterizedTest
  @CsvSource({"POLLING, POLLING", "KERNEL, KERNEL", "KERNEL, POLLING"})
  void twoProcessesThatCloseLeaveNothing(Waiting one, Waiting other) throws Exception {
    assertThat(rounds(one, "close", other, "close")).doesNotContain("true");
  }

  @ParameterizedTest
  @CsvSource({"POLLING, POLLING", "KERNEL, KERNEL", "KERNEL, POLLING"})
  void oneRemovesWhileTheOtherCloses(Waiting one, Waiting other) throws Exception {
    assertThat(rounds(one, "remove", other, "close")).containsOnly("true false");
  }

  @ParameterizedTest
  @CsvSource({"POLLING, POLLING", "KERNEL, KERNEL", "KERNEL, POLLING"})
  void oneOfTwoThatRemoveHasRemoved(Waiting one, Waiting other) throws Exception {
    assertThat(rounds(one, "remove", other, "remove")).isSubsetOf("true false", "false true");
  }

  /** What both said, each time. */
  private Set<String> rounds(Waiting one, String oneDoes, Waiting other, String otherDoes) throws Exception {
    Set<String> said = new HashSet<>();
    try (ChildJvm first = ChildJvm.start(Children.command(one, LeavesOnTime.class, oneDoes));
        ChildJvm second = ChildJvm.start(Children.command(other, LeavesOnTime.class, otherDoes))) {
      long start = System.nanoTime();
      for (int round = 0; System.nanoTime() - start < TIME.toNanos(); round++) {
        open(first, second);
        long time = System.nanoTime() + AHEAD_NANOS;
        first.send(time);
        second.send(time);
        said.add(first.nextLine() + " " + second.nextLine());
        assertThat(folder.toFile().list()).as("left in round %d", round).isEmpty();
      }
      first.finish();
      second.finish();
    }
    return said;
  }

  private void open(ChildJvm first, ChildJvm second) throws Exception {
    try (SharedEight shared = SharedEight.createTemporary(SharedMemory.folder(folder))) {
      first.send(shared.path());
      second.send(shared.path());
      assertThat(List.of(first.nextLine(), second.nextLine())).containsExactly("open", "open");
    }
  }

  @ParameterizedTest
  @EnumSource
  void twoCopiesOfTheLibraryInOneProcessLeaveNothing(Waiting waiting) throws Exception {
    assertThat(ChildJvm.run(Children.command(waiting, ClosesCopies.class, folder, TIME.toMillis())))
        .containsExactly("end");
  }

  @Test
  void oneThreadRemovesWhileAnotherOneCloses() throws Exception {
    long start = System.nanoTime();
    while (System.nanoTime() - start < TIME.toNanos()) {
      SharedEight closed = SharedEight.createTemporary(SharedMemory.folder(folder));
      try (SharedEight removed = SharedEight.open(closed.path())) {
        CyclicBarrier barrier = new CyclicBarrier(2);
        Threads.Running<Boolean> removal = Threads.start(() -> {
          barrier.await();
          return removed.remove();
        });
        barrier.await();
        closed.close();
        assertThat(removal.finish()).as("removed by the one that called it").isTrue();
        assertThat(removed.remove()).as("removed again").isFalse();
      }
      assertThat(folder).isEmptyDirectory();
    }
  }

  /** It is stopped at each step in turn, and goes on when the other one has come to an end or has to wait. */
  @ParameterizedTest
  @EnumSource
  void nothingIsLeftWhereverOneStopsWhileTheOtherCloses(Waiting waiting) throws Exception {
    KillPoints points = new KillPoints(classes)
        .add(COMPANION, Set.of("leave", "ifDeserted", "behindGate", "ifFree", "isHeldInThisJvm"));
    int stopped = 0;
    for (int point : steps(points)) {
      SharedEight ours = SharedEight.createTemporary(SharedMemory.folder(folder));
      ProcessBuilder command = points.stoppingAt(
          List.of(point), Children.command(waiting, OpensAndWaits.class, ours.path()));
      try (ChildJvm child = ChildJvm.start(command)) {
        child.awaitLine("attached to 0");
        child.goOn();
        if (child.comesTo(KillPoint.REACHED)) {
          stopped++;
          Threads.Running<Boolean> closing = Threads.start(() -> {
            ours.close();
            return true;
          });
          closing.awaitWaiting();
          child.goOn();
          closing.finish();
        }
        child.finish();
      }
      ours.close();
      assertThat(folder.toFile().list()).as("left when one was stopped %s", points.points().get(point)).isEmpty();
    }
    assertThat(stopped).as("points where one was stopped, of %s", points.points()).isGreaterThan(5);
  }

  /** What is after one call is before the next one; calls that touch no file make no difference. */
  private static List<Integer> steps(KillPoints points) {
    return IntStream.range(0, points.points().size())
        .filter(point -> points.points().get(point).startsWith("before "))
        .filter(point -> !TRIFLES.matcher(points.points().get(point)).find())
        .boxed().toList();
  }

  /** The memory is there for shutdown hooks until the process has ended, but it is in it no more. */
  @ParameterizedTest
  @EnumSource
  void oneThatClosesWhileAnotherOneExitsLeavesNothing(Waiting waiting) throws Exception {
    SharedEight ours = SharedEight.createTemporary(SharedMemory.folder(folder));
    try (ChildJvm child = ChildJvm.start(Children.command(waiting, ExitsSlowly.class, ours.path()))) {
      child.awaitLine("open");
      child.goOn();
      child.awaitLine("exiting");
      awaitLockedBytes(ours.path(), 1);
      ours.close();
      assertThat(folder).isEmptyDirectory();
      child.goOn();
      child.finish();
    }
  }

  private static void awaitLockedBytes(Path path, int expected) throws Exception {
    String locked = "";
    for (int i = 0; i < 60 && !locked.equals(String.valueOf(expected)); i++) {
      locked = ChildJvm.run(ProbesBytes.class, Children.lockFile(path)).getFirst();
    }
    assertThat(locked).as("locked bytes").isEqualTo(String.valueOf(expected));
  }
}
