package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sharedstruct.tests.child.ShowsWatch;

/** The library starts one thread for all handles, only where locks are used, and for no longer. */
class WatchTest {

  private static final String ONE = "[sharedstruct-watch true]";

  @TempDir Path folder;

  @Test
  void runsOnlyWhileHandlesThatLockAreOpenAndKeepsNoProcessAlive() throws Exception {
    Path path = folder.resolve("tally");
    SharedTally.create(path).close();
    assertThat(ChildJvm.run(ShowsWatch.class, path)).containsExactly(
        "raw []",
        "one " + ONE, "two " + ONE, "closed []",
        "one " + ONE, "two " + ONE, "closed again []");
  }
}
