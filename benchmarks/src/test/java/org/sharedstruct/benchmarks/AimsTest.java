package org.sharedstruct.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What is aimed at is measured, and the table of it says what was missed. */
class AimsTest {

  private static final Figure ATTACH = Figure.time("attach to a struct, alone");
  private static final Figure GET = Figure.time("get of one field");

  @Test
  void eachIsMeasured() throws Exception {
    try (Folder work = Folder.forPrograms(); Folder shared = Folder.inMemory()) {
      Programs programs = new Programs(work, "gcc", "python3");
      assertThat(Aims.unmeasured(new Contenders(shared, work, programs, Extent.FULL).all())).isEmpty();
    }
  }

  @Test
  void isARatioOrAValue() throws Exception {
    assertThat(table(
        new Known("ours", Side.OURS, GET, List.of(8.0)),
        new Known("`StampedLock` and an object", Side.RIVAL, GET, List.of(2.0)),
        new Known("ours", Side.OURS, ATTACH, List.of(150_000.0)),
        new Known("ours", Side.OURS, Watched.FIGURE, List.of(2.5)))).isEqualTo("""
        | aim | rival | at most | ours / rival |
        |-----|-------|--------:|-------------:|
        | get of one field | `StampedLock` | 3.00 | 4.00 (missed) |
        | attach to a struct, alone |  | 200,000 ns | 150,000 ns |
        | time that an update takes more while the tool watches it 60 times a second |  | 2.0 % | 2.5 % (missed) |
        """);
  }

  private static String table(Contender... contenders) throws Exception {
    return Aims.of(new Benchmarks(Plan.SMOKE, List.of(contenders)).run());
  }
}
