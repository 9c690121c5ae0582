package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sharedstruct.format.Format;
import org.sharedstruct.tests.child.AwaitsCommits;
import org.sharedstruct.tests.child.EqualLongs;
import org.sharedstruct.tests.child.JavaCommand;
import org.sharedstruct.tests.child.KillPoint;
import org.sharedstruct.tests.child.PausesInUpdate;
import org.sharedstruct.tests.child.TakesTurns;

/**
 * Many who wait for a lock, and some of them die. Every second process has native access, so that those who
 * sleep in the kernel and those who cannot wake them stand in one line.
 */
class DeadOwnerTest {

  private static final int PROCESSES = 4;
  private static final int THREADS = 4;

  /** Each of these kills needs processes of its own. */
  private static final int TURNS = Math.max(1, KillPoints.KILLS_PER_POINT / 10);

  @TempDir Path folder;
  @TempDir Path classes;

  private final List<ChildJvm> children = new ArrayList<>();

  private Path path;
  private SharedTwelve shared;
  private GuardedTwelve guarded;
  private Path turns;
  private SharedTally counted;

  @BeforeEach
  void create() throws Exception {
    path = folder.resolve("twelve");
    shared = SharedTwelve.create(path, EqualLongs.twelve(1));
    guarded = shared.guarded();
    turns = folder.resolve("turns");
    counted = SharedTally.create(turns);
  }

  @AfterEach
  void close() throws Exception {
    children.forEach(ChildJvm::close);
    shared.remove();
    shared.close();
    counted.remove();
    counted.close();
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).as("files that are left").isEmpty();
    }
  }

  private ChildJvm start(Class<?> program, Object... arguments) throws Exception {
    return start(JavaCommand.of(program, arguments));
  }

  private ChildJvm start(ProcessBuilder command) throws Exception {
    ChildJvm child = ChildJvm.start(JavaCommand.withNativeAccess(children.size() % 2 == 0, command));
    children.add(child);
    return child;
  }

  private ChildJvm startHolder() throws Exception {
    ChildJvm holder = start(PausesInUpdate.class, EqualLongs.Kind.TWELVE, path);
    holder.awaitLine("inside");
    return holder;
  }

  private List<ChildJvm> startWaiters(int processes, int threads) throws Exception {
    List<ChildJvm> waiters = new ArrayList<>();
    for (int i = 0; i < processes; i++) {
      waiters.add(start(TakesTurns.class, path, turns, threads));
    }
    for (ChildJvm waiter : waiters) {
      for (int i = 0; i < threads; i++) {
        waiter.awaitLine("waiting");
      }
    }
    return waiters;
  }

  /** All have had the lock, one after the other, and all have found the same version. */
  private void assertAllTookTurns(List<ChildJvm> waiters, int threads, long version) throws Exception {
    List<String> found = new ArrayList<>();
    for (ChildJvm waiter : waiters) {
      found.addAll(waiter.finish());
    }
    found.removeIf("waiting"::equals);
    assertThat(found).containsExactlyElementsOf(
        Collections.nCopies(waiters.size() * threads, String.valueOf(version)));
    assertThat(counted.raw().count()).isEqualTo(waiters.size() * threads);
    assertThat(guarded.version()).isEqualTo(version);
    assertThat(guarded.snapshot()).isEqualTo(EqualLongs.twelve(1));
    assertThat(shared.lock().holder()).isEmpty();
  }

  @Test
  void ofSixteenWaitersOneRecoversAndAllGetTheLock() throws Exception {
    ChildJvm holder = startHolder();
    List<ChildJvm> waiters = startWaiters(PROCESSES, THREADS);
    long version = guarded.version();
    holder.kill();
    assertAllTookTurns(waiters, THREADS, version + 1);
  }

  @Test
  void whoeverDiesTakingOverIsTakenOverFrom() throws Exception {
    KillPoints points = new KillPoints(classes)
        .add("org.sharedstruct.region.Companion", Set.of("ifDead"))
        .add("org.sharedstruct.guard.Hold", Set.of("replaceDead", "isOpen"))
        .add("org.sharedstruct.guard.Section", Set.of("recover"));
    int killed = 0;
    for (int point = 0; point < points.points().size() * TURNS; point++) {
      killed += killTakingOver(points, point % points.points().size()) ? 1 : 0;
    }
    assertThat(killed).as("kills, at %s", points.points()).isGreaterThanOrEqualTo(10 * TURNS);
  }

  /** Whether somebody who took over came to the point. */
  private boolean killTakingOver(KillPoints points, int point) throws Exception {
    counted.raw().count(0);
    ChildJvm holder = startHolder();
    ProcessBuilder command = points.command(TakesTurns.class, path, turns, 1);
    // who enters asks who is dead, too
    command.command().addAll(1, List.of("-Dkill.point=" + point, "-Dkill.late=true"));
    ChildJvm successor = start(command);
    successor.awaitLine("waiting");
    holder.kill();
    boolean came = successor.comesTo(KillPoint.REACHED);
    long version = guarded.version();
    if (came) {
      List<ChildJvm> waiters = startWaiters(1, 2);
      successor.kill();
      assertAllTookTurns(waiters, 2, version + 1);
    }
    return came;
  }

  @Test
  void waitersWhoDieLeaveNothingBehind() throws Exception {
    long version = guarded.version();
    shared.lock().lock();
    for (ChildJvm waiter : startWaiters(PROCESSES, THREADS)) {
      waiter.kill();
    }
    shared.lock().unlock();
    assertThat(shared.lock().holder()).isEmpty();
    assertThat(guarded.version()).isEqualTo(version);
    assertAllTookTurns(startWaiters(2, 2), 2, version);
  }

  @Test
  void readersWhoDieLeaveNothingBehind() throws Exception {
    byte[] before = words();
    for (int i = 0; i < PROCESSES; i++) {
      start(AwaitsCommits.class, path).awaitLine("waiting");
    }
    ChildJvm survivor = children.removeLast();
    for (ChildJvm reader : children) {
      reader.kill();
    }
    children.add(survivor);
    assertThat(words()).isEqualTo(before);
    guarded.set(EqualLongs.twelve(2));
    survivor.awaitLine(String.valueOf(guarded.version()));
    survivor.finish();
  }

  /** The file from the version on: what readers have to leave alone. */
  private byte[] words() throws Exception {
    byte[] file = Files.readAllBytes(path);
    return Arrays.copyOfRange(file, (int) Format.SEQ, file.length);
  }
}
