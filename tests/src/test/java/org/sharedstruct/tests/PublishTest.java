package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sharedstruct.RegionRemovedException;
import org.sharedstruct.tests.child.CreatesAndRemoves;
import org.sharedstruct.tests.child.EqualLongs;

/** A file is there with all its initial values or not at all, while another process makes and removes it. */
class PublishTest {

  private static final int ENOUGH = 200;
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir Path folder;

  @Test
  void openSeesNoFileOrAllInitialValues() throws Exception {
    Path path = folder.resolve("twelve");
    int opened = 0;
    int absent = 0;
    try (ChildJvm creator = ChildJvm.start(CreatesAndRemoves.class, path)) {
      long start = System.nanoTime();
      while ((opened < ENOUGH || absent < ENOUGH) && System.nanoTime() - start < LIMIT.toNanos()) {
        try (SharedTwelve shared = SharedTwelve.open(path)) {
          TwelveRecord seen = shared.guarded().snapshot();
          assertThat(seen).isEqualTo(EqualLongs.twelve(seen.a()));
          assertThat(seen.a()).isPositive();
          opened++;
        } catch (NoSuchFileException | RegionRemovedException notThere) {
          absent++;
        }
      }
      creator.finish();
    }
    assertThat(opened).as("times that the file was there").isGreaterThanOrEqualTo(ENOUGH);
    assertThat(absent).as("times that it was not").isGreaterThanOrEqualTo(ENOUGH);
    assertThat(folder).isEmptyDirectory();
  }
}
