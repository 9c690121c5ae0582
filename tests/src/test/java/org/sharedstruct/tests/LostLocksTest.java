package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sharedstruct.SharedLock.Waiting;
import org.sharedstruct.SharedMemory;
import org.sharedstruct.tests.child.LosesItsLocks;
import org.sharedstruct.tests.child.OpensAndWaits;
import org.sharedstruct.tests.child.ProbesBytes;

/**
 * A process that reads the lock file of a temporary region loses its record locks on it, unless native access
 * is granted. Others must not take that for its death while the region is still mapped.
 */
class LostLocksTest {

  /** Enough for every file of the folder to be looked at. */
  private static final int CREATIONS = 10;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void aRegionThatItMadeIsNotSweptByOthers(Waiting waiting) throws Exception {
    try (ChildJvm user = ChildJvm.start(Children.command(waiting, LosesItsLocks.class, folder))) {
      Path path = Path.of(user.nextLine());
      assertLost(waiting, path, 1);
      createOthers();
      assertThat(path).as("after others were created").exists();
      user.finish();
    }
    assertThat(folder).isEmptyDirectory();
  }

  @ParameterizedTest
  @EnumSource
  void aRegionThatItOpenedIsNeitherSweptNorRemovedByOneThatLeaves(Waiting waiting) throws Exception {
    SharedEight maker = SharedEight.createTemporary(SharedMemory.folder(folder));
    Path path = maker.path();
    try (ChildJvm user = ChildJvm.start(Children.command(waiting, LosesItsLocks.class, path))) {
      assertThat(user.nextLine()).isEqualTo(path.toString());
      maker.close();
      assertThat(path).as("after its maker left").exists();
      assertLost(waiting, path, 1);
      createOthers();
      assertThat(path).as("after others were created").exists();
      SharedEight.open(path).close();
      assertThat(path).as("after another one left").exists();
      user.finish();
    }
    assertThat(folder).isEmptyDirectory();
  }

  @ParameterizedTest
  @EnumSource
  void aRegionThatItMadeStaysForItWhenAnotherProcessLeaves(Waiting waiting) throws Exception {
    try (ChildJvm user = ChildJvm.start(Children.command(waiting, LosesItsLocks.class, folder))) {
      Path path = Path.of(user.nextLine());
      try (ChildJvm other = ChildJvm.start(Children.command(waiting, OpensAndWaits.class, path))) {
        other.awaitLine("attached to 0");
        other.finish();
      }
      assertThat(path).exists();
      user.finish();
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aRegionThatItLeftBehindIsSwept() throws Exception {
    try (ChildJvm user = ChildJvm.start(LosesItsLocks.class, folder)) {
      user.nextLine();
      user.signal("KILL");
    }
    createOthers();
    assertThat(folder).isEmptyDirectory();
  }

  /** That the case is what this test is about. */
  private static void assertLost(Waiting waiting, Path path, int participants) throws Exception {
    assertThat(ChildJvm.run(ProbesBytes.class, Children.lockFile(path)).getFirst()).as("locked bytes")
        .isEqualTo(String.valueOf(waiting == Waiting.KERNEL ? participants : 0));
  }

  private void createOthers() throws Exception {
    for (int i = 0; i < CREATIONS; i++) {
      SharedEight.createTemporary(SharedMemory.folder(folder)).close();
    }
  }
}
