package org.sharedstruct.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Everything that competes runs for a moment, and leaves nothing behind. What it measures means nothing. */
class SmokeTest {

  @Test
  void everyContenderTakesItsTurn() throws Exception {
    Path workPath;
    Path sharedPath;
    try (Folder work = Folder.forPrograms(); Folder shared = Folder.inMemory()) {
      workPath = work.file("");
      sharedPath = shared.file("");
      List<Contender> contenders = new Contenders(shared, work, new Programs(work, "gcc", "python3")).all();
      String table = new Benchmarks(Plan.SMOKE, contenders).run().toString();
      assertThat(table).contains(contenders.stream().map(Contender::name).toList()).doesNotContain("missing");
    }
    assertThat(workPath).doesNotExist();
    assertThat(sharedPath).doesNotExist();
    assertThat(ProcessHandle.current().descendants()).isEmpty();
  }

  @Test
  void aRowSaysWhichToolIsMissing() throws Exception {
    try (Folder work = Folder.forPrograms(); Folder shared = Folder.inMemory()) {
      Programs programs = new Programs(work, "no-such-gcc", "no-such-python");
      List<Contender> rivals = new Contenders(shared, work, programs).all().stream()
          .filter(contender -> contender.name().startsWith("C,") || contender.name().startsWith("Python,"))
          .toList();
      assertThat(rivals).hasSize(6);
      String table = new Benchmarks(Plan.SMOKE, rivals).run().toString();
      List<String> rows = table.lines().skip(2).toList();
      assertThat(rows).hasSize(rivals.stream().mapToInt(rival -> rival.figures().size()).sum());
      assertThat(rows).allSatisfy(
          row -> assertThat(row).containsAnyOf("no-such-gcc is missing", "no-such-python is missing"));
    }
  }
}
