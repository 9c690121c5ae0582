package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.sharedstruct.SharedMemory.READ_ONLY;
import static org.sharedstruct.SharedMemory.name;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sharedstruct.LockTimeoutException;
import org.sharedstruct.Participant;
import org.sharedstruct.SharedLock.Waiting;
import org.sharedstruct.SharedMemory;
import org.sharedstruct.format.Format;
import org.sharedstruct.tests.child.Attends;
import org.sharedstruct.tests.child.CommitsOnce;
import org.sharedstruct.tests.child.ExitsWithoutASlot;
import org.sharedstruct.tests.child.HoldsLock;
import org.sharedstruct.tests.child.JavaCommand;
import org.sharedstruct.tests.child.LocksBytes;
import org.sharedstruct.tests.child.LosesItsLocks;
import org.sharedstruct.tests.child.RegionWords;

/** Participants can be listed, and a killed process leaves no slot occupied for good. */
class ParticipantsTest {

  private static final long PID = ProcessHandle.current().pid();
  private static final int SLOTS = Format.SLOTS;

  @TempDir Path folder;

  private Path path;

  @BeforeEach
  void create() throws Exception {
    path = folder.resolve("tally");
    SharedTally.create(path).close();
  }

  private static ChildJvm attend(Object... arguments) throws Exception {
    return attend(JavaCommand.of(Attends.class, arguments));
  }

  private static ChildJvm attend(ProcessBuilder command) throws Exception {
    ChildJvm child = ChildJvm.start(command);
    child.awaitLine("attached");
    return child;
  }

  private static void leave(ChildJvm child) throws Exception {
    child.goOn();
    child.awaitLine("left");
    child.finish();
  }

  private List<SharedTally> open(int handles) throws Exception {
    List<SharedTally> open = new ArrayList<>();
    while (open.size() < handles) {
      open.add(SharedTally.open(path));
    }
    return open;
  }

  private static List<Participant> of(long process, SharedMemory shared) {
    return shared.participants().stream()
        .filter(one -> one.process().equals(OptionalLong.of(process))).toList();
  }

  // who is seen

  @Test
  void everyHandleIsListedWithItsProcessNameAndTime() throws Exception {
    Instant before = Instant.now().minusMillis(1);
    SharedTally other = SharedTally.open(path, name("Wächter ✓"));
    try (SharedTally shared = SharedTally.open(path, name("watcher"));
        ChildJvm planner = attend(path, 1, "planner");
        ChildJvm unnamed = attend(path, 1)) {
      assertThat(shared.participants()).isEqualTo(other.participants()).hasSize(4)
          .extracting(Participant::name).containsExactly("Wächter ✓", "watcher", "planner", "Attends");
      assertThat(shared.participants()).extracting(one -> one.process().orElseThrow())
          .containsExactly(PID, PID, planner.pid(), unnamed.pid());
      assertThat(shared.participants()).extracting(Participant::id).doesNotHaveDuplicates();
      assertThat(shared.participants()).allSatisfy(one -> {
        assertThat(one.isAlive()).isTrue();
        assertThat(one.isReadOnly()).isFalse();
        assertThat(one.since().orElseThrow()).isBetween(before, Instant.now());
      });
      assertThat(of(planner.pid(), shared)).singleElement()
          .hasToString("process " + planner.pid() + " (planner)");
      leave(planner);
      assertThat(of(planner.pid(), shared)).isEmpty();
      other.close();
      assertThat(shared.participants()).extracting(Participant::name).containsExactly("watcher", "Attends");
      leave(unnamed);
    }
  }

  @Test
  void aCreatorIsListed() throws Exception {
    Path made = folder.resolve("made");
    try (SharedTally shared = SharedTally.create(made, name("maker"))) {
      assertThat(shared.participants()).extracting(Participant::name).containsExactly("maker");
      try (SharedTally again = SharedTally.openOrCreate(made, name("second"))) {
        assertThat(again.participants()).extracting(Participant::name).containsExactly("maker", "second");
      }
    }
    try (SharedTally temporary = SharedTally.createTemporary(name("passing"))) {
      assertThat(temporary.participants()).extracting(Participant::name).containsExactly("passing");
    }
  }

