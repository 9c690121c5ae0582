package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sharedstruct.tests.child.EqualLongs;
import org.sharedstruct.tests.child.OpensOrCreates;

/** However many processes call {@code openOrCreate} at once, one creates and all share what it made. */
class OpenOrCreateRaceTest {

  private static final int RACERS = 16;
  private static final int ROUNDS = 100;

  @TempDir Path folder;

  @Test
  void oneCreatesAndAllShareIt() throws Exception {
    List<ChildJvm> racers = new ArrayList<>();
    try (SharedTally gate = SharedTally.create(folder.resolve("gate"))) {
      for (int i = 0; i < RACERS; i++) {
        racers.add(ChildJvm.start(OpensOrCreates.class, folder, RACERS, ROUNDS));
      }
      List<List<String>> seen = new ArrayList<>();
      for (ChildJvm racer : racers) {
        seen.add(racer.finish());
      }
      assertThat(gate.raw().count()).isEqualTo(RACERS * ROUNDS);
      assertThat(seen).as("what each racer saw, round by round").containsOnly(initialValues());
    } finally {
      racers.forEach(ChildJvm::close);
    }
  }

  /** What the files of all rounds began with, after a look at who is attached to them. */
  private List<String> initialValues() throws Exception {
    List<Long> pids = new ArrayList<>();
    List<String> values = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      try (SharedTwelve shared = SharedTwelve.open(folder.resolve("round-" + round))) {
        assertThat(shared.raw().l()).as("racers attached to the file of round %s", round).isEqualTo(RACERS);
        pids.add(shared.raw().a());
        values.add(RawTwelve.allocate().set(EqualLongs.twelve(shared.raw().a())).l(0).toRecord().toString());
      }
    }
    assertThat(pids).allMatch(pid -> pid > 0);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).as("regions and their lock files, and nothing else").hasSize(2 * (ROUNDS + 1));
    }
    return values;
  }
}
