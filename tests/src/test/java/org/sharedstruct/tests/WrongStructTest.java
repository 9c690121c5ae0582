package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sharedstruct.SchemaMismatchException;
import org.sharedstruct.SharedMemory;
import org.sharedstruct.tests.targets.original.SharedTarget;
import org.sharedstruct.tests.targets.original.TargetRecord;

/** A region opened as another struct: the path is told once, and each difference with both sides. */
class WrongStructTest {

  private static final String MIGRATE =
      "Compile all programs from one version of Target, or make the file anew with SharedTarget.migrate";

  @TempDir Path folder;

  private Path path;

  @BeforeEach
  void createOriginal() throws Exception {
    path = folder.resolve("target");
    SharedTarget.create(path, new TargetRecord(1, 2, 3)).close();
  }

  /** Opens a file wrongly, and finds it as it was. */
  private void assertRefused(ThrowingCallable open, String... differences) throws Exception {
    byte[] before = Files.readAllBytes(path);
    List<Path> filesBefore = files();
    SchemaMismatchException refusal = catchThrowableOfType(SchemaMismatchException.class, open);
    assertThat(refusal).as("the refusal").isNotNull().isInstanceOf(FileSystemException.class);
    assertThat(refusal.differences()).containsExactly(differences);
    String reason = path + ": " + (differences.length == 1
        ? differences[0]
        : "is not what is opened here:\n  " + String.join("\n  ", differences));
    assertThat(refusal.getMessage()).startsWith(reason);
    assertThat(refusal.getMessage().substring(reason.length())).isIn("",
        differences.length == 1 ? ". " + MIGRATE : "\n" + MIGRATE,
        "\nOpen it as Target, with SharedTarget.open");
    assertThat(refusal.getFile()).isEqualTo(path.toString());
    assertThat(Arrays.mismatch(Files.readAllBytes(path), before)).as("first byte that changed").isEqualTo(-1);
    assertThat(files()).as("files in the folder").isEqualTo(filesBefore);
  }

  private List<Path> files() throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  @Test
  void aFieldThatIsRenamed() throws Exception {
    assertRefused(() -> org.sharedstruct.tests.targets.renamed.SharedTarget.open(path),
        "north is missing in the file, float at byte 4 here",
        "y is float at byte 4 in the file, missing here");
  }

  @Test
  void aFieldOfAnotherType() throws Exception {
    assertRefused(() -> org.sharedstruct.tests.targets.retyped.SharedTarget.open(path),
        "y is float at byte 4 in the file, int at byte 4 here");
  }

  @Test
  void fieldsThatAreMoved() throws Exception {
    assertRefused(() -> org.sharedstruct.tests.targets.moved.SharedTarget.open(path),
        "y is float at byte 4 in the file, float at byte 0 here",
        "x is float at byte 0 in the file, float at byte 4 here");
  }

  @Test
  void aFieldThatIsAdded() throws Exception {
    assertRefused(() -> org.sharedstruct.tests.targets.longer.SharedTarget.open(path),
        "course is missing in the file, float at byte 12 here");
  }

  @Test
  void aFieldThatIsRemoved() throws Exception {
    assertRefused(() -> org.sharedstruct.tests.targets.shorter.SharedTarget.open(path),
        "speed is float at byte 8 in the file, missing here");
  }

  @Test
  void aStructOfAnotherName() throws Exception {
    assertRefused(() -> SharedXY.open(path),
        "the struct is Target in the file, XY here",
        "speed is float at byte 8 in the file, missing here");
  }

  /** However many fields differ, the message is short enough to be read. */
  @Test
  void aWhollyDifferentStruct() throws Exception {
    SchemaMismatchException refusal =
        catchThrowableOfType(SchemaMismatchException.class, () -> SharedPoint.Array.open(path));
    assertThat(refusal).hasMessage("""
        %s: is not what is opened here:
          the struct is Target in the file, Point here
          y is float at byte 4 in the file, double at byte 8 here
          speed is float at byte 8 in the file, missing here
        Open it as Target, with SharedTarget.open""", path);
  }

  @Test
  void theRefusalIsTheSameForEveryVerb() throws Exception {
    String difference = "y is float at byte 4 in the file, int at byte 4 here";
    assertRefused(() -> org.sharedstruct.tests.targets.retyped.SharedTarget.openOrCreate(path), difference);
    assertRefused(() -> org.sharedstruct.tests.targets.retyped.SharedTarget.openOrCreate(path,
        new org.sharedstruct.tests.targets.retyped.TargetRecord(1, 2, 3)), difference);
    assertRefused(() -> org.sharedstruct.tests.targets.retyped.SharedTarget.open(
        path, SharedMemory.READ_ONLY), difference);
  }

  @Test
  void theOriginalIsOpenedInSpiteOfAll() throws Exception {
    assertThatThrownBy(() -> SharedXY.open(path)).isInstanceOf(SchemaMismatchException.class);
    try (SharedTarget shared = SharedTarget.open(path)) {
      assertThat(shared.guarded().snapshot()).isEqualTo(new TargetRecord(1, 2, 3));
    }
  }

  @Test
  void aSingleStructOpenedAsAnArray() throws Exception {
    String difference = "Target is a single struct in the file, an array here";
    assertRefused(() -> SharedTarget.Array.open(path), difference);
    assertRefused(() -> SharedTarget.Array.openOrCreate(path, 1), difference);
    assertRefused(() -> SharedTarget.Array.openOrCreate(path, List.of(new TargetRecord(0, 0, 0))), difference);
  }

  @Test
  void anArrayOpenedAsASingleStruct() throws Exception {
    Files.delete(path);
    SharedTarget.Array.create(path, 1).close();
    String difference = "Target is an array in the file, a single struct here";
    assertRefused(() -> SharedTarget.open(path), difference);
    assertRefused(() -> SharedTarget.openOrCreate(path), difference);
  }

  @Test
  void anArrayOfAnotherLength() throws Exception {
    Files.delete(path);
    SharedTarget.Array.create(path, 3).close();
    assertRefused(() -> SharedTarget.Array.openOrCreate(path, 4),
        "the array has 3 elements in the file, 4 here");
    assertRefused(() -> SharedTarget.Array.openOrCreate(path, List.of()),
        "the array has 3 elements in the file, 0 here");
    SharedTarget.Array.openOrCreate(path, 3).close();
  }
}
