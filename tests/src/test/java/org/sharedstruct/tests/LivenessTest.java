package org.sharedstruct.tests;

import static java.nio.ByteOrder.nativeOrder;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sharedstruct.SharedLock;
import org.sharedstruct.SharedLock.Waiting;
import org.sharedstruct.format.Format;
import org.sharedstruct.tests.child.HoldsLock;
import org.sharedstruct.tests.child.ProbesBytes;
import org.sharedstruct.tests.child.TriesLock;

/** A holder that is dead is recognised, and one that lives is never taken for dead. */
class LivenessTest {

  /** Seconds for which a holder is stopped. */
  private static final long STOP = Long.getLong("stress.stopSeconds", 2);

  /** Milliseconds in which a lock could be stolen many times. */
  private static final long LONG_ENOUGH = 500;

  @TempDir Path folder;

  private Path path;

  @BeforeEach
  void create() throws Exception {
    path = folder.resolve("tally");
    SharedTally.create(path).close();
  }

  /** Who says so of itself. */
  private record Holder(long process, long thread) {

    static Holder of(ChildJvm child) throws Exception {
      String[] words = child.nextLine().split(" ");
      assertThat(words).hasSize(3).startsWith("holding");
      return new Holder(Long.parseLong(words[1]), Long.parseLong(words[2]));
    }

    SharedLock.Holder seen(boolean isAlive) {
      return new SharedLock.Holder(OptionalLong.of(process), "HoldsLock", thread, isAlive);
    }

    /** What {@link TriesLock} says of it. */
    String told(boolean isAlive) {
      return "holder " + seen(isAlive);
    }
  }

  private List<String> tryLock(Waiting waiting) throws Exception {
    return ChildJvm.run(Children.command(waiting, TriesLock.class, path, LONG_ENOUGH));
  }

