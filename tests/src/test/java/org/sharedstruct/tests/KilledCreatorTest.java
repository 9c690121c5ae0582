package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sharedstruct.SharedMemory;
import org.sharedstruct.tests.child.CreateOnce;
import org.sharedstruct.tests.child.RemoveOnce;

/** Creators and removers that are killed between any two steps: they disturb nobody and leave nothing. */
class KilledCreatorTest {

  private static final String REGION = "org.sharedstruct.region.";
  private static final EightRecord WHOLE = CreateOnce.WHOLE;

  @TempDir Path folder;
  @TempDir Path classes;

  @Test
  void aCreatorKilledAtAnyStepIsCleanedUpByTheNext() throws Exception {
    KillPoints points = new KillPoints(classes)
        .add(REGION + "Draft", Set.of("make", "requireLocked", "write", "createCompanion", "publish", "close"));
    int killed = 0;
    for (int point = 0; point < points.points().size(); point++) {
      Path path = folder.resolve("region" + point);
      if (points.killAt(point, CreateOnce.class, path)) {
        killed++;
      }
      assertWhole(points.points().get(point), path);
    }
    assertThat(killed).as("points where a creator was killed, of %s", points.points()).isGreaterThan(15);
  }

  @Test
  void aRemoverKilledAtAnyStepIsCleanedUpByTheNext() throws Exception {
    KillPoints points = new KillPoints(classes)
        .add(REGION + "Place", Set.of("remove", "removeFiles", "markRemoved"));
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
