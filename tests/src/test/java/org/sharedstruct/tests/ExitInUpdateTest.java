package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sharedstruct.tests.child.ExitsInUpdate;
import org.sharedstruct.tests.child.ExitsInUpdate.Place;

/**
 * A thread that calls {@link System#exit} in an update waits there for the shutdown hooks, which
 * may use the region. The process ends all the same, and nobody sees half an update.
 */
class ExitInUpdateTest {

  @TempDir Path folder;

  static Stream<Arguments> cases() {
    return Stream.of(Place.values()).flatMap(place -> Stream.of("platform", "virtual")
        .flatMap(thread -> Stream.of("same", "other")
            .map(handle -> Arguments.of(place, thread, handle))));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aShutdownHookUsesTheRegionAndTheProcessEnds(Place place, String thread, String handle)
      throws Exception {
    Path path = folder.resolve("tally");
    try (SharedTally shared = SharedTally.create(path, new TallyRecord(1, 2))) {
      TallyRecord expected = new TallyRecord(11, 22);
      assertThat(ChildJvm.run(ExitsInUpdate.class, place, thread, handle, path))
          .containsExactly(expected.toString(), "closed");
      assertThat(shared.guarded().snapshot()).isEqualTo(expected);
      shared.guarded().count(0);
    }
  }
}
