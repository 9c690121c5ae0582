package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sharedstruct.SharedMemory;
import org.sharedstruct.UntrustedFileException;
import org.sharedstruct.tests.child.CreateOnce;
import org.sharedstruct.tests.child.JavaCommand;
import org.sharedstruct.tests.child.Reports;

/** Who may enter: permissions, owners, links. */
class AdmissionTest {

  @TempDir Path folder;
  private Path path;

  @BeforeEach
  void create() throws IOException {
    path = folder.resolve("eight");
  }

  @Test
  void aFileIsForItsOwnerAlone() throws IOException {
    SharedEight.create(path).close();
    assertThat(permissions(path)).isEqualTo("rw-------");
  }

  @Test
  void theModeAskedForIsGivenWhateverTheUmask() throws Exception {
    List<String> words = new ArrayList<>(List.of("sh", "-c", "umask 077; exec \"$@\"", "sh"));
    ProcessBuilder command = JavaCommand.of(Reports.class, "create", path);
    words.addAll(command.command());
    assertThat(ChildJvm.run(command.command(words))).containsExactly("rw-rw-r--");
    assertThat(permissions(path)).isEqualTo("rw-rw-r--");
    assertThat(permissions(lockFile())).as("of the lock file: who may write, and nobody else").isEqualTo("rw-rw----");
  }

  @Test
  void noLinkIsFollowedInAFolderThatOthersMayWriteTo() throws IOException {
    SharedEight.create(path).close();
    Path link = Files.createSymbolicLink(folder.resolve("link"), path);
    SharedEight.open(link).close();
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    assertThatThrownBy(() -> SharedEight.open(link))
        .isInstanceOf(UntrustedFileException.class)
        .hasMessage("%s: is a symbolic link to %s, in a folder that others may write to", link, path);
    assertThatThrownBy(() -> SharedEight.openOrCreate(link)).isInstanceOf(UntrustedFileException.class);
    assertThatThrownBy(() -> SharedEight.create(link)).isInstanceOf(java.nio.file.FileAlreadyExistsException.class);
    SharedEight.open(path).close();
  }

  @Test
  void aRegionIsSharedThroughALinkInAFolderOfOnesOwn() throws IOException {
    SharedEight.create(path).close();
    Path link = Files.createSymbolicLink(folder.resolve("link"), path);
    try (SharedEight direct = SharedEight.open(path); SharedEight linked = SharedEight.open(link)) {
      direct.guarded().medium(5);
      assertThat(linked.guarded().medium()).isEqualTo(5);
      assertThat(linked.remove()).isTrue();
      assertThat(direct.isRemoved()).isTrue();
    }
  }

  @Test
  void aFileOfAnotherUserIsRefusedUnlessAllowed() throws Exception {
    SharedEight.create(path, CreateOnce.WHOLE, SharedMemory.permissions("rw-rw-rw-")).close();
    assertThat(asNobody("open")).singleElement().asString()
        .matches("UntrustedFileException: .*eight: belongs to root, and this process runs as nobody; ANY_OWNER opens it");
    assertThat(asNobody("openAnyOwner")).contains("written");
  }

  @Test
  void aFileThatMayOnlyBeReadIsOpenedAsSuchOnly() throws Exception {
    SharedEight.create(path, CreateOnce.WHOLE, SharedMemory.permissions("rw-r--r--")).close();
    assertThat(asNobody("openAnyOwner")).containsExactly("AccessDeniedException: " + path
        + ": may be read by this process, but not written; READ_ONLY opens it for reading");
    assertThat(asNobody("openToRead")).containsExactly(
        CreateOnce.WHOLE.toString(), CreateOnce.WHOLE.toString(),
        "Eight in " + path + " is mapped for reading only and cannot be written",
        "rw-r--r--");
  }

  @Test
  void aFileThatMayNotBeReadIsNotPermitted() throws Exception {
    SharedEight.create(path).close();
    assertThat(asNobody("openAnyOwner")).containsExactly("AccessDeniedException: " + path);
  }

  /** Who made the lock file may have been killed before it had its permissions; those of the region may change. */
  @Test
  void theLockFileFollowsThePermissionsOfTheRegion() throws Exception {
    SharedEight.create(path, SharedMemory.permissions("rw-rw-r--")).close();
    for (String permissions : List.of("rw-------", "rw-rw-rw-", "rw-r--r--", "rw-rw----")) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
      SharedEight.open(path, SharedMemory.READ_ONLY).close();
      SharedEight.open(path).close();
      assertThat(permissions(lockFile())).isEqualTo(permissions.replace("r--", "---"));
    }
    Files.setPosixFilePermissions(lockFile(), PosixFilePermissions.fromString("rw-------"));
    SharedEight.open(path).close();
    assertThat(permissions(lockFile())).isEqualTo("rw-rw----");
  }

  private Path lockFile() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".lock")).findAny().orElseThrow();
    }
  }

  private static String permissions(Path file) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private List<String> asNobody(String verb) throws Exception {
    return ChildJvm.run(new Nobody(folder).runs(JavaCommand.of(Reports.class, verb, path)));
  }
}
