package org.sharedstruct.processor;

import static com.google.testing.compile.CompilationSubject.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;

/** The processor in memory, as Google's compile-testing runs it: for projects that test with it too. */
class CompileTestingTest {

  @Test
  void generatesTheReviewedTextWithoutAWarning() throws Exception {
    Path golden = Inputs.folder("golden").resolve("xy");
    JavaFileObject xy = JavaFileObjects.forSourceString(
        "geometry.XY", Files.readString(golden.resolve("XY.java")));
    Compilation compilation = Compiler.javac()
        .withProcessors(new SharedStructProcessor())
        .withOptions("-Xlint:all", "-Werror")
        .compile(xy);
    assertThat(compilation).succeededWithoutWarnings();
    for (String type : new String[] {"SharedXY", "RawXY", "GuardedXY", "XYRecord"}) {
      assertThat(compilation).generatedSourceFile("geometry." + type)
          .contentsAsString(StandardCharsets.UTF_8)
          .isEqualTo(Files.readString(golden.resolve("generated/geometry/" + type + ".java")));
    }
  }
}
