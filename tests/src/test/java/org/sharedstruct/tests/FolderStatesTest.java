package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sharedstruct.SharedLock.Waiting;
import org.sharedstruct.SharedMemory;
import org.sharedstruct.format.Format;
import org.sharedstruct.tests.child.CreateOnce;
import org.sharedstruct.tests.child.CreatesTooMuch;
import org.sharedstruct.tests.child.JavaCommand;
import org.sharedstruct.tests.child.KillPoint;
import org.sharedstruct.tests.child.OpensInListed;
import org.sharedstruct.tests.child.ProbesBytes;
import org.sharedstruct.tests.child.RegionWords;
import org.sharedstruct.tests.child.Reports;

/** Whatever a folder is like, creating, opening and removing a region ends soon, and says the true reason. */
class FolderStatesTest {

  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir Path folder;
  @TempDir Path classes;
  private Path path;

  @BeforeEach
  void name() {
    path = folder.resolve("eight");
  }

  private interface Attempt {
    SharedMemory run() throws Exception;
  }

  /** What came of it: {@code done}, or an exception without the path that it begins with. */
  private static String outcome(Path path, Attempt attempt) {
    return assertTimeoutPreemptively(SOON, () -> {
      try {
        attempt.run().close();
        return "done";
      } catch (Exception failure) {
        String message = String.valueOf(failure.getMessage());
        String absolute = path.toAbsolutePath().toString();
        String kind = failure.getClass().getSimpleName();
        return message.startsWith(absolute)
            ? kind + message.substring(absolute.length())
            : kind + " of something else: " + message;
      }
    });
  }

  private static void assertOutcomes(
      Path path, String open, String read, String openOrCreate, String create) {
    assertThat(outcome(path, () -> SharedEight.open(path))).as("open").isEqualTo(open);
    assertThat(outcome(path, () -> SharedEight.open(path, SharedMemory.READ_ONLY)))
        .as("open to read").isEqualTo(read);
    assertThat(outcome(path, () -> SharedEight.openOrCreate(path)))
        .as("openOrCreate").isEqualTo(openOrCreate);
    assertThat(outcome(path, () -> SharedEight.create(path))).as("create").isEqualTo(create);
  }

  /** Something is there that is no region. */
  private static void assertNoRegion(Path path, String reason) {
    assertOutcomes(path, reason, reason, reason, "FileAlreadyExistsException");
    assertThat(Files.exists(path, LinkOption.NOFOLLOW_LINKS)).isTrue();
  }

  private static void assertCannotBeMade(Path path, String reason) {
    assertOutcomes(path, "NoSuchFileException", "NoSuchFileException", reason, reason);
  }

