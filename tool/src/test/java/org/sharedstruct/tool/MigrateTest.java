package org.sharedstruct.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code migrate}: a region of another version of its struct. */
class MigrateTest {

  private static final String NEXT = "org.sharedstruct.tool.next.";

  @TempDir Path folder;

  private static Run migrate(Object... arguments) throws Exception {
    List<Object> words = new ArrayList<>(List.of("migrate", "-cp", LayoutTest.CLASSES));
    words.addAll(List.of(arguments));
    return Run.of(words.toArray());
  }

  @Test
  void valuesMoveToWhereTheirFieldsAreNow() throws Exception {
    Path path = folder.resolve("pairs");
    SharedPair.Array.create(path, List.of(new PairRecord(1, 2), new PairRecord(3, 4))).close();
    Run preview = migrate(path, NEXT + "Pair");
    assertThat(preview.err()).startsWith("sharedstruct: " + path + ": before is missing in the file, double at byte 0")
        .endsWith("\nsharedstruct: nothing is changed yet: add --write\n");
    assertThat(preview.status()).isEqualTo(2);
    SharedPair.Array.open(path).close();
    assertThat(migrate("--write", path, NEXT + "Pair").output()).isEmpty();
    try (var shared = org.sharedstruct.tool.next.SharedPair.Array.open(path)) {
      assertThat(shared.guarded().snapshot()).containsExactly(
          new org.sharedstruct.tool.next.PairRecord(0, 1, 2), new org.sharedstruct.tool.next.PairRecord(0, 3, 4));
    }
    Run again = migrate("--write", path, NEXT + "Pair");
    assertThat(again.err()).isEqualTo(
        "sharedstruct: nothing has to be done: a program with that struct can open it as it is\n");
    assertThat(again.status()).isZero();
  }

  @Test
  void valuesAreLostWhereThatIsPermittedOnly() throws Exception {
    Path path = folder.resolve("pose");
    SharedPose.create(path, new PoseRecord(1, 2)).close();
    byte[] before = Files.readAllBytes(path);
    Run refused = migrate("--write", path, NEXT + "Pose");
    assertThat(refused.err()).isEqualTo("sharedstruct: " + path + ": y is double at byte 8 in the file, missing here:"
        + " its values would be lost\nsharedstruct: " + path + ": --losing y permits that\n");
    assertThat(refused.status()).isEqualTo(1);
    assertThat(Files.readAllBytes(path)).isEqualTo(before);
    assertThat(migrate("--write", "--losing", "y,x", path, NEXT + "Pose").output()).isEmpty();
    assertThat(Run.of("get", path).output()).isEqualTo("field  value\nx        1.0\n");
  }

  @Test
  void aRegionOfTheNewStructSaysWhatItIsToBe() throws Exception {
    Path path = folder.resolve("old");
    Path like = folder.resolve("new");
    SharedPair.create(path, new PairRecord(1, 2)).close();
    org.sharedstruct.tool.next.SharedPair.create(like).close();
    assertThat(Run.of("migrate", "--write", path, like).output()).isEmpty();
    assertThat(Run.of("get", path, "other").output()).isEqualTo("2.0\n");
  }

  @Test
  void nobodyMayUseIt() throws Exception {
    Path path = folder.resolve("pair");
    try (SharedPair shared = SharedPair.create(path)) {
      Run refused = migrate("--write", path, NEXT + "Pair");
      assertThat(refused.err()).startsWith("sharedstruct: " + path + ": cannot be migrated while others use it: process "
          + ProcessHandle.current().pid()).hasLineCount(1);
      assertThat(refused.status()).isEqualTo(1);
      assertThat(shared.isRemoved()).isFalse();
    }
  }

  @Test
  void anotherStructIsRefused() throws Exception {
    Path path = folder.resolve("pair");
    SharedPair.create(path).close();
    migrate("--write", path, NEXT + "Pose").assertRefused(1, path + ": the struct is Pair in the file, Pose here");
    migrate(path, NEXT + "Pose").assertRefused(1, path + ": the struct is Pair in the file, Pose here");
  }
}
