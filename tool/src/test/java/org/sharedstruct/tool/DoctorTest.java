package org.sharedstruct.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sharedstruct.format.Format;

/** {@code doctor}: each fault is made, found, and repaired if that is safe. */
class DoctorTest {

  private static final String WELL = "1 region, nothing wrong\n";

  @TempDir Path folder;

  private Path pair() throws Exception {
    Path path = folder.resolve("pair");
    SharedPair.create(path, new PairRecord(1, 2)).close();
    return path;
  }

  private Path pairs() throws Exception {
    Path path = folder.resolve("pairs");
    SharedPair.Array.create(path, List.of(new PairRecord(1, 1), new PairRecord(2, 2))).close();
    return path;
  }

  /** All files with their bytes and permissions. */
  private Map<String, String> files() throws Exception {
    Map<String, String> files = new TreeMap<>();
    try (var all = Files.walk(folder)) {
      for (Path file : all.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)).toList()) {
        files.put(folder.relativize(file).toString(), Files.getPosixFilePermissions(file)
            + HexFormat.of().formatHex(Files.readAllBytes(file)));
      }
    }
    return files;
  }

  /** What it says of some places, where something is wrong, in one line; it has changed nothing. */
  private String found(Object... places) throws Exception {
    Map<String, String> before = files();
    Run run = doctor(places);
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).as("exit status of %s", run).isEqualTo(1);
    assertThat(files()).as("what was only looked at").isEqualTo(before);
    return words(run);
  }

  private static Run doctor(Object... arguments) throws Exception {
    Object[] all = new Object[arguments.length + 1];
    all[0] = "doctor";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return Run.of(all);
  }

  private static String words(Run run) {
    return run.out().replaceAll("\\s+", " ");
  }

  private static void assertWell(Object... places) throws Exception {
    assertThat(doctor(places).output()).isEqualTo(WELL);
  }

  /** Repairs all of it, and says what it did. */
  private static String repaired(Path place) throws Exception {
    String said = words(Run.of("doctor", "--repair", place), 0);
    assertWell(place);
    return said;
  }

  private static String words(Run run, int status) {
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).as("exit status of %s", run).isEqualTo(status);
    return words(run);
  }

  private static void assertPair(Path path, long one, long other) throws Exception {
    assertThat(Run.of("get", "-o", "csv", path).output()).isEqualTo("one,other\n" + one + "," + other + "\n");
  }

  private static void write(Path file, long at, int word) throws Exception {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.allocate(4).order(ByteOrder.nativeOrder()).putInt(word).flip(), at);
    }
  }

  private Path lockFile() throws Exception {
    try (var files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".lock")).findAny().orElseThrow();
    }
  }

  @Test
  void itIsQuietWhereAllIsWell() throws Exception {
    assertThat(doctor(folder).output()).isEqualTo("0 regions, nothing wrong\n");
    Path pair = pair();
    pairs();
    Files.writeString(folder.resolve("text"), "no region");
    try (Child busy = Child.start("pairs", pair)) {
      assertThat(doctor(folder).output()).isEqualTo("2 regions, nothing wrong\n");
      assertThat(doctor("--repair", folder).output()).isEqualTo("2 regions, nothing wrong\n");
      busy.finish();
    }
    assertThat(doctor("-o", "json", pair).output()).isEqualTo("""
        {
          "findings" : [ ],
          "regions" : 1,
          "wrong" : 0,
          "repaired" : 0,
          "unread" : 0
        }
        """);
  }

  @Test
  void theLockOfADeadOwnerIsTakenAndWhatItBeganIsUndone() throws Exception {
    Path path = pair();
    try (Child holder = Child.start("half", path)) {
      holder.kill();
    }
    assertThat(found(path)).contains("of process ", " (Holder) died while it held the lock, in the midst of a commit.",
        "Readers get the last commit.", "fix Wait for that program, or let --repair take the lock now", "1 region, 1 thing is wrong");
    assertThat(doctor("-o", "json", path).out()).contains("\"kind\" : \"dead-owner\"", "\"struct\" : \"Pair\"",
        "\"wrong\" : 1");
    assertThat(repaired(path)).contains("repaired Thread ",
        "done Took the lock and gave it back: the half-done commit is undone.",
        "1 region, 1 thing repaired, nothing wrong");
    assertPair(path, 1, 2);
    assertThat(Run.of("show", path).output()).contains("lock      free").doesNotContain("being written");
  }

  @Test
  void aCommitThatNobodyIsAtIsUndone() throws Exception {
    Path path = pair();
    try (Child holder = Child.start("half", path)) {
      holder.kill();
    }
    write(path, Format.LOCK, 0);
    write(path, Format.LOCK + Integer.BYTES, 0);
    assertThat(found(path)).contains("A commit is half done, and nobody holds the lock.", "Readers get the last commit.");
    assertThat(repaired(path)).contains("done Took the lock and gave it back: the half-done commit is undone.");
    assertPair(path, 1, 2);
    assertThat(Run.of("show", path).output()).doesNotContain("being written");
  }

  @Test
  void theLockOfADeadOwnerThatWroteNothingIsTaken() throws Exception {
    Path path = pair();
    try (Child holder = Child.start("holding", path)) {
      holder.kill();
    }
    assertThat(found(path)).contains(" (Holder) died while it held the lock.", "1 thing is wrong");
    assertThat(repaired(path)).contains("done Took the lock and gave it back.");
    assertPair(path, 1, 2);
  }

  @Test
  void placesOfTheDeadAreFreed() throws Exception {
    Path path = pair();
    try (Child one = Child.start("attached", path); Child other = Child.start("attached", path);
        Child alive = Child.start("attached", path)) {
      one.kill();
      other.kill();
      assertThat(found(path)).contains("2 participants are dead: process ", one.pid() + " (Guest)",
          other.pid() + " (Guest)", "1 thing is wrong");
      assertThat(repaired(path)).contains("done Freed the places of the dead.");
      assertThat(Run.of("show", path).words()).anySatisfy(row ->
          assertThat(row).startsWith(String.valueOf(alive.pid()), "Guest").endsWith("alive"))
          .noneSatisfy(row -> assertThat(row).endsWith("dead"));
      alive.finish();
    }
    assertPair(path, 1, 2);
  }

  @Test
  void aHalfWrittenArrayIsLeftToAProgramThatKnowsTheValues() throws Exception {
    Path path = pairs();
    try (Child holder = Child.start("halfArray", path)) {
      holder.kill();
    }
    assertThat(found(path)).contains("died while it held the lock", "Several elements are half written",
        "must call repair(…) of the guarded array", "2 things are wrong");
    assertThat(words(Run.of("doctor", "--repair", path), 1))
        .contains("repaired Thread", "wrong Several elements are half written",
            "1 region, 1 thing repaired, 1 thing is wrong");
    try (SharedPair.Array shared = SharedPair.Array.open(path)) {
      shared.guarded().repair(pairs -> {
        pairs.get(0).one(5);
        pairs.get(1).one(6);
      });
    }
    assertWell(path);
  }

  @Test
  void anIndexThatIsNoElementsIsDamage() throws Exception {
    Path path = pairs();
    try (Child holder = Child.start("halfArray", path)) {
      holder.kill();
    }
    write(path, Format.INDEX, 7);
    String sentence = "The index at byte " + Format.INDEX + " is 7, and there are 2 elements.";
    assertThat(found(path)).contains(sentence);
    assertThat(words(Run.of("doctor", "--repair", path), 1)).contains(sentence, "refused");
  }

  @Test
  void aCopyBecomesARegionOfItsOwn() throws Exception {
    Path path = pair();
    Path copy = folder.resolve("copy");
    try (Child holder = Child.start("half", path)) {
      Files.copy(path, copy);
      assertThat(found(copy)).contains("It is not where it was made: it was copied", "1 thing is wrong");
      assertThat(repaired(copy)).contains("done Made it a region of its own, with a new lock file.");
      assertPair(copy, 1, 2);
      assertThat(Run.of("show", path).output()).contains("held by").contains("being written");
      holder.kill();
    }
  }

  @Test
  void aRegionWithoutItsLockFileGetsANewOne() throws Exception {
    Path path = pair();
    Files.delete(lockFile());
    assertThat(found(path)).contains("Its lock file is gone: it was moved from another folder, or somebody removed");
    assertThat(repaired(path)).contains("done Gave it a new lock file.");
    assertThat(lockFile()).exists();
    assertPair(path, 1, 2);
  }

  @Test
  void aRegionThatWasRenamedIsWell() throws Exception {
    Path other = folder.resolve("other");
    Files.move(pair(), other);
    assertWell(other);
  }

  @Test
  void aRegionThatWasMovedWhileItIsUsedIsNotRepaired() throws Exception {
    Path path = pair();
    Path other = Files.createDirectory(folder.resolve("elsewhere")).resolve("pair");
    try (Child user = Child.start("attached", path)) {
      Files.move(path, other);
      String sentence = "while others use it: process " + user.pid() + " (Guest).";
      assertThat(found(other)).contains("Its lock file is gone", sentence);
      assertThat(words(Run.of("doctor", "--repair", other), 1)).contains(sentence).doesNotContain("repaired");
      assertThat(words(Run.of("doctor", "--repair", folder), 1))
          .as("the lock file that tells that its user lives").contains("refused", "stays: it is of use");
      assertThat(lockFile()).exists();
      Files.move(other, path);
      assertWell(path);
      user.finish();
    }
  }

  @Test
  void whatIsLeftIsRemoved() throws Exception {
    Path path = pair();
    Path lock = lockFile();
    SharedPair.create(folder.resolve("stays")).close();
    try (Child child = Child.begin("temporary", folder)) {
      Path temporary = Path.of(child.nextLine());
      assertThat(child.nextLine()).isEqualTo("ready");
      child.kill();
      Files.move(path, folder.resolve(lock.getFileName().toString().replace(".lock", ".removed")));
      Path draft = Files.createFile(folder.resolve(lock.getFileName().toString().replace(".lock", "."
          + child.pid() + "-1.draft")));
      assertThat(found(folder)).contains(temporary + " wrong It is temporary, and all who used it are gone.",
          lock.getFileName() + " is left over: lock file of a region that is gone.",
          draft.getFileName() + " is left over: half made.", ".removed is left over: half removed.",
          "2 regions, 4 things are wrong");
    }
    assertThat(repaired(folder)).contains("done Removed it.", "done Removed " + lock.getFileName() + ".",
        "2 regions, 4 things repaired, nothing wrong");
    try (var files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString())).hasSize(2)
          .allSatisfy(name -> assertThat(name).contains("stays"));
    }
  }

  @Test
  void aRegionThatWasMarkedAsRemovedIsRemoved() throws Exception {
    Path path = pair();
    write(path, Format.STATE, Format.REMOVED);
    assertThat(found(path)).contains("It was removed, but has its name still");
    assertThat(words(Run.of("doctor", "--repair", path), 0)).contains("done Removed pair.");
    assertThat(path).doesNotExist();
  }

  @Test
  void aTruncatedFileIsToBeRestored() throws Exception {
    Path path = pair();
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
      channel.truncate(channel.size() - 1);
    }
    assertThat(found(path)).contains("It is truncated: ", "fix Restore it from a backup");
    assertThat(found(folder)).contains("It is truncated: ");
    assertThat(words(Run.of("doctor", "--repair", path), 1)).contains("wrong It is truncated");
  }

  @Test
  void aDamagedSchemaIsToBeRestored() throws Exception {
    Path path = pair();
    write(path, Format.SCHEMA, 1);
    assertThat(found(folder)).contains("It is damaged: ", "schema");
  }

  @ParameterizedTest
  @CsvSource({"0,0,It is no shared region", "8,0x04030201,byte order", "12,77,version"})
  void whatIsNotOursIsToldIfItIsNamed(long at, String word, String sentence) throws Exception {
    Path path = pair();
    write(path, at, Integer.decode(word));
    assertThat(found(path)).contains(sentence);
    assertThat(doctor(folder).out()).startsWith(folder + "\n").contains("lock file of a region")
        .doesNotContain(path + "\n");
  }

  @Test
  void aLockFileGetsThePermissionsOfTheRegion() throws Exception {
    Path path = pair();
    Files.setPosixFilePermissions(lockFile(), PosixFilePermissions.fromString("rw-rw-rw-"));
    assertThat(found(path)).contains("has the permissions rw-rw-rw-, and should have rw-------, as the region's are.");
    assertThat(repaired(path)).contains("done Gave the lock file the permissions");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(lockFile()))).isEqualTo("rw-------");
  }

  @Test
  void aLockFileThatIsNoneIsNamed() throws Exception {
    Path path = pair();
    Path lock = lockFile();
    Files.delete(lock);
    Files.createDirectory(lock);
    assertThat(found(path)).contains("Its lock file " + lock + " is no regular file");
  }

  @Test
  void aFolderThatOthersMayWriteToIsNamed() throws Exception {
    pair();
    Path shared = Files.createDirectory(folder.resolve("shared"));
    SharedPair.create(shared.resolve("pair")).close();
    Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxrwxrwx"));
    assertThat(found(shared)).contains("Others may write to this folder, and it is not sticky.");
    assertThat(doctor("--depth", 0, folder).output()).isEqualTo(WELL);
  }

  @Test
  void whoHoldsTheLockForLongIsNamedButNotWrong() throws Exception {
    Path path = pair();
    try (Child holder = Child.start("holding", path)) {
      assertThat(words(doctor(path), 0)).contains("note Thread ", " of process " + holder.pid()
          + " (Holder) has held the lock for more than a second, and is alive.", "1 region, nothing wrong");
      assertThat(Run.of(List.of("kill", "-STOP", String.valueOf(holder.pid()))).output()).isEmpty();
      assertThat(words(doctor("--repair", path), 0)).contains("and is alive, but stopped.", "kill -CONT");
    }
  }

  @Test
  void aFullFileSystemIsNamed() throws Exception {
    Path small = Files.createDirectory(folder.resolve("small"));
    boolean isMounted = Run.of(List.of("sh", "-c", "mount -t tmpfs -o size=1m none \"$1\" 2>/dev/null || exit 3",
        "sh", small.toString())).status() == 0;
    assumeTrue(isMounted, "only the superuser can mount a file system");
    try {
      Path path = small.resolve("pair");
      SharedPair.create(path).close();
      assertWell(path);
      Path zeros = small.resolve("zeros");
      Run.of(List.of("sh", "-c", "cat /dev/zero > \"$1\" 2>/dev/null", "sh", zeros.toString()));
      assertThat(found(small)).contains("The file system is full: 0 bytes are free of 1048576.");
      Run.of(List.of("truncate", "--size=-8192", zeros.toString()));
      assertThat(found(small)).contains("The file system is nearly full: 8192 bytes are free of 1048576.");
      Files.delete(zeros);
      assertWell(small);
    } finally {
      assertThat(Run.of(List.of("umount", small.toString())).output()).isEmpty();
    }
  }

  @Test
  void theOthersAreLookedAtIfOneIsNotThere() throws Exception {
    Path none = folder.resolve("none");
    Run run = doctor(none, pair());
    assertThat(run.err()).isEqualTo("sharedstruct: " + none + ": there is no such file\n");
    assertThat(run.out()).contains("1 region, 1 place could not be looked at");
    assertThat(run.status()).isEqualTo(1);
  }

  @Test
  void whatIsNotThereIsRefused() throws Exception {
    Path none = folder.resolve("none");
    Run run = doctor(none);
    assertThat(run.err()).isEqualTo("sharedstruct: " + none + ": there is no such file\n");
    assertThat(run.out()).isEqualTo("0 regions, 1 place could not be looked at\n");
    assertThat(run.status()).isEqualTo(1);
  }

  /** It may look, but neither ask the lock file nor repair. */
  @Test
  void anotherUserIsToldWhatItMayNot() throws Exception {
    assumeTrue(Run.of(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "true")).status() == 0,
        "only the superuser can be another user");
    Path path = pair();
    Path jar = Files.copy(Path.of(System.getProperty("tool.jar")), folder.resolve("tool.jar"));
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r--r--"));
    Files.setPosixFilePermissions(jar, PosixFilePermissions.fromString("rw-r--r--"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    List<String> command = Run.command("doctor", path).stream()
        .map(word -> word.equals(System.getProperty("tool.jar")) ? jar.toString() : word).toList();
    List<String> words = new ArrayList<>(
        List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
    words.addAll(command);
    assertThat(words(Run.of(words), 0)).contains("may not be opened by ", "note Its lock file");
    try (Child holder = Child.start("half", path)) {
      holder.kill();
    }
    assertThat(words(Run.of(words), 0)).as("in doubt it lives").contains("has held the lock for more than a second");
  }
}
