package org.sharedstruct.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sharedstruct.SharedMemory;

/** {@code ls}: regions of folders, and what the killed have left. */
class ListTest {

  @TempDir Path folder;

  /** The rows by the names of their files. */
  private Map<String, List<String>> list() throws Exception {
    return Run.of("ls", folder).words().stream().skip(1).collect(Collectors.toMap(
        row -> folder.relativize(Path.of(row.getFirst())).toString(), row -> row.subList(1, row.size())));
  }

  @Test
  void regionsAndNothingElse() throws Exception {
    SharedPair.create(folder.resolve("one")).close();
    SharedPair.Array.create(folder.resolve("many"), 12).close();
    Files.writeString(folder.resolve("text"), "no region");
    Files.createDirectory(folder.resolve("folder"));
    try (SharedPair used = SharedPair.create(folder.resolve("used"))) {
      used.guarded().one(1);
      Map<String, List<String>> rows = list();
      assertThat(rows).containsOnlyKeys("one", "many", "used");
      assertThat(rows.get("one")).startsWith("Pair", "struct", "-").endsWith("0", "0", "free", "idle");
      assertThat(rows.get("many")).startsWith("Pair", "array", "12").endsWith("0", "0", "free", "idle");
      assertThat(rows.get("used")).startsWith("Pair", "struct", "-").endsWith("1", "1", "free", "used");
    }
  }

  @Test
  void programsGetThemAsJsonAndCsv() throws Exception {
    Path path = folder.resolve("many");
    SharedPair.Array.create(path, 12).close();
    SharedPair.create(folder.resolve("one")).close();
    assertThat(Run.of("ls", "-o", "json", folder).output()).startsWith("""
        [ {
          "file" : "%s",
          "struct" : "Pair",
          "form" : "array",
          "length" : 12,
          "bytes" : %d,
          "version" : 0,
          "users" : 0,
          "lock" : "free",
          "state" : "idle"
        }, {
          "file" : "%s",
          "struct" : "Pair",
          "form" : "struct",
          "length" : null,
        """.formatted(path, Files.size(path), folder.resolve("one")));
    assertThat(Run.of("ls", "-o", "csv", folder).output().lines()).hasSize(3)
        .startsWith("file,struct,form,length,bytes,version,users,lock,state",
            path + ",Pair,array,12," + Files.size(path) + ",0,0,free,idle");
    assertThat(Run.of("ls", "-o", "json", Files.createDirectory(folder.resolve("empty"))).output())
        .isEqualTo("[ ]\n");
  }

  @Test
  void theLockIsHeldByALivingOneOrByADeadOne() throws Exception {
    Path path = folder.resolve("pair");
    SharedPair.create(path).close();
    SharedPair.Array.create(folder.resolve("whole"), 2, SharedMemory.ATOMIC_ARRAY).close();
    try (Child child = Child.start("holding", path)) {
      assertThat(list().get("pair")).endsWith("1", "held", "used");
      child.kill();
      assertThat(list().get("pair")).endsWith("0", "dead", "idle");
    }
    assertThat(list().get("whole")).startsWith("Pair", "atomic", "2");
  }

  @Test
  void aTemporaryRegionIsLeftWhenItsProcessWasKilled() throws Exception {
    try (Child child = Child.begin("temporary", folder)) {
      String name = Path.of(child.nextLine()).getFileName().toString();
      assertThat(child.nextLine()).isEqualTo("ready");
      assertThat(list().get(name)).endsWith("used");
      child.kill();
      assertThat(list().get(name)).endsWith("left");
      assertThat(Files.exists(folder.resolve(name))).as("a look removes nothing").isTrue();
    }
  }

  @Test
  void filesOfRegionsThatAreGoneAreLeft() throws Exception {
    Path path = folder.resolve("pair");
    SharedPair.create(path).close();
    Path lock = hidden();
    assertThat(list()).containsOnlyKeys("pair");
    Files.delete(path);
    assertThat(list()).containsOnlyKeys(lock.getFileName().toString());
    Files.move(lock, folder.resolve(lock.getFileName().toString().replace(".lock", ".removed")));
    assertThat(list().values()).singleElement().satisfies(row -> assertThat(row).endsWith("left"));
  }