  /** As somebody leaves it who is killed while he removes it, and whose lock file is then removed by hand. */
  @Test
  void aRegionThatIsMarkedAsRemovedMakesRoom() throws Exception {
    SharedEight.create(path, CreateOnce.WHOLE).close();
    RegionWords.setInt(path, Format.STATE, Format.REMOVED);
    Files.delete(Children.lockFile(path));
    assertOutcomes(path, "RegionRemovedException: was removed", "RegionRemovedException: was removed", "done",
        "FileAlreadyExistsException");
    try (SharedEight shared = SharedEight.open(path)) {
      assertThat(shared.guarded().medium()).isZero();
      shared.remove();
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aCopyOfARegionThatIsMarkedAsRemovedMakesRoom() throws Exception {
    SharedEight.create(path).close();
    RegionWords.setInt(path, Format.STATE, Format.REMOVED);
    Path copied = folder.resolve("copy");
    Tool.run("cp", path, copied);
    assertThat(outcome(copied, () -> SharedEight.create(copied))).isEqualTo("done");
  }

  @Test
  void thereIsNoFolder() throws Exception {
    Path missing = folder.resolve("missing");
    assertCannotBeMade(missing.resolve("eight"), "NoSuchFileException: there is no folder " + missing);
    Files.createDirectory(missing);
    SharedEight.create(missing.resolve("eight")).close();
    Tool.run("rm", "-r", missing);
    assertCannotBeMade(missing.resolve("eight"), "NoSuchFileException: there is no folder " + missing);
  }

  @Test
  void theFolderIsAFile() throws Exception {
    SharedEight.create(path).close();
    assertCannotBeMade(path.resolve("eight"), "FileSystemException: Not a directory");
  }

  /** The kernel has no files to be made there, and says so in different ways. */
  @ParameterizedTest
  @ValueSource(strings = {"/proc", "/proc/self/task", "/sys", "/sys/kernel"})
  void theFolderTakesNoFiles(Path strange) {
    assumeTrue(Files.isDirectory(strange));
    Path file = strange.resolve("eight");
    List<Attempt> attempts =
        List.of(() -> SharedEight.create(file), () -> SharedEight.openOrCreate(file));
    for (Attempt attempt : attempts) {
      assertThat(outcome(file, attempt)).matches("AccessDeniedException: no file can be made in this folder"
          + "|FileSystemException: cannot be made: .*NoSuchFileException: .*"
          + "|FileSystemException: Operation not permitted");
    }
    assertThat(outcome(file, () -> SharedEight.open(file))).isEqualTo("NoSuchFileException");
  }

  @Test
  void aNameHasAnyLengthThatLeavesRoomForTheOthers() throws Exception {
    Path longestOfAll = folder.resolve("x".repeat(255));
    String tooLong = outcome(longestOfAll, () -> SharedEight.create(longestOfAll));
    assertThat(tooLong).matches("FileSystemException: the name is longer than \\d+ bytes, which leaves no"
        + " room for the names of the files beside it");
    int longest = Integer.parseInt(tooLong.replaceAll("\\D", ""));
    assertThat(longest).isGreaterThan(180);
    List<String> names =
        List.of("x".repeat(180), "x".repeat(longest), "\u00fc".repeat(longest / 2), "\u20ac".repeat(60));
    for (String name : names) {
      Path file = folder.resolve(name);
      assertOutcomes(
          file, "NoSuchFileException", "NoSuchFileException", "done", "FileAlreadyExistsException");
      try (SharedEight shared = SharedEight.open(file)) {
        assertThat(shared.remove()).isTrue();
      }
    }
    for (String name : List.of("x".repeat(longest + 1), "x".repeat(255), "\u00fc".repeat(longest / 2 + 1))) {
      assertCannotBeMade(folder.resolve(name), tooLong);
    }
    assertOutcomes(folder.resolve("x".repeat(300)), "FileSystemException: File name too long",
        "FileSystemException: File name too long", "FileSystemException: File name too long", tooLong);
    assertThat(folder).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", ".", "..", ""})
  void aPathThatIsAFolder(Path strange) {
    assertNoRegion(strange.toAbsolutePath(), "NotARegionException: is a folder, not a file");
  }

  @Test
  void somethingElseIsInThePlaceOfTheRegion() throws Exception {
    Path inner = Files.createDirectory(folder.resolve("folder"));
    assertNoRegion(inner, "NotARegionException: is a folder, not a file");
    Tool.run("mkfifo", folder.resolve("pipe"));
    assertNoRegion(folder.resolve("pipe"), "NotARegionException: is no regular file");
    assertNoRegion(Path.of("/dev/null"), "NotARegionException: is no regular file");
    assertNoRegion(Files.createSymbolicLink(folder.resolve("dangling"), folder.resolve("nothing")),
        "NoSuchFileException");
    Path socket = folder.resolve("socket");
    try (ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.bind(UnixDomainSocketAddress.of(socket));
      assertNoRegion(socket, "NotARegionException: is no regular file");
    }
    assertThat(folder.resolve("nothing")).doesNotExist();
  }

  @Test
  void aPathOfAnotherFileSystem() throws Exception {
    URI archive = URI.create("jar:" + folder.resolve("archive.zip").toUri());
    try (FileSystem zip = FileSystems.newFileSystem(archive, Map.of("create", "true"))) {
      Path strange = zip.getPath("/eight");
      String reason = "IllegalArgumentException of something else: " + strange.toUri()
          + " is a path of the file system jar: a region is mapped into memory, which only files of the"
          + " default file system can be";
      assertOutcomes(strange, reason, reason, reason, reason);
    }
  }

  // file systems

  private interface Use {
    void run(Path mounted) throws Exception;
  }

  private void mounted(String type, String options, Use use) throws Exception {
    assumeTrue("root".equals(System.getProperty("user.name")), "only root may mount");
    Path mounted = Files.createDirectory(folder.resolve("mounted"));
    Tool.run("mount", "-t", type, "-o", options, "none", mounted);
    try {
      use.run(mounted);
    } finally {
      Tool.run("umount", mounted);
    }
  }

  @Test
  void aFileSystemThatIsOnlyRead() throws Exception {
    mounted("tmpfs", "size=1m", mounted -> {
      Path there = mounted.resolve("there");
      SharedEight.create(there, CreateOnce.WHOLE).close();
      Tool.run("mount", "-o", "remount,ro", mounted);
      assertCannotBeMade(mounted.resolve("eight"), "FileSystemException: Read-only file system");
      String reason = "AccessDeniedException: may be read by this process, but not written;"
          + " READ_ONLY opens it for reading";
      assertOutcomes(there, reason, "done", reason, "FileAlreadyExistsException");
    });
  }

  /** These say that they have zero bytes, and zero of them free. */
  @ParameterizedTest
  @ValueSource(strings = {"ramfs", "tmpfs"})
  void aFileSystemWithoutALimit(String type) throws Exception {
    mounted(type, type.equals("tmpfs") ? "size=0" : "mode=700", mounted -> {
      Path there = mounted.resolve("eight");
      assertOutcomes(
          there, "NoSuchFileException", "NoSuchFileException", "done", "FileAlreadyExistsException");
    });
  }

  // too long

  @ParameterizedTest
  @ValueSource(longs = {Long.MAX_VALUE / 8 - 1_000, 1L << 45})
  void anArrayThatNoDiskHolds(long length) {
    assertThat(outcome(path, () -> SharedXY.Array.create(path, length)))
        .matches("FileSystemException: No space left on its file system: \\d+ bytes are needed,"
            + " \\d+ are free");
    assertThat(folder).isEmptyDirectory();
  }

  /** It is mapped twice, for the initial values and for use. */
  @ParameterizedTest
  @ValueSource(longs = {100_000_000, 160_000_000, 250_000_000})
  void anArrayThatTheMemoryOfAProcessDoesNotHold(long length) throws Exception {
    assumeTrue(folder.toFile().getUsableSpace() > 8 * length);
    ProcessBuilder child = Children.command(Waiting.KERNEL, CreatesTooMuch.class, path, length);
    child.command().addAll(1,
        List.of("-XX:ReservedCodeCacheSize=20m", "-XX:CompressedClassSpaceSize=48m", "-Xss512k"));
    child.command().addAll(0, List.of("prlimit", "--as=2500000000"));
    String line = ChildJvm.run(child).getFirst();
    assertThat(line).startsWith("IOException: Map failed");
    assertThat(folder).isEmptyDirectory();
  }

  // other users

  @Test
  void aFolderThatMayNotBeWritten() throws Exception {
    Nobody nobody = new Nobody(folder);
    for (String verb : List.of("create", "openOrCreate")) {
      assertThat(ChildJvm.run(nobody.runs(JavaCommand.of(Reports.class, verb, path))))
          .containsExactly("AccessDeniedException: " + path + ": no file can be made in this folder");
    }
    assertThat(path).doesNotExist();
  }

  @Test
  void aRegionThatMayOnlyBeRead() throws Exception {
    Nobody nobody = new Nobody(folder);
    SharedEight.create(path, SharedMemory.permissions("rw-r--r--")).close();
    Tool.run("chown", "nobody", path, Children.lockFile(path));
    Tool.run("chmod", "400", path);
    for (String verb : List.of("open", "openOrCreate")) {
      assertThat(ChildJvm.run(nobody.runs(JavaCommand.of(Reports.class, verb, path))))
          .containsExactly("AccessDeniedException: " + path
              + ": may be read by this process, but not written; READ_ONLY opens it for reading");
    }
  }

  @Test
  void whoMayNotRemoveARegionLeavesItAsItIs() throws Exception {
    Path sticky = stickyFolderWithRegion();
    Nobody nobody = new Nobody(folder);
    Path region = sticky.resolve("eight");
    assertThat(ChildJvm.run(nobody.runs(JavaCommand.of(Reports.class, "remove", region))).getFirst())
        .matches("UncheckedIOException: .*" + region + ".*Operation not permitted.*");
    assertIntact(region, "not killed");
  }

  @Test
  void whoMayNotRemoveARegionAndIsKilledLeavesItAsItIs() throws Exception {
    Path sticky = stickyFolderWithRegion();
    Nobody nobody = new Nobody(folder);
    Path region = sticky.resolve("eight");
    KillPoints points = new KillPoints(classes)
        .add("org.sharedstruct.region.Place", Set.of("remove", "removeFiles"));
    Tool.run("chmod", "-R", "a+rX", classes);
    int killed = 0;
    for (int point = 0; point < points.points().size(); point++) {
      String label = points.points().get(point);
      if (label.matches("before .*(PlainFile.open|isHere|exclusively|move)|after .*exclusively")) {
        ProcessBuilder command = JavaCommand.of(Reports.class, "remove", region);
        command.command().add(1, "-Dkill.point=" + point);
        try (ChildJvm child = ChildJvm.start(nobody.runs(command, classes))) {
          if (child.comesTo(KillPoint.REACHED)) {
            child.signal("KILL");
            killed++;
          }
        }
        assertIntact(region, points.points().get(point));
      }
    }
    assertThat(killed).as("of %s", points.points()).isGreaterThan(2);
  }

  private Path stickyFolderWithRegion() throws IOException {
    Path sticky = Files.createDirectory(folder.resolve("sticky"));
    SharedMemory.Permissions forAll = SharedMemory.permissions("rw-rw-rw-");
    SharedEight.create(sticky.resolve("eight"), CreateOnce.WHOLE, forAll).close();
    Files.setPosixFilePermissions(sticky, PosixFilePermissions.fromString("rwxrwxrwx"));
    Files.setAttribute(sticky, "unix:mode", 01777);
    return sticky;
  }

  private static void assertIntact(Path region, String killed) throws IOException {
    try (SharedEight shared = SharedEight.open(region)) {
      assertThat(shared.isRemoved()).as(killed).isFalse();
      assertThat(shared.guarded().snapshot()).as(killed).isEqualTo(CreateOnce.WHOLE);
    }
    try (Stream<Path> files = Files.list(region.getParent())) {
      assertThat(files).as(killed).hasSize(2);
    }
  }

  // encodings

  /** Nothing of this needs the letters. */
  @Test
  void aFolderWhoseNameIsNoTextInTheEncodingOfTheProcess() throws Exception {
    Path strange = Files.createDirectory(folder.resolve("\u00fcber\u20ac"));
    Path region = strange.resolve("eight");
    SharedEight.create(region, CreateOnce.WHOLE).close();
    SharedEight.create(strange.resolve("\u00fc")).close();
    ProcessBuilder command = Children.command(Waiting.KERNEL, OpensInListed.class, folder);
    command.environment().put("LC_ALL", "C");
    try (ChildJvm child = ChildJvm.start(command)) {
      assertThat(child.nextLine()).isEqualTo("attached to " + CreateOnce.WHOLE);
      Path lockFile;
      try (Stream<Path> files = Files.list(strange)) {
        lockFile = files.filter(file -> file.getFileName().toString().matches("\\.eight\\..*\\.lock"))
            .findAny().orElseThrow();
      }
      assertThat(ChildJvm.run(ProbesBytes.class, lockFile)).as("locked bytes").containsExactly("1");
      child.goOn();
      assertThat(child.nextLine()).isEqualTo("removed true");
      assertThat(child.nextLine())
          .startsWith("the name is no text in the encoding of this process, which is ");
      child.finish();
    }
    SharedEight.open(strange.resolve("\u00fc")).close();
  }
}
