package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A process that forked in an update and was killed is dead, though its child lives and has the same memory and
 * the same files: all go on, and so does the child.
 */
class OrphanTest {

  @TempDir Path programs;
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(names = {"C", "PYTHON"})
  void doesNotKeepTheLockOfItsParent(Language language) throws Exception {
    Members members = Members.make(programs);
    Path path = folder.resolve("xy");
    try (ChildJvm orphan = members.start(language, path, "struct", 0, "orphan", 1)) {
      orphan.awaitLine("begun");
      List<ChildJvm> survivors = members.startAll(path, "struct", 0);
      try {
        float x = 0;
        for (ChildJvm survivor : survivors) {
          survivor.send("survive");
          assertThat(survivor.nextLine()).isEqualTo("was %s %s now %s %s", x, 0 - x, x + 1, -1 - x);
          x++;
        }
        orphan.goOn();
        orphan.finish();
        survivors.getFirst().send("survive");
        assertThat(survivors.getFirst().nextLine()).startsWith("was 4.0 -4.0 ");
      } finally {
        Members.close(survivors);
      }
    }
  }
}