  /** One that was renamed in its folder keeps it. */
  @Test
  void theLockFileOfARenamedRegionIsNotLeft() throws Exception {
    Path path = folder.resolve("pair");
    SharedPair.create(path).close();
    Files.move(path, folder.resolve("other"));
    assertThat(list()).containsOnlyKeys("other");
  }

  @Test
  void aDraftIsLeftWhenItsMakerIsDead() throws Exception {
    Process maker = new ProcessBuilder("sleep", "100").start();
    Path draft = Files.createFile(folder.resolve(".pair.0123456789abcdef." + maker.pid() + "-1.draft"));
    try {
      assertThat(Run.of("ls", folder).out()).isEmpty();
    } finally {
      maker.destroyForcibly().waitFor();
    }
    assertThat(list()).containsOnlyKeys(draft.getFileName().toString());
  }

  @Test
  void aDamagedRegionIsSaidToBe() throws Exception {
    Path path = folder.resolve("pair");
    SharedPair.create(path).close();
    byte[] bytes = Files.readAllBytes(path);
    Files.write(path, java.util.Arrays.copyOf(bytes, bytes.length - 1));
    assertThat(list().get("pair")).endsWith("damaged");
  }

  @Test
  void severalFoldersAreListedInTheirOrder() throws Exception {
    List<String> files = new ArrayList<>();
    for (String name : List.of("b", "a")) {
      Path path = Files.createDirectory(folder.resolve(name)).resolve("pair");
      SharedPair.create(path).close();
      files.add(path.toString());
    }
    assertThat(Run.of("ls", folder.resolve("b"), folder.resolve("a")).words().stream().skip(1).map(List::getFirst))
        .containsExactlyElementsOf(files);
  }

  @Test
  void theFolderOfTemporaryRegionsIsLookedIntoByItself() throws Exception {
    try (SharedPair shared = SharedPair.createTemporary()) {
      assertThat(Run.of("ls").words()).anySatisfy(row ->
          assertThat(row).startsWith(shared.path().toString(), "Pair").endsWith("1", "free", "used"));
    }
  }

  @Test
  void foldersWithinAreLookedIntoAndEachRegionIsThereOnce() throws Exception {
    Files.createDirectories(folder.resolve("in/side"));
    SharedPair.create(folder.resolve("one")).close();
    SharedPair.create(folder.resolve("in/two")).close();
    SharedPair.create(folder.resolve("in/side/three")).close();
    assertThat(list()).containsOnlyKeys("one", "in/two");
    assertThat(Run.of("ls", folder, folder + "/", folder.resolve("in")).words()).hasSize(1 + 3);
    assertThat(Run.of("ls", "--depth", 0, folder).words()).hasSize(1 + 1);
    assertThat(Run.of("ls", "--depth", 2, folder).words()).hasSize(1 + 3);
    assertThat(words(Run.of("doctor", "--depth", 2, folder))).contains("3 regions, nothing wrong");
  }

  private static String words(Run run) {
    return String.join(" ", run.output().split("\\s+"));
  }

  @Test
  void whereThereIsNoneItSaysWhereItHasLooked() throws Exception {
    Files.createDirectory(folder.resolve("empty"));
    Run run = Run.of("ls", folder);
    assertThat(run.err()).isEqualTo("sharedstruct: there are no regions in " + folder + ", " + folder + "/empty\n");
    assertThat(run.out()).isEmpty();
    assertThat(run.status()).isZero();
    assertThat(Run.of("ls", "-o", "json", folder).out()).isEqualTo("[ ]\n");
  }

  @Test
  void whatIsNoFolderIsRefused() throws Exception {
    Path none = folder.resolve("none");
    Run.of("ls", none).assertRefused(1, none + ": there is no such file");
    Path file = Files.createFile(folder.resolve("file"));
    Run.of("ls", file).assertRefused(1, file + ": is not a folder");
  }

  private Path hidden() throws Exception {
    try (var files = Files.list(folder)) {
      return files.filter(file -> file.getFileName().toString().endsWith(".lock")).findAny().orElseThrow();
    }
  }
}