  private void assertCanBeLocked() throws Exception {
    try (SharedTally shared = SharedTally.open(path)) {
      assertThat(shared.lock().tryLock(Threads.LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
      shared.lock().unlock();
    }
  }

  // who it is

  @Test
  void aFreeLockHasNoHolder() throws Exception {
    assertThat(ChildJvm.run(TriesLock.class, path, 0)).contains("holder none", "locked true");
  }

  @ParameterizedTest
  @EnumSource
  void theHolderIsToldWithProcessAndThread(Waiting waiting) throws Exception {
    try (ChildJvm child = ChildJvm.start(Children.command(waiting, HoldsLock.class, path));
        SharedTally shared = SharedTally.open(path)) {
      Holder holder = Holder.of(child);
      assertThat(holder.process()).isEqualTo(child.pid());
      assertThat(shared.lock().holder()).hasValue(holder.seen(true));
      assertThat(shared.lock().isLocked()).isTrue();
      child.signal("KILL");
      Threads.await("the holder is dead", () -> !shared.lock().holder().orElseThrow().isAlive());
      assertThat(shared.lock().holder()).hasValue(holder.seen(false));
      assertThat(shared.lock().isLocked()).isFalse();
    }
  }

  // who lives

  @ParameterizedTest
  @EnumSource
  void aStoppedHolderLives(Waiting waiting) throws Exception {
    try (ChildJvm child = ChildJvm.start(Children.command(waiting, HoldsLock.class, path));
        SharedTally shared = SharedTally.open(path)) {
      Holder.of(child);
      child.signal("STOP");
      assertThat(shared.lock().tryLock(STOP, TimeUnit.SECONDS)).isFalse();
      assertThat(shared.lock().holder().orElseThrow().isAlive()).isTrue();
      child.signal("CONT");
      child.goOn();
      child.awaitLine("released");
      child.finish();
    }
    assertCanBeLocked();
  }

  /** Its parent, sleep, does not ask for its end. */
  @ParameterizedTest
  @EnumSource
  void aZombieIsDead(Waiting waiting) throws Exception {
    ProcessBuilder holder = Children.command(waiting, HoldsLock.class, path);
    String script = "exec 3<&0; " + Children.quoted(holder) + " <&3 & exec sleep 1000";
    try (ChildJvm parent = ChildJvm.start(new ProcessBuilder("sh", "-c", script))) {
      long process = Holder.of(parent).process();
      new ProcessBuilder("kill", "-KILL", String.valueOf(process)).start().waitFor();
      assertCanBeLocked();
      assertThat(Files.readString(Path.of("/proc/" + process + "/stat"))).contains(") Z ");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aProcessWithTheNumberOfADeadHolderIsAnother(Waiting waiting) throws Exception {
    assumeTrue(Children.mayMakeNamespaces(), "to give process numbers again");
    Path silent = folder.resolve("silent");
    Tool.run("mkfifo", silent);
    String script = """
        exec 3<> '%s'
        %s <&3 &
        holder=$!
        read go
        kill -KILL $holder
        wait $holder
        echo $((holder - 1)) > /proc/sys/kernel/ns_last_pid
        %s
        """.formatted(
            silent,
            Children.quoted(Children.command(waiting, HoldsLock.class, path)),
            Children.quoted(Children.command(waiting, TriesLock.class, path, Threads.LIMIT.toMillis())));
    try (ChildJvm shell = ChildJvm.start(Children.inNamespace(new ProcessBuilder("sh", "-c", script)))) {
      Holder holder = Holder.of(shell);
      shell.goOn();
      shell.awaitLine("process " + holder.process());
      assertThat(shell.nextLine()).isEqualTo(holder.told(false));
      assertThat(shell.nextLine()).isEqualTo("locked true");
      shell.finish();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aHolderInAnotherPidNamespaceLivesUntilItIsKilled(Waiting waiting) throws Exception {
    assumeTrue(Children.mayMakeNamespaces(), "to make namespaces");
    ProcessBuilder command = Children.inNamespace(Children.command(waiting, HoldsLock.class, path));
    try (ChildJvm child = ChildJvm.start(command)) {
      Holder holder = Holder.of(child);
      assertThat(holder.process()).as("its number in its namespace").isEqualTo(1);
      assertThat(tryLock(waiting)).contains(holder.told(true), "locked false");
      List<String> fromAThird = ChildJvm.run(
          Children.inNamespace(Children.command(waiting, TriesLock.class, path, LONG_ENOUGH)));
      assertThat(fromAThird).containsExactly("process 1", holder.told(true), "locked false");
      child.signal("KILL");
      assertCanBeLocked();
    }
  }

  // other channels

  /** POSIX has the holder lose its byte then; that it is its own process is seen by its number and birth. */
  @ParameterizedTest
  @EnumSource
  void aHolderThatClosesAnotherChannelOnOurFilesLivesUntilItIsKilled(Waiting waiting) throws Exception {
    Path lockFile = Children.lockFile(path);
    ProcessBuilder holder = Children.command(waiting, HoldsLock.class, path, path, lockFile);
    try (ChildJvm child = ChildJvm.start(holder)) {
      Holder.of(child);
      assertThat(ChildJvm.run(ProbesBytes.class, lockFile))
          .as("bytes that are still locked").containsExactly(waiting == Waiting.KERNEL ? "1" : "0");
      assertThat(tryLock(Waiting.KERNEL)).contains("locked false");
      assertThat(tryLock(Waiting.POLLING)).contains("locked false");
      child.signal("KILL");
      assertCanBeLocked();
    }
  }

  /** No number means anything there, so that the byte alone counts. */
  @ParameterizedTest
  @EnumSource
  void withNativeAccessItLivesForOtherPidNamespacesToo(Waiting asking) throws Exception {
    assumeTrue(Children.mayMakeNamespaces(), "to make namespaces");
    ProcessBuilder holder =
        Children.command(Waiting.KERNEL, HoldsLock.class, path, path, Children.lockFile(path));
    try (ChildJvm child = ChildJvm.start(holder)) {
      Holder.of(child);
      List<String> answer = ChildJvm.run(
          Children.inNamespace(Children.command(asking, TriesLock.class, path, LONG_ENOUGH)));
      assertThat(answer).contains("locked false");
      child.signal("KILL");
      assertCanBeLocked();
    }
  }

  // what a restart of the machine leaves behind

  /** The owner's number belongs to a process that lives: to this one. */
  @Test
  void aHolderFromBeforeTheMachineWasRestartedIsDead() throws Exception {
    long slot = Format.TABLE + 3 * Format.SLOT_SIZE;
    setWord(Format.LOCK, 7L << Integer.SIZE | 1);
    setWord(slot + Format.SLOT_PARTICIPANT, 1L << 63 | 7);
    setWord(slot + Format.SLOT_PROCESS, ProcessHandle.current().pid());
    setWord(slot + Format.SLOT_BIRTH, 0x1234_5678_9abc_def0L);
    setWord(slot + Format.SLOT_NAME,
        ByteBuffer.wrap("HoldsLoc".getBytes(US_ASCII)).order(nativeOrder()).getLong());
    setWord(slot + Format.SLOT_NAME + Long.BYTES, 'k');
    assertThat(tryLock(Waiting.POLLING))
        .contains(new Holder(ProcessHandle.current().pid(), 1).told(false), "locked true");
  }

  @Test
  void aHolderThatIsInNoSlotIsDeadWhenItsByteIsFree() throws Exception {
    setWord(Format.LOCK, 7L << Integer.SIZE | 1);
    assertThat(tryLock(Waiting.POLLING)).contains(
        "holder thread 1 of an unknown process, which is dead", "locked true");
  }

  private void setWord(long at, long value) throws Exception {
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.WRITE)) {
      file.write(ByteBuffer.allocate(Long.BYTES).order(nativeOrder()).putLong(0, value), at);
    }
  }
}
