package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Who sleeps in the kernel is woken by a program in any language: here all sleep without slices, so that a wake-up
 * that is lost hangs its process.
 */
class LanguagesWakeTest {

  private static final int ROUNDS = 3;
  private static final int STEPS = 2_000;

  @TempDir static Path programs;
  @TempDir Path folder;

  private static Members members;

  private Path path;

  @BeforeAll
  static void make() throws Exception {
    members = Members.withEndlessSlices(programs);
  }

  /** Each language, and each with it. */
  static Stream<Arguments> pairs() {
    return Stream.of(Language.values())
        .flatMap(one -> Stream.of(Language.values()).map(other -> Arguments.of(one, other)));
  }

  /** Here, since its maker would map it under the name that it had before. */
  @BeforeEach
  void create() throws Exception {
    path = folder.resolve("xy");
    SharedXY.create(path).close();
  }

  private ChildJvm start(Language language, String command, int times) throws Exception {
    return members.start(language, path, "struct", 0, command, times);
  }

  private static void tell(ChildJvm member, String what, String answer) throws Exception {
    member.send(what);
    assertThat(member.nextLine()).as("what %s answers", member).isEqualTo(answer);
  }

  /** The writer stays: one that leaves wakes all. */
  @ParameterizedTest
  @MethodSource("pairs")
  void forACommit(Language waits, Language writes) throws Exception {
    try (ChildJvm waiter = start(waits, "obey", 1); ChildJvm writer = start(writes, "obey", 1)) {
      float x = 0;
      for (String way : writes.ways()) {
        for (int round = 0; round < ROUNDS; round++) {
          waiter.send("await");
          KernelSleep.await(waiter, path, 1);
          tell(writer, way, "changed");
          assertThat(waiter.nextLine()).as("%s of %s", way, writes).isEqualTo("saw " + ++x);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void forTheLock(Language waits, Language holds) throws Exception {
    try (ChildJvm waiter = start(waits, "obey", 1); ChildJvm holder = start(holds, "obey", 1)) {
      for (int round = 0; round < ROUNDS; round++) {
        tell(holder, "lock", "locked");
        waiter.send("lock");
        KernelSleep.await(waiter, path, 1);
        tell(holder, "unlock", "unlocked");
        assertThat(waiter.nextLine()).isEqualTo("locked");
        tell(waiter, "unlock", "unlocked");
      }
    }
  }

  /** Each is woken by the one before it, which was woken itself. */
  @Test
  void inALine() throws Exception {
    ChildJvm holder = start(Language.JAVA, "obey", 1);
    List<ChildJvm> all = members.startAll(path, "struct", 0);
    try (holder) {
      for (int round = 0; round < ROUNDS; round++) {
        tell(holder, "lock", "locked");
        for (ChildJvm member : all) {
          member.send("lock");
          KernelSleep.await(member, path, 1);
        }
        tell(holder, "unlock", "unlocked");
        List<ChildJvm> left = new ArrayList<>(all);
        while (!left.isEmpty()) {
          ChildJvm next = anyThatHolds(left);
          assertThat(next.nextLine()).isEqualTo("locked");
          tell(next, "unlock", "unlocked");
          left.remove(next);
        }
      }
    } finally {
      Members.close(all);
    }
  }

  private static ChildJvm anyThatHolds(List<ChildJvm> members) throws InterruptedException {
    Threads.await("one has the lock", () -> members.stream().anyMatch(ChildJvm::hasPrinted));
    return members.stream().filter(ChildJvm::hasPrinted).findAny().orElseThrow();
  }

  @Test
  void whereAllContend() throws Exception {
    List<ChildJvm> all = new ArrayList<>();
    try {
      for (int i = 0; i < 2; i++) {
        for (Language language : Language.values()) {
          all.add(start(language, "add", STEPS));
        }
      }
      for (ChildJvm member : all) {
        member.finish();
      }
      try (SharedXY shared = SharedXY.open(path)) {
        float sum = all.size() * STEPS;
        assertThat(shared.guarded().snapshot()).isEqualTo(new XYRecord(sum, -sum));
      }
    } finally {
      Members.close(all);
    }
  }
}
