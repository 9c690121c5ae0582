package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sharedstruct.tests.child.Values;

/** A C program with the same struct reads what Java wrote, and the other way round, in the same memory. */
class CProgramTest {

  private static final List<String> ALL_BITS = Values.ALL.stream().map(Values::bits).toList();

  @TempDir static Path programs;
  @TempDir Path folder;

  private static Path program;

  @BeforeAll
  static void compile() throws Exception {
    program = Gcc.compile(Tool.copy("/c/eight.c", programs));
  }

  @Test
  void cReadsWhatJavaWrote() throws Exception {
    Path path = folder.resolve("eight");
    try (SharedEight shared = SharedEight.create(path)) {
      for (EightRecord value : Values.ALL) {
        shared.guarded().set(value);
        assertThat(Tool.run(program, "read", path, 1)).containsExactly(Values.bits(value));
        shared.raw().set(RawEight.allocate());
        shared.raw().set(value);
        assertThat(Tool.run(program, "read", path, 1)).containsExactly(Values.bits(value));
      }
    }
  }

  @Test
  void javaReadsWhatCWrote() throws Exception {
    Path path = folder.resolve("eight");
    try (SharedEight shared = SharedEight.create(path)) {
      for (String bits : ALL_BITS) {
        Tool.run(program, "write", path, bits);
        assertThat(Values.bits(shared.raw())).isEqualTo(bits);
        assertThat(Values.bits(shared.guarded())).isEqualTo(bits);
        assertThat(Values.bits(shared.guarded().snapshot())).isEqualTo(bits);
      }
    }
  }

  @Test
  void cReadsAnArrayOfJava() throws Exception {
    Path path = folder.resolve("eights");
    try (SharedEight.Array shared = SharedEight.Array.create(path, Values.ALL)) {
      assertThat(Tool.run(program, "read", path, shared.length())).isEqualTo(ALL_BITS);
    }
  }

  @Test
  void javaReadsAnArrayOfC() throws Exception {
    Path path = folder.resolve("eights");
    try (SharedEight.Array shared = SharedEight.Array.create(path, Values.ALL.size())) {
      Tool.run(Stream.concat(Stream.of(program, "write", path), ALL_BITS.stream()).toArray());
      assertThat(shared.raw().toRecords()).extracting(Values::bits).isEqualTo(ALL_BITS);
      assertThat(shared.guarded().snapshot()).extracting(Values::bits).isEqualTo(ALL_BITS);
    }
  }
}
