package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sharedstruct.tests.child.EqualLongs;
import org.sharedstruct.tests.child.RemovesAgain;

/** What is made while another process makes and removes files at the same path. */
class RemovalRaceTest {

  private static final int ROUNDS = 2_000;

  @TempDir Path folder;

  @Test
  void openOrCreateGivesAFileWhoeverRemovesIt() throws Exception {
    Path path = folder.resolve("twelve");
    try (ChildJvm remover = ChildJvm.start(RemovesAgain.class, path)) {
      remover.awaitLine("removed");
      for (int round = 0; round < ROUNDS; round++) {
        try (SharedTwelve shared = SharedTwelve.openOrCreate(path, RemovesAgain.INITIAL)) {
          assertThat(shared.guarded().snapshot()).isEqualTo(RemovesAgain.INITIAL);
        }
      }
      remover.finish();
    }
  }

  @Test
  void createGivesTheFileThatItMade() throws Exception {
    Path path = folder.resolve("twelve");
    TwelveRecord mine = EqualLongs.twelve(-1);
    try (ChildJvm remover = ChildJvm.start(RemovesAgain.class, path)) {
      remover.awaitLine("removed");
      for (int round = 0; round < ROUNDS; round++) {
        try (SharedTwelve shared = SharedTwelve.create(path, mine)) {
          assertThat(shared.guarded().snapshot()).isEqualTo(mine);
          shared.remove();
        } catch (FileAlreadyExistsException theirs) {
          // and they will remove it
        }
      }
      remover.finish();
    }
  }
}
