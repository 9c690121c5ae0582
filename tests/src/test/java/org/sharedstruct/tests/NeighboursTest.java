package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sharedstruct.tests.child.WritesNeighbours;

/** Two neighbouring fields never share a byte: two processes that each write one lose no update. */
class NeighboursTest {

  private static final int ROUNDS = 200_000;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"raw", "guarded"})
  void twoProcessesLoseNoUpdateOfFieldsSideBySide(String view) throws Exception {
    Path path = folder.resolve("neighbours");
    try (SharedNeighbours shared = SharedNeighbours.create(path);
        ChildJvm first = ChildJvm.start(WritesNeighbours.class, path, 0, view, ROUNDS);
        ChildJvm second = ChildJvm.start(WritesNeighbours.class, path, 1, view, ROUNDS)) {
      first.awaitLine("ready");
      second.awaitLine("ready");
      first.goOn();
      second.goOn();
      assertThat(first.finish()).contains("done");
      assertThat(second.finish()).contains("done");
      NeighboursRecord last = shared.guarded().snapshot();
      assertThat(last.a()).isEqualTo(last.b()).isEqualTo((byte) ROUNDS);
      assertThat(last.c()).isEqualTo(last.d()).isEqualTo(ROUNDS & 0xff);
      assertThat(last.g()).isEqualTo(last.h()).isEqualTo(String.valueOf(ROUNDS % 1000));
    }
  }
}
