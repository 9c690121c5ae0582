package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sharedstruct.SharedMemory;
import org.sharedstruct.tests.child.CreateOnce;
import org.sharedstruct.tests.child.JavaCommand;
import org.sharedstruct.tests.child.RemoveOnce;

/** Creators and removers that are killed between any two steps: they disturb nobody and leave nothing. */
class KilledCreatorTest {

  private static final String REGION = "org.sharedstruct.region.";
  private static final EightRecord WHOLE = CreateOnce.WHOLE;

  @TempDir Path folder;
  @TempDir Path classes;

  /** While it stands at a point, nobody else may open any file of it, although the umask allows all. */
  @Test
  void aCreatorKilledAtAnyStepIsCleanedUpByTheNext() throws Exception {
    KillPoints points = new KillPoints(classes)
        .addFileCalls(REGION + "Draft", REGION + "Companion", REGION + "Region", REGION + "Opening");
    int killed = 0;
    for (int point = 0; point < points.points().size(); point++) {
      Path path = folder.resolve("region" + point);
      String label = points.points().get(point);
      if (points.killAt(point, withAnyUmask(CreateOnce.class, path), () -> assertPrivate(label))) {
        killed++;
      }
      assertWhole(label, path);
    }
    assertThat(killed).as("points where a creator was killed, of %s", points.points()).isGreaterThan(15);
  }

  @Test
  void aRemoverKilledAtAnyStepIsCleanedUpByTheNext() throws Exception {
    KillPoints points = new KillPoints(classes).addFileCalls(REGION + "Place");
    int killed = 0;
    for (int point = 0; point < points.points().size(); point++) {
      Path path = folder.resolve("region" + point);
      SharedEight.create(path, WHOLE).close();
      if (points.killAt(point, RemoveOnce.class, path)) {
        killed++;
      }
      assertWhole(points.points().get(point), path);
    }
    assertThat(killed).as("points where a remover was killed, of %s", points.points()).isGreaterThan(5);
  }

  private static ProcessBuilder withAnyUmask(Class<?> program, Path path) {
    ProcessBuilder command = JavaCommand.of(program, path);
    List<String> words = new ArrayList<>(List.of("sh", "-c", "umask 000; exec \"$@\"", "sh"));
    words.addAll(command.command());
    return command.command(words);
  }

  private void assertPrivate(String point) {
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(KilledCreatorTest::permissions)).as("permissions of files %s", point)
          .allMatch("rw-------"::equals);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String permissions(Path file) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Whoever comes next finds either nothing or a whole region, and afterwards no leftover lies around. */
  private void assertWhole(String point, Path path) throws IOException {
    try (SharedEight shared = SharedEight.openOrCreate(path, WHOLE)) {
      assertThat(shared.guarded().snapshot()).as("killed %s", point).isEqualTo(WHOLE);
      shared.remove();
    }
    SharedEight.create(path, SharedMemory.permissions("rw-------")).close();
    try (SharedEight shared = SharedEight.open(path)) {
      shared.remove();
    }
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left.map(file -> file.getFileName().toString())).as("killed %s", point).isEmpty();
    }
  }
}
