package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sharedstruct.NotARegionException;
import org.sharedstruct.SharedMemory;
import org.sharedstruct.UntrustedFileException;
import org.sharedstruct.tests.child.CreateOnce;
import org.sharedstruct.tests.child.CreatesMany;
import org.sharedstruct.tests.child.JavaCommand;
import org.sharedstruct.tests.child.KillPoint;
import org.sharedstruct.tests.child.Reports;
import org.sharedstruct.tests.child.Stranger;

/** Another user in a folder that he may write to as well: he gets nothing, and nobody waits for him. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StrangersTest {

  private static final long SECONDS = Long.getLong("stress.contendSeconds", 3);
  private static final int REGIONS = 500;

  @TempDir Path folder;

  @Test
  void opensNoFileOfAPrivateRegionWhateverTheUmask() throws Exception {
    Nobody nobody = new Nobody(folder);
    Path shared = folder("rwt");
    try (ChildJvm stranger = ChildJvm.start(nobody.runs(JavaCommand.of(Stranger.class, "watch", shared)))) {
      stranger.awaitLine("ready");
      List<String> words = new ArrayList<>(List.of("sh", "-c", "umask 000; exec \"$@\"", "sh"));
      ProcessBuilder command = JavaCommand.of(CreatesMany.class, shared, REGIONS);
      words.addAll(command.command());
      assertThat(ChildJvm.run(command.command(words))).containsExactly("done");
      stranger.goOn();
      assertThat(stranger.nextLine()).isEqualTo("0 opened");
      assertThat(stranger.nextLine()).as("he saw some").isEqualTo("true");
      stranger.finish();
    }
  }

  @Test
  void cannotPassOffAnotherFileWhileItIsOpened() throws Exception {
    Nobody nobody = new Nobody(folder);
    Path path = folder("rwx").resolve("target");
    SharedEight.create(path, CreateOnce.WHOLE).close();
    int opened = 0;
    try (ChildJvm stranger = ChildJvm.start(nobody.runs(JavaCommand.of(Stranger.class, "exchange", path)))) {
      stranger.awaitLine("ready");
      for (long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS); System.nanoTime() < end || opened == 0;) {
        opened += opensItsOwn(path) ? 1 : 0;
        opened += opensItsOwn(path, SharedMemory.READ_ONLY) ? 1 : 0;
      }
      stranger.goOn();
      stranger.finish();
    }
    assertThat(opened).as("it was opened in between").isPositive();
    try (SharedEight shared = SharedEight.open(path)) {
      assertThat(shared.guarded().snapshot()).isEqualTo(CreateOnce.WHOLE);
    }
  }

  /** The file is exchanged after its name was looked at, and put back before that is looked at again. */
  @ParameterizedTest
  @CsvSource({"open, region", "openToRead, region", "open, pipe"})
  void cannotPassOffAnotherFileForTheMomentInWhichItIsOpened(String verb, String kind) throws Exception {
    Path path = folder("rwx").resolve("target");
    SharedEight.create(path, CreateOnce.WHOLE).close();
    Path foreign = path.resolveSibling("foreign");
    if (kind.equals("pipe")) {
      Tool.run("mkfifo", foreign);
    } else {
      SharedEight.create(foreign, Stranger.FOREIGN).close();
    }
    KillPoints points = new KillPoints(folder.resolve("copies"))
        .add("org.sharedstruct.region.PlainFile", Set.of("open"));
    ProcessBuilder command = points.stoppingAt(
        List.of(points.point("before PlainFile.openChannel"), points.point("after PlainFile.openChannel")),
        JavaCommand.of(Reports.class, verb, path));
    try (ChildJvm child = ChildJvm.start(command)) {
      child.awaitLine(KillPoint.REACHED);
      exchange(path, foreign);
      child.goOn();
      child.awaitLine(KillPoint.REACHED);
      exchange(path, foreign);
      child.goOn();
      assertThat(child.nextLine()).isEqualTo(CreateOnce.WHOLE.toString());
      child.finish();
    }
  }

  private static void exchange(Path one, Path other) throws IOException {
    Path aside = one.resolveSibling("aside");
    Files.move(one, aside);
    Files.move(other, one);
    Files.move(aside, other);
  }

  private static boolean opensItsOwn(Path path, SharedMemory.OpenOption... options) throws IOException {
    try (SharedEight shared = SharedEight.open(path, options)) {
      assertThat(shared.guarded().snapshot()).isEqualTo(CreateOnce.WHOLE);
      return true;
    } catch (NoSuchFileException | UntrustedFileException | NotARegionException exchanged) {
      return false;
    }
  }

  @Test
  void cannotHangAnyoneWithAPipeInPlaceOfTheLockFile() throws Exception {
    Path path = folder.resolve("target");
    SharedEight.create(path).close();
    Path lockFile = lockFile(path);
    Files.delete(lockFile);
    Tool.run("mkfifo", lockFile);
    assertThatThrownBy(() -> SharedEight.open(path)).isInstanceOf(UntrustedFileException.class)
        .hasMessage("%s: is no regular file, so it is not the lock file of a region", lockFile);
    SharedEight.open(path, SharedMemory.READ_ONLY).close();
    SharedEight.create(folder.resolve("other")).close();
    SharedEight.open(folder.resolve("other")).close();
  }

  @Test
  void cannotPassOffALockFileOfHisOwn() throws Exception {
    Nobody nobody = new Nobody(folder);
    Path path = folder("rwx").resolve("target");
    SharedEight.create(path, SharedMemory.permissions("rw-rw-rw-")).close();
    Path lockFile = lockFile(path);
    Files.delete(lockFile);
    ChildJvm.run(nobody.runs(JavaCommand.of(CreateOnce.class, path.resolveSibling("foreign"))));
    Files.move(lockFile(path.resolveSibling("foreign")), lockFile);
    assertThatThrownBy(() -> SharedEight.open(path)).isInstanceOf(UntrustedFileException.class)
        .hasMessage("%s: belongs to nobody, who does not own the region,"
            + " so it is not the lock file of the region", lockFile);
  }

  @Test
  void hasNoUseForAnyNameBesideARegion() throws Exception {
    for (String name : List.of(".region0.0123456789abcdef.lock", ".region1.0123456789abcdef.1-2.draft",
        ".region2.0123456789abcdef.removed", "sharedstruct-00000000-0000-0000-0000-000000000000")) {
      Tool.run("mkfifo", folder.resolve(name));
    }
    for (int i = 0; i < 20; i++) {
      SharedEight.create(folder.resolve("region" + i)).close();
      SharedEight.createTemporary(SharedMemory.folder(folder)).close();
    }
    Path pipe = folder.resolve("sharedstruct-00000000-0000-0000-0000-000000000000");
    assertThatThrownBy(() -> SharedEight.open(pipe)).isInstanceOf(NotARegionException.class);
    assertThatThrownBy(() -> SharedEight.openOrCreate(pipe)).isInstanceOf(FileSystemException.class);
  }

  // C and Python

  private static final String XY = "struct XY size 8 align 4;0 4 float x;4 4 float y;";

  @Test
  void cannotPassOffARegionOfHisOwnToOtherLanguages() throws Exception {
    Nobody nobody = new Nobody(folder);
    Path path = folder("rwx").resolve("target");
    SharedXY.create(path, SharedMemory.permissions("rw-rw-rw-")).close();
    Tool.run("chown", nobody.id(), path, lockFile(path));
    CMember c = CMember.compile("opener", folder, List.of("gcc", "-std=c11"));
    String why = " belongs to user " + nobody.id() + ", and this process runs as 0; ";
    for (String how : List.of("open", "read")) {
      assertThat(c.run(path, how, XY)).containsExactly("8 " + path + ": it" + why + "SHS_ANY_OWNER opens it");
    }
    assertThat(c.run(path, "any", XY)).containsExactly("opened");
    try (ChildJvm child = ChildJvm.start(Python.program("member.py", path, "open", 0, "add", 1))) {
      assertThat(child.failure()).contains("UntrustedFileError: " + path + ":" + why + "any_owner=True opens it");
    }
    ChildJvm.run(Python.program("member.py", path, "any", 0, "add", 1));
    try (SharedXY shared = SharedXY.open(path, SharedMemory.ANY_OWNER)) {
      assertThat(shared.guarded().snapshot()).isEqualTo(new XYRecord(1, -1));
    }
  }

  /** The file of the superuser is that of a stranger to him, and only its owner makes a lock file for a copy. */
  @Test
  void opensARegionOfOthersInCOnlyIfHeTrustsThem() throws Exception {
    Nobody nobody = new Nobody(folder);
    Path path = folder("rwx").resolve("target");
    SharedXY.create(path, SharedMemory.permissions("rw-rw-rw-")).close();
    Path copy = path.resolveSibling("copy");
    Tool.run("cp", "-p", path, copy);
    CMember c = CMember.compile("opener", folder, List.of("gcc", "-std=c11")).under(nobody.command());
    assertThat(c.run(path, "open", XY)).containsExactly("8 " + path
        + ": it belongs to user 0, and this process runs as " + nobody.id() + "; SHS_ANY_OWNER opens it");
    assertThat(c.run(path, "any", XY)).containsExactly("opened");
    assertThat(c.run(copy, "any", XY)).containsExactly("7 " + copy + ": it is not where it was made, and has to be"
        + " opened for writing once by its owner; SHS_READ_ONLY_ACCESS opens it for reading");
    SharedXY.open(copy).close();
    assertThat(c.run(copy, "any", XY)).containsExactly("opened");
  }

  private static Path lockFile(Path region) throws IOException {
    try (Stream<Path> files = Files.list(region.getParent())) {
      return files.filter(file -> file.getFileName().toString().startsWith("." + region.getFileName() + ".")
          && file.toString().endsWith(".lock")).findAny().orElseThrow();
    }
  }

  /** A folder that all may write to; {@code t} at the end: only owners may rename and remove. */
  private Path folder(String others) throws Exception {
    Path created = Files.createDirectory(folder.resolve("shared"));
    Tool.run("chmod", others.endsWith("t") ? "1777" : "0777", created);
    return created;
  }
}
