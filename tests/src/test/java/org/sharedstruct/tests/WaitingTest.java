package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sharedstruct.SharedLock.Waiting;
import org.sharedstruct.tests.child.ClosesUnderSleepers;
import org.sharedstruct.tests.child.CountsInVirtualThreads;
import org.sharedstruct.tests.child.InterruptsSleepers;
import org.sharedstruct.tests.child.JavaCommand;
import org.sharedstruct.tests.child.ReportsWaiting;

/** How a process waits: in the kernel where the user grants that, else by looking again and again. */
class WaitingTest {

  @TempDir Path folder;

  private Path path;

  @BeforeEach
  void create() throws Exception {
    path = folder.resolve("tally");
    SharedTally.create(path).close();
  }

  // how

  @Test
  void isPollingWithoutNativeAccessAndWithoutAWarning() throws Exception {
    assertThat(report()).containsExactly("POLLING");
  }

  @Test
  void isPollingWhereNativeAccessIsDenied() throws Exception {
    assertThat(report("--illegal-native-access=deny")).containsExactly("POLLING");
  }

  @Test
  void isInTheKernelWhereNativeAccessIsGranted() throws Exception {
    assertThat(report("--enable-native-access=ALL-UNNAMED")).containsExactly("KERNEL");
  }

  /** All that is printed, to the standard output and error. */
  private List<String> report(String... flags) throws Exception {
    ProcessBuilder command = JavaCommand.of(ReportsWaiting.class, path);
    command.command().addAll(1, List.of(flags));
    return ChildJvm.run(command.redirectErrorStream(true));
  }

  // who

  @ParameterizedTest
  @EnumSource
  void isForTenThousandVirtualThreadsBesideAnotherProcess(Waiting waiting) throws Exception {
    long threads = 10_000;
    try (SharedTally shared = SharedTally.open(path);
        ChildJvm child =
            ChildJvm.start(Children.command(waiting, CountsInVirtualThreads.class, path, threads))) {
      child.awaitLine("counting");
      long mine = 0;
      while (shared.guarded().count() < mine + threads) {
        shared.guarded().update(tally -> tally.count(tally.count() + 1).twice(tally.twice() + 2));
        mine++;
        Thread.sleep(1);
      }
      child.awaitLine("counted");
      child.finish();
      assertThat(shared.guarded().snapshot()).isEqualTo(new TallyRecord(threads + mine, 2 * (threads + mine)));
    }
  }

  // how it ends

  @ParameterizedTest
  @EnumSource
  void endsWithAnExceptionWhenTheHandleIsClosed(Waiting waiting) throws Exception {
    try (ChildJvm child = ChildJvm.start(Children.command(waiting, ClosesUnderSleepers.class, path))) {
      if (waiting == Waiting.KERNEL) {
        KernelSleep.await(child, path, 2);
      } else {
        try (SharedTally shared = SharedTally.open(path)) {
          Threads.await("the lock is held", shared.lock()::isLocked);
        }
      }
      child.goOn();
      String closed = "Tally in " + path + " is closed";
      assertThat(child.nextLine()).isEqualTo(closed);
      assertThat(child.nextLine()).isEqualTo(closed);
      child.finish();
    }
  }

  @ParameterizedTest
  @EnumSource
  void endsWithAnInterruptWhereItMay(Waiting waiting) throws Exception {
    try (ChildJvm child = ChildJvm.start(Children.command(waiting, InterruptsSleepers.class, path))) {
      if (waiting == Waiting.KERNEL) {
        KernelSleep.await(child, path, 3);
      }
      child.goOn();
      assertThat(child.nextLine()).isEqualTo("interrupted false");
      assertThat(child.nextLine()).isEqualTo("interrupted false");
      child.goOn();
      assertThat(child.nextLine()).as("of the one who may not be interrupted").isEqualTo("locked true");
      child.finish();
    }
  }
}
