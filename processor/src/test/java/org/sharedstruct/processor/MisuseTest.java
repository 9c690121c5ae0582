package org.sharedstruct.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What would go wrong at run time elsewhere, and does not compile here. */
class MisuseTest {

  @TempDir Path folder;
  private int runs;

  @ParameterizedTest
  @EnumSource
  void rawViewsGiveTheirMemoryAway(Compiler compiler) throws IOException {
    assertThat(use(compiler, "fill(raw.segment());")).isEmpty();
    assertThat(use(compiler, "fill(rawArray.segment());")).isEmpty();
    assertThat(use(compiler, "fill(java.util.Optional.of(raw).map(RawXY::segment).get());")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      JAVAC | cannot find symbol
      ECJ   | The method segment() is undefined
      """)
  void guardedViewsHaveNoMemoryToGiveAway(Compiler compiler, String message) throws IOException {
    assertThat(use(compiler, "fill(guarded.segment());")).contains(message);
    assertThat(use(compiler, "fill(guardedArray.segment());")).contains(message);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      JAVAC | incompatible types
      ECJ   | is not applicable for the arguments
      """)
  void guardedViewsAreNoMemory(Compiler compiler, String message) throws IOException {
    assertThat(use(compiler, "fill(guarded);")).contains(message);
    assertThat(use(compiler, "fill(guardedArray);")).contains(message);
    assertThat(use(compiler, "RawXY.of(guarded);")).contains(message);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      JAVAC | void cannot be dereferenced
      ECJ   | Cannot invoke y(float) on the primitive type void
      """)
  void twoCommitsCannotBeChainedToLookLikeOne(Compiler compiler, String message) throws IOException {
    assertThat(use(compiler, "raw.x(1f).y(2f);")).isEmpty();
    assertThat(use(compiler, "guarded.update(xy -> xy.x(1f).y(2f));")).isEmpty();
    assertThat(use(compiler, "guarded.x(1f).y(2f);")).contains(message);
  }

  @ParameterizedTest
  @EnumSource
  void optionsThatMakeNoSenseForAVerbDoNotCompile(Compiler compiler) throws IOException {
    assertThat(use(compiler, "SharedXY.open(path, READ_ONLY);")).isEmpty();
    assertThat(use(compiler, "SharedXY.create(path, permissions(\"rw-------\"));")).isEmpty();
    assertThat(use(compiler, "SharedXY.openOrCreate(path, permissions(\"rw-------\"));")).isEmpty();
    assertThat(use(compiler, "SharedXY.Array.create(path, 8, permissions(\"rw-------\"));")).isEmpty();

    assertThat(use(compiler, """
        SharedXY.create(path, lockTimeout(SECOND), permissions("rw-------"));
        SharedXY.createTemporary(lockTimeout(SECOND));
        SharedXY.open(path, lockTimeout(SECOND), ANY_OWNER);
        SharedXY.openOrCreate(path, lockTimeout(SECOND), ANY_OWNER);
        SharedXY.inherited("xy", lockTimeout(SECOND));
        SharedXY.Array.create(path, 8, lockTimeout(SECOND), ATOMIC_ARRAY);
        SharedXY.Array.createTemporary(8, lockTimeout(SECOND));
        SharedXY.Array.open(path, lockTimeout(SECOND));
        SharedXY.Array.openOrCreate(path, 8, lockTimeout(SECOND), ATOMIC_ARRAY);
        SharedXY.Array.inherited("xy", lockTimeout(SECOND));
        SharedXY.open(path).copyTo(path, permissions("rw-------"));
        """)).isEmpty();

    assertThat(use(compiler, "SharedXY.open(path).copyTo(path, lockTimeout(SECOND));"))
        .isNotEmpty();
    assertThat(use(compiler, "SharedXY.create(path, READ_ONLY);")).isNotEmpty();
    assertThat(use(compiler, "SharedXY.openOrCreate(path, READ_ONLY);")).isNotEmpty();
    assertThat(use(compiler, "SharedXY.Array.create(path, 8, READ_ONLY);")).isNotEmpty();
    assertThat(use(compiler, "SharedXY.open(path, permissions(\"rw-------\"));")).isNotEmpty();
    assertThat(use(compiler, "SharedXY.Array.open(path, permissions(\"rw-------\"));")).isNotEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void recordsAndViewsCannotBeClosed(Compiler compiler) throws IOException {
    assertThat(use(compiler, "SharedXY.open(path).close();")).isEmpty();
    assertThat(use(compiler, "SharedXY.open(path).raw().close();")).isNotEmpty();
    assertThat(use(compiler, "SharedXY.open(path).guarded().close();")).isNotEmpty();
  }

  /** What the compiler says about one statement of a user's; nothing if it compiles. */
  private String use(Compiler compiler, String statement) throws IOException {
    Compiled compiled = Compilation.by(compiler, folder.resolve("run" + runs++))
        .source("misuse/XY.java", """
            package misuse;

            @org.sharedstruct.SharedStruct
            public interface XY {
              float x();

              float y();
            }
            """)
        .source("misuse/Use.java", """
            package misuse;

            import static org.sharedstruct.SharedMemory.ANY_OWNER;
            import static org.sharedstruct.SharedMemory.ATOMIC_ARRAY;
            import static org.sharedstruct.SharedMemory.READ_ONLY;
            import static org.sharedstruct.SharedMemory.lockTimeout;
            import static org.sharedstruct.SharedMemory.permissions;

            import java.io.IOException;
            import java.lang.foreign.MemorySegment;
            import java.nio.file.Path;
            import java.time.Duration;

            class Use {
              static final Duration SECOND = Duration.ofSeconds(1);

              void fill(MemorySegment memory) {}

              void use(RawXY raw, RawXY.Array rawArray, GuardedXY guarded, GuardedXY.Array guardedArray,
                  Path path) throws IOException {
                %s
              }
            }
            """.formatted(statement))
        .run();
    List<Message> errors = compiled.errors();
    assertThat(errors).allMatch(error -> error.file().endsWith("Use.java"));
    return String.join("\n", errors.stream().map(Message::text).toList());
  }
}