  @Test
  void whoOnlyReadsIsSeenByItsMapping() throws Exception {
    try (SharedTally shared = SharedTally.open(path);
        ChildJvm reader = attend(path, 2, "READ_ONLY")) {
      assertThat(of(reader.pid(), shared)).singleElement().satisfies(one -> {
        assertThat(one).isEqualTo(new Participant(0, OptionalLong.of(reader.pid()), "Attends",
            Optional.empty(), true, true));
        assertThat(one).hasToString("process " + reader.pid() + " (Attends), which only reads");
      });
      leave(reader);
      assertThat(shared.participants()).hasSize(1);
    }
  }

  @Test
  void aReaderInPythonIsSeenToo() throws Exception {
    Path script = Files.writeString(folder.resolve("reader.py"), """
        import mmap, sys
        with open(sys.argv[1], "rb") as file:
            memory = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        print("attached", flush=True)
        sys.stdin.readline()
        print("left")
        """);
    try (SharedTally shared = SharedTally.open(path);
        ChildJvm reader = attend(new ProcessBuilder("python3", script.toString(), path.toString()))) {
      assertThat(shared.participants().getLast())
          .hasToString("process " + reader.pid() + " (python3), which only reads");
      leave(reader);
      assertThat(shared.participants()).hasSize(1);
    }
  }

  @Test
  void whoOnlyReadsSeesAllToo() throws Exception {
    try (SharedTally reader = SharedTally.open(path, READ_ONLY);
        ChildJvm writer = attend(path, 1, "writer")) {
      assertThat(reader.participants()).extracting(Participant::isReadOnly).containsExactly(false, true);
      assertThat(reader.participants()).extracting(one -> one.process().orElseThrow())
          .containsExactly(writer.pid(), PID);
      writer.kill();
      Threads.await("it is seen to be dead", () -> !reader.participants().getFirst().isAlive());
      assertThat(reader.participants().getFirst())
          .hasToString("process " + writer.pid() + " (writer), which is dead");
    }
  }

  @Test
  void aClosedHandleSeesNobody() throws Exception {
    SharedTally shared = SharedTally.open(path);
    shared.close();
    assertThatThrownBy(shared::participants).isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(path.toString());
  }

  /** The lock file is closed while the many who are in it are looked for: that is no failure of it. */
  @Test
  void aHandleThatIsClosedMeanwhileSaysSo() throws Exception {
    try (ChildJvm many = ChildJvm.start(LocksBytes.class, Children.lockFile(path), 100_000, 100_000)) {
      many.awaitLine("locked");
      for (int i = 0; i < 30; i++) {
        closeWhileThoseWithoutASlotAreLookedFor();
      }
    }
  }

  private void closeWhileThoseWithoutASlotAreLookedFor() throws Exception {
    SharedTally shared = SharedTally.open(path);
    Threads.Running<Void> asking = Threads.start(() -> {
      while (true) {
        shared.participants();
      }
    });
    Threads.await("it looks for them", () -> Arrays.stream(asking.thread().getStackTrace())
        .anyMatch(frame -> frame.getMethodName().equals("lockedBesides")));
    shared.close();
    assertThatThrownBy(asking::finish).cause().isInstanceOf(IllegalStateException.class)
        .hasMessage("Tally in %s is closed", path);
  }

  @ParameterizedTest
  @EnumSource
  void oneOfAnotherPidNamespaceIsSeenToLive(Waiting waiting) throws Exception {
    assumeTrue(Children.mayMakeNamespaces(), "to make namespaces");
    ProcessBuilder command = Children.inNamespace(Children.command(waiting, Attends.class, path, 1, "far"));
    try (SharedTally shared = SharedTally.open(path); ChildJvm child = attend(command)) {
      assertThat(shared.participants().getLast()).hasToString("process 1 (far)");
      child.kill();
      Threads.await("it is seen to be dead", () -> !shared.participants().getLast().isAlive());
    }
  }

  /** The file names those of the original. */
  @Test
  void aCopyHasParticipantsOfItsOwn() throws Exception {
    Path copy = folder.resolve("copy");
    try (SharedTally shared = SharedTally.open(path, name("original"))) {
      Files.copy(path, copy, StandardCopyOption.COPY_ATTRIBUTES);
      try (SharedTally reader = SharedTally.open(copy, READ_ONLY)) {
        assertThat(reader.participants()).extracting(Participant::isReadOnly).containsExactly(true);
      }
      try (SharedTally early = SharedTally.open(copy, READ_ONLY);
          SharedTally own = SharedTally.open(copy, name("copy"))) {
        assertThat(own.participants()).extracting(Participant::name).containsExactly("copy");
        assertThat(early.participants()).extracting(Participant::name).containsExactly("copy");
      }
      assertThat(shared.participants()).extracting(Participant::name).containsExactly("original");
    }
  }

