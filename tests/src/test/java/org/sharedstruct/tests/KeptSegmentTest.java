package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sharedstruct.tests.child.Held;
import org.sharedstruct.tests.child.KeepsSegment;

/** What {@code segment()} gives is memory until the handle is closed, even if nobody keeps that. */
class KeptSegmentTest {

  @TempDir Path folder;

  @Test
  void staysMappedWhenItsHandleIsNoLongerReachable() throws Exception {
    assertThat(ChildJvm.run(KeepsSegment.class,
        folder.resolve("single"), folder.resolve("array"), folder.resolve("forgotten")))
        .containsExactly("7 and 8");
  }

  @Test
  void endsWithTheCloseOfTheHandle() throws Exception {
    Path path = folder.resolve("tally");
    SharedTally shared = SharedTally.create(path);
    assertThat(shared.raw().segment().scope().isAlive()).isTrue();
    shared.close();
    assertThat(shared.raw().segment().scope().isAlive()).isFalse();
    assertThat(Held.of(path)).isEqualTo(Held.NOTHING);
  }
}
