package org.sharedstruct.processor;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The generated files, character by character, the same with both compilers.
 *
 * <p>After a change that is meant to show, let this test write the files anew, and read the difference
 * as part of the change:
 *
 * <pre>
 * mvn -pl runtime,processor test -Dtest=GoldenFilesTest -Dgolden.update=true \
 *     -Dsurefire.failIfNoSpecifiedTests=false
 * </pre>
 */
class GoldenFilesTest {

  private static final boolean UPDATE = Boolean.getBoolean("golden.update");

  @TempDir Path folder;

  static Stream<Arguments> cases() throws IOException {
    return Inputs.forBothCompilers("golden");
  }

  @ParameterizedTest(name = "{0} by {1}")
  @MethodSource("cases")
  void areAsTheyWereReviewed(String name, Compiler compiler) throws IOException {
    Compiled compiled =
        Compilation.by(compiler, folder).sources(GoldenFiles.sources(name)).run();
    if (UPDATE && compiler == Compiler.JAVAC) {
      GoldenFiles.replace(name, compiled.generated());
    }
    compiled.assertGenerated(GoldenFiles.generated(name));
  }
}
