package org.sharedstruct.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sharedstruct.benchmarks.inside.AgronaPrimitives;

/** Everything that competes runs for a moment, and leaves nothing behind. What it measures means nothing. */
class SmokeTest {

  @Test
  void everyContenderTakesItsTurn(@TempDir Path reports) throws Exception {
    Path workPath;
    Path sharedPath;
    try (Folder work = Folder.forPrograms(); Folder shared = Folder.inMemory()) {
      workPath = work.file("");
      sharedPath = shared.file("");
      Programs programs = new Programs(work, "gcc", "python3");
      List<Contender> contenders = withFewJvms(new Contenders(shared, work, programs, Extent.SMOKE).all());
      Report report = new Report(new Benchmarks(Plan.SMOKE, contenders).run(), Plan.SMOKE);
      assertThat(report.markdown()).contains(contenders.stream().map(Contender::name).toList())
          .doesNotContain("missing").doesNotContain("does not run");
      report.write(reports, Extent.SMOKE);
      assertThat(reports.resolve("performance.md")).hasContent(report.markdown());
      assertThat(JSON.std.mapFrom(reports.resolve("performance.json").toFile())).containsKeys("machine", "figures");
      assertThat(reports.resolve("performance-update.svg")).content().contains("robust mutex");
      assertThat(reports.resolve("performance-growth.svg")).content().contains("processes attached");
    }
    assertThat(workPath).doesNotExist();
    assertThat(sharedPath).doesNotExist();
    assertThat(ProcessHandle.current().descendants()).isEmpty();
  }

  /** Of benchmarks that need a JVM of their own, one of each class. */
  private static List<Contender> withFewJvms(List<Contender> all) {
    Set<Class<?>> seen = new HashSet<>();
    return all.stream()
        .filter(contender -> !(contender instanceof InsideContender inside)
            || inside.flags().isEmpty() || seen.add(inside.benchmarks()))
        .toList();
  }

  @Test
  void aRowSaysWhyARivalDoesNotRun() throws Exception {
    try (Folder work = Folder.forPrograms()) {
      Contender withoutItsFlag = new InsideContender(List.of(Contenders.UPDATE), "Agrona", Side.RIVAL,
          AgronaPrimitives.class, "aByte", List.of("-Dnothing=opened"), work.file("jmh.txt"));
      String table = Table.of(new Benchmarks(Plan.SMOKE, List.of(withoutItsFlag)).run()).toString();
      assertThat(table).contains("does not run: java.lang.IllegalAccessError");
    }
  }

  @Test
  void aRowSaysWhichToolIsMissing() throws Exception {
    try (Folder work = Folder.forPrograms(); Folder shared = Folder.inMemory()) {
      Programs programs = new Programs(work, "no-such-gcc", "no-such-python");
      List<Contender> rivals = new Contenders(shared, work, programs, Extent.SMOKE).all().stream()
          .filter(SmokeTest::isInCOrPython)
          .toList();
      assertThat(rivals).hasSize(33);
      String table = Table.of(new Benchmarks(Plan.SMOKE, rivals).run()).toString();
      List<String> rows = table.lines().skip(2).toList();
      assertThat(rows).hasSize(rivals.stream().mapToInt(rival -> rival.figures().size()).sum());
      assertThat(rows).allSatisfy(
          row -> assertThat(row).containsAnyOf("no-such-gcc is missing", "no-such-python is missing"));
    }
  }

  private static boolean isInCOrPython(Contender contender) {
    return Stream.of("C,", "Python,", "SharedStruct in").anyMatch(contender.name()::startsWith)
        || contender.figures().stream().anyMatch(figure -> figure.what().startsWith("in "));
  }
}
