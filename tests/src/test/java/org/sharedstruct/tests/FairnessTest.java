package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sharedstruct.SharedLock.Waiting;
import org.sharedstruct.tests.child.Contends;
import org.sharedstruct.tests.child.Contends.Share;

/** Nobody starves among those who take the lock as often as they can; how they fare is printed. */
class FairnessTest {

  private static final long MILLIS = TimeUnit.SECONDS.toMillis(Long.getLong("stress.contendSeconds", 3));
  private static final int CONTENDERS = 4;

  @TempDir Path folder;

  private Path path;

  @BeforeEach
  void create() throws Exception {
    path = folder.resolve("tally");
    SharedTally.create(path).close();
  }

  @ParameterizedTest
  @EnumSource
  void amongProcesses(Waiting waiting) throws Exception {
    ProcessBuilder one = command(waiting, 1);
    report("4 processes, " + waiting, Contenders.run(path, Collections.nCopies(CONTENDERS, one)));
  }

  @ParameterizedTest
  @EnumSource
  void amongThreadsOfOneProcess(Waiting waiting) throws Exception {
    report("4 threads, " + waiting, Contenders.run(path, List.of(command(waiting, CONTENDERS))));
  }

  private ProcessBuilder command(Waiting waiting, int threads) {
    return Children.command(waiting, Contends.class, path, Contends.Way.PATIENT, threads, MILLIS);
  }

  private static void report(String who, List<Share> shares) {
    assertThat(shares).hasSize(CONTENDERS);
    shares.forEach(share -> System.out.println(who + ": " + share));
  }
}
