package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sharedstruct.SharedMemory;
import org.sharedstruct.tests.child.FindsFolder;
import org.sharedstruct.tests.child.JavaCommand;

/** In which folder a temporary region is made, and that nobody else can choose it. */
class TemporaryFolderTest {

  @TempDir Path folder;

  @Test
  void isTheOneThatTheOptionNames() throws Exception {
    try (SharedEight shared = SharedEight.createTemporary(SharedMemory.folder(folder))) {
      assertThat(shared.path()).hasParent(folder);
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void isTheOneThatTheSystemPropertyNames() throws Exception {
    assertThat(ChildJvm.run(withProperty(folder)).getFirst()).isEqualTo(folder.toString());
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void hasToExistIfTheOptionNamesIt() {
    Path missing = folder.resolve("missing");
    assertThatThrownBy(() -> SharedEight.createTemporary(SharedMemory.folder(missing)))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("there is no folder " + missing);
  }

  @Test
  void hasToExistIfTheSystemPropertyNamesIt() throws Exception {
    Path missing = folder.resolve("missing");
    assertThat(ChildJvm.run(withProperty(missing))).singleElement().asString()
        .contains("there is no folder " + missing);
  }

  @Test
  void hasToBeAFolder() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    assertThatThrownBy(() -> SharedEight.createTemporary(SharedMemory.folder(file)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file.toString());
  }

  private static ProcessBuilder withProperty(Path value) {
    ProcessBuilder command = JavaCommand.of(FindsFolder.class);
    command.command().add(1, "-Dorg.sharedstruct.folder=" + value);
    return command;
  }

  @Test
  void canBeNamedForTemporaryRegionsOnly() {
    for (String statement : List.of(
        "SharedEight.create(path, SharedMemory.folder(path))",
        "SharedEight.open(path, SharedMemory.folder(path))",
        "SharedEight.openOrCreate(path, SharedMemory.folder(path))",
        "SharedEight.open(path).copyTo(path, SharedMemory.folder(path))")) {
      assertThat(MemoryCompiler.errors(Map.of("Wrong", """
          import java.nio.file.Path;
          import org.sharedstruct.SharedMemory;
          import org.sharedstruct.tests.SharedEight;

          class Wrong {
            void run(Path path) throws Exception {
              %s;
            }
          }
          """.formatted(statement)), folder)).as(statement).contains("Folder cannot be converted");
    }
  }

  @Test
  void isElseOneForTheUserAlone() throws Exception {
    assertThat(amid("true")).containsExactly(own(""), "rwx------", userId());
  }

  @Test
  void isThatOfTheUserAgainTheNextTime() throws Exception {
    assertThat(amid("mkdir -m 700 " + own(""))).containsExactly(own(""), "rwx------", userId());
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "mkdir -m 700 F && chown 65534 F",
      "mkdir -m 700 G && ln -s G F",
      "ln -s nowhere F",
      "touch F",
      "mkfifo F",
      "mkdir -m 777 F",
      "mkdir -m 1777 F",
      "mkdir -m 770 F",
      "mkdir -m 755 F",
      "mkdir -m 710 F"})
  void isNoneThatSomebodyElseMade(String theirs) throws Exception {
    assertThat(amid(theirs.replace("F", own("")).replace("G", "/dev/shm/elsewhere")))
        .containsExactly(own("-1"), "rwx------", userId());
  }

  @Test
  void hasToBeNamedIfSomebodyTookAllNames() throws Exception {
    StringBuilder all = new StringBuilder("touch " + own(""));
    for (int i = 1; i < 10; i++) {
      all.append(" ").append(own("-" + i));
    }
    assertThat(amid(all.toString())).singleElement().asString()
        .startsWith("UntrustedFileException: ")
        .contains(own(""), "SharedMemory.folder(path)", "org.sharedstruct.folder");
  }

  private static String own(String suffix) throws Exception {
    return "/dev/shm/sharedstruct-" + userId() + suffix;
  }

  private static String userId() throws Exception {
    return Tool.run("id", "-u").getFirst();
  }

  /** What a process says that sees a {@code /dev/shm} of its own, in which somebody did something before. */
  private static List<String> amid(String done) throws Exception {
    Assumptions.assumeTrue(mayMount(), "only the superuser may mount a folder");
    ProcessBuilder command = JavaCommand.of(FindsFolder.class);
    List<String> words = new ArrayList<>(inFreshFolder(done + " && exec \"$@\""));
    words.addAll(command.command());
    return ChildJvm.run(command.command(words));
  }

  private static boolean mayMount() throws Exception {
    try {
      return new ProcessBuilder(inFreshFolder("true")).start().waitFor() == 0;
    } catch (IOException noUnshare) {
      return false;
    }
  }

  private static List<String> inFreshFolder(String script) {
    return List.of("unshare", "--mount", "sh", "-c",
        "mount -t tmpfs -o mode=1777 tests /dev/shm && " + script, "sh");
  }
}