  // names

  @ParameterizedTest
  @ValueSource(strings = {
      "", "123456789012345678901234567890123", "Wächter-Wächter-Wächter-Wächter", "two\nlines", "\0"})
  void aNameThatCannotBeShownOrHasNoRoomIsRefused(String name) {
    assertThatThrownBy(() -> name(name)).isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("name=\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "12345678901234567890123456789012", "Wächter-Wächter-Wächter-Wäch", "😀😀😀😀😀😀😀😀"})
  void aNameThatHasRoomIsKeptAsItIs(String name) throws Exception {
    try (SharedTally shared = SharedTally.open(path, name(name))) {
      assertThat(shared.participants()).extracting(Participant::name).containsExactly(name);
    }
  }

  /** Who may write the file may write anything. */
  @Test
  void aNameInTheFileIsShownOnOneLine() throws Exception {
    try (SharedTally shared = SharedTally.open(path, name("12345678"))) {
      RegionWords.setInt(path, Format.TABLE + Format.SLOT_NAME, 0x0a0d_1b00 | '1');
      assertThat(shared.participants()).singleElement().hasToString("process " + PID + " (1???5678)");
    }
  }

  /** The command line is what it is. */
  @Test
  void aLongNameOfAJarIsCutAtACharacter() throws Exception {
    Path jar = folder.resolve("ein-sehr-langer-Name-mit-Umläuten-und-mehr.jar");
    Path manifest = Files.writeString(folder.resolve("manifest"), "Main-Class: " + Attends.class.getName()
        + "\nClass-Path: " + classPath() + "\n");
    Tool.run(Path.of(System.getProperty("java.home"), "bin", "jar"), "-c", "-f", jar, "-m", manifest);
    List<String> command = new ArrayList<>(JavaCommand.of(Attends.class).command());
    int end = command.indexOf("-classpath");
    command = new ArrayList<>(command.subList(0, end));
    command.addAll(List.of("-jar", jar.toString(), path.toString(), "1"));
    try (SharedTally shared = SharedTally.open(path); ChildJvm child = attend(new ProcessBuilder(command))) {
      assertThat(of(child.pid(), shared)).extracting(Participant::name)
          .containsExactly("ein-sehr-langer-Name-mit-Umläut");
      leave(child);
    }
  }

  /** A line of a manifest has 72 bytes at most, and goes on after a line feed and a space. */
  private static String classPath() {
    String all = Stream.of(System.getProperty("java.class.path").split(":"))
        .map(entry -> Path.of(entry).toUri().toString()).collect(Collectors.joining(" "));
    return all.replaceAll("(.{50})", "$1\n ");
  }

  // slots

  @Test
  void moreThanThereAreSlotsAttachAndAreCounted() throws Exception {
    try (ChildJvm child = attend(path, SLOTS); SharedTally shared = SharedTally.open(path);
        SharedTally another = SharedTally.open(path)) {
      assertThat(of(child.pid(), shared)).hasSize(SLOTS);
      assertThat(shared.participants()).hasSize(SLOTS + 2).allMatch(Participant::isAlive);
      assertThat(shared.participants().getLast()).isEqualTo(new Participant(
          SLOTS + 3, OptionalLong.empty(), "", Optional.empty(), false, true)).hasToString("participant 35");
      shared.guarded().update(tally -> {
        tally.count(1);
        assertThat(another.lock().tryLock()).isFalse();
      });
      assertThat(another.guarded().count()).isEqualTo(1);
      leave(child);
      try (SharedTally late = SharedTally.open(path, name("late"))) {
        assertThat(late.participants()).extracting(Participant::toString)
            .containsExactly("participant 34", "participant 35", "process " + PID + " (late)");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void anOwnerWithoutASlotIsSeenToDieAllTheSame(Waiting waiting) throws Exception {
    List<SharedTally> all = open(SLOTS);
    try (ChildJvm child = ChildJvm.start(Children.command(waiting, HoldsLock.class, path))) {
      assertThat(child.nextLine()).startsWith("holding ");
      SharedTally first = all.getFirst();
      assertThat(first.lock().holder().orElseThrow().toString()).endsWith(" of an unknown process");
      try (SharedTally timed = SharedTally.open(path, SharedMemory.lockTimeout(Duration.ofMillis(50)))) {
        assertThatThrownBy(() -> timed.guarded().count(1)).isInstanceOf(LockTimeoutException.class)
            .hasMessageContaining(" of an unknown process holds it");
      }
      child.kill();
      first.guarded().count(5);
      assertThat(first.participants()).hasSize(SLOTS);
    } finally {
      all.forEach(SharedTally::close);
    }
  }

  @Test
  void theSlotsOfTheDeadAreUsedAgain() throws Exception {
    try (ChildJvm child = attend(path, SLOTS, "killed")) {
      child.kill();
    }
    List<SharedTally> all = open(SLOTS);
    assertThat(all.getFirst().participants()).hasSize(SLOTS)
        .allMatch(one -> of(PID, all.getFirst()).contains(one));
    all.forEach(SharedTally::close);
    assertNoSlotIsTaken();
  }

  /** Until somebody takes the lock, people ask who had it. */
  @Test
  void whoDiedWithTheLockKeepsItsSlotAsLongAsTheLockNamesIt() throws Exception {
    try (ChildJvm child = ChildJvm.start(HoldsLock.class, path)) {
      assertThat(child.nextLine()).startsWith("holding ");
      child.kill();
      List<SharedTally> all = open(SLOTS);
      SharedTally first = all.getFirst();
      assertThat(first.lock().holder().orElseThrow().toString())
          .endsWith(" of process " + child.pid() + " (HoldsLock), which is dead");
      assertThat(first.participants()).hasSize(SLOTS + 1);
      first.guarded().count(1);
      try (SharedTally late = SharedTally.open(path, name("late"))) {
        assertThat(of(child.pid(), late)).isEmpty();
        assertThat(late.participants()).extracting(Participant::name).contains("late");
      }
      all.forEach(SharedTally::close);
    }
    assertNoSlotIsTaken();
  }

  /** POSIX has it lose its byte; it is its process that is found. */
  @ParameterizedTest
  @EnumSource
  void whoHasLostItsByteKeepsItsSlotAndTheLock(Waiting waiting) throws Exception {
    ProcessBuilder command = Children.command(waiting, HoldsLock.class, path, path, Children.lockFile(path));
    try (ChildJvm child = ChildJvm.start(command)) {
      assertThat(child.nextLine()).startsWith("holding ");
      List<SharedTally> all = open(SLOTS + 3);
      assertThat(of(child.pid(), all.getFirst())).singleElement().matches(Participant::isAlive);
      assertThat(all.getFirst().lock().tryLock()).isFalse();
      all.forEach(SharedTally::close);
      child.goOn();
      child.awaitLine("released");
      child.finish();
    }
    assertNoSlotIsTaken();
  }

  /** It has not the lock either, only its process. */
  @Test
  void whoHasLostItsByteKeepsItsSlot() throws Exception {
    Path eight = folder.resolve("eight");
    SharedEight.create(eight).close();
    try (ChildJvm child = ChildJvm.start(Children.command(Waiting.POLLING, LosesItsLocks.class, eight))) {
      child.awaitLine(eight.toString());
      List<SharedEight> all = new ArrayList<>();
      while (all.size() < SLOTS) {
        all.add(SharedEight.open(eight));
      }
      assertThat(of(child.pid(), all.getFirst())).singleElement().matches(Participant::isAlive);
      all.forEach(SharedEight::close);
      child.goOn();
      child.finish();
    }
  }

  /** So it can be when all numbers were used, or the word that counts them is damaged. */
  @Test
  void nobodyGetsAnIdThatASlotHas() throws Exception {
    Path eight = folder.resolve("eight");
    SharedEight.create(eight).close();
    try (SharedEight shared = SharedEight.open(eight);
        ChildJvm child = ChildJvm.start(Children.command(Waiting.POLLING, LosesItsLocks.class, eight))) {
      child.awaitLine(eight.toString());
      RegionWords.setInt(eight, Format.NEXT, (int) of(child.pid(), shared).getFirst().id());
      try (SharedEight another = SharedEight.open(eight)) {
        assertThat(another.participants()).hasSize(3).extracting(Participant::id).doesNotHaveDuplicates();
      }
      child.goOn();
      child.finish();
    }
  }

  @Test
  void whoeverIsKilledBetweenAnyTwoStepsTakesNoSlotAlong() throws Exception {
    KillPoints points = new KillPoints(folder.resolve("classes"))
        .add("org.sharedstruct.guard.ParticipantTable",
            Set.of("claim", "take", "isNeeded", "fill", "release", "replace"))
        .add("org.sharedstruct.region.Membership", Set.of("enlist", "giveBackWord"));
    int killed = 0;
    try (SharedTally shared = SharedTally.open(path, name("survivor"))) {
      for (int point = 0; point < points.points().size(); point++) {
        String label = points.points().get(point);
        if (points.killAt(point, CommitsOnce.class, path)) {
          killed++;
        }
        assertThat(of(PID, shared)).as("killed %s", label).hasSize(1).allMatch(Participant::isAlive);
        assertThat(shared.participants()).as("killed %s", label).filteredOn(Participant::isAlive).hasSize(1);
        shared.guarded().count(point);
      }
      assertThat(killed).as("points where one was killed, of %s", points.points()).isGreaterThan(25);
      List<SharedTally> all = open(SLOTS - 1);
      assertThat(of(PID, shared)).hasSize(SLOTS);
      all.forEach(SharedTally::close);
    }
    assertNoSlotIsTaken();
  }

  private void assertNoSlotIsTaken() throws IOException {
    for (long slot = 0; slot < SLOTS; slot++) {
      assertThat(RegionWords.getLong(path, Format.TABLE + slot * Format.SLOT_SIZE)).as("slot %s", slot).isZero();
    }
  }

  /** Who has locked all bytes that there are hides those without a slot; it does not keep one waiting. */
  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aStrangersLockOnAllBytesIsNoParticipant() throws Exception {
    try (SharedTally shared = SharedTally.open(path, READ_ONLY);
        ChildJvm stranger = ChildJvm.start(LocksBytes.class, Children.lockFile(path), 0, Long.MAX_VALUE)) {
      stranger.awaitLine("locked");
      assertThat(shared.participants()).extracting(Participant::isReadOnly).containsExactly(true);
    }
  }

  /** Nobody who only reads is overlooked: the lists are read in spite of it. */
  @Test
  void anInterruptHidesNobody() throws Exception {
    try (SharedTally shared = SharedTally.open(path);
        ChildJvm reader = attend(path, 1, "READ_ONLY")) {
      Threads.Running<Integer> asking = Threads.start(() -> {
        int interrupted = 0;
        for (int i = 0; i < 1_000; i++) {
          assertThat(shared.participants()).hasSize(2)
              .anyMatch(one -> one.process().equals(OptionalLong.of(reader.pid())));
          interrupted += Thread.interrupted() ? 1 : 0;
        }
        return interrupted;
      });
      while (!asking.isDone()) {
        asking.thread().interrupt();
        LockSupport.parkNanos(100_000);
      }
      assertThat(asking.finish()).as("interrupts that were kept").isPositive();
      leave(reader);
    }
  }

  // leaving with the JVM

  /** It has no second witness, so it does not give its byte back as the others do. */
  @ParameterizedTest
  @EnumSource
  void aHandleWithoutASlotIsUsedByShutdownHooksAndNotTakenForDead(Waiting waiting) throws Exception {
    Path temporary;
    Path own = Files.createDirectory(folder.resolve("own"));
    try (SharedTally shared = SharedTally.createTemporary(new TallyRecord(1, 2), SharedMemory.folder(own))) {
      temporary = shared.path();
      try (ChildJvm child = ChildJvm.start(Children.command(waiting, ExitsWithoutASlot.class, temporary))) {
        child.awaitLine("open");
        child.goOn();
        child.awaitLine("updating");
        Children.awaitLockedBytes(Children.lockFile(temporary), 2); // one of each process
        assertThat(shared.lock().tryLock(1, TimeUnit.SECONDS)).as("taken from a living process").isFalse();
        child.goOn();
        child.finish();
      }
      assertThat(shared.guarded().snapshot()).isEqualTo(new TallyRecord(3, 6));
    }
    assertThat(own).isEmptyDirectory();
  }
}
