package org.sharedstruct.processor;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is generated depends on the interface, and on nothing else. */
class DeterminismTest {

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void twoRunsGiveTheSameFiles(Compiler compiler) throws IOException {
    Compiled first = compile(compiler, "first", GoldenFiles.allSources());
    Compiled second = compile(compiler, "second", GoldenFiles.allSources());
    second.assertGenerated(first.generated());
  }

  @ParameterizedTest
  @EnumSource
  void otherStructsInTheSameBuildAndTheirOrderDoNotMatter(Compiler compiler) throws IOException {
    Compiled together = compile(compiler, "together", GoldenFiles.allSources().reversed());
    together.assertGenerated(GoldenFiles.allGenerated());
  }

  /** In Persian, formatted numbers have digits of their own: "\u06f8 bytes". */
  @ParameterizedTest
  @EnumSource
  void theLocaleOfTheBuildDoesNotMatter(Compiler compiler) throws IOException {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("fa-IR"));
    try {
      Compiled persian = compile(compiler, "persian", GoldenFiles.sources("xy"));
      persian.assertGenerated(GoldenFiles.generated("xy"));
    } finally {
      Locale.setDefault(before);
    }
  }

  private Compiled compile(Compiler compiler, String run, List<Path> sources) throws IOException {
    return Compilation.by(compiler, folder.resolve(run)).sources(sources).run();
  }
}
