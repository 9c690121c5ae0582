package org.sharedstruct.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A type that is still to be generated, in the signature of a default method, is the one that the language means. */
class GeneratedTypesTest {

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void aTypeOfAnotherPackageIsWrittenWithItsName(Compiler compiler) throws IOException {
    Compiled compiled = points(compiler).source("p/User.java", """
        package p;

        import b.PointRecord;

        @org.sharedstruct.SharedStruct
        public interface User {
          int x();

          default PointRecord point(PointRecord[] points) {
            return points[0];
          }
        }
        """).run();
    assertThat(compiled.messagesAboutFiles()).noneMatch(Message::isError);
    assertThat(compiled.generated().get("p/GuardedUser.java"))
        .contains("import b.PointRecord;").contains("public PointRecord point(PointRecord[] points)");
  }

  @ParameterizedTest
  @EnumSource
  void theUserIsAskedWhereNoImportDecides(Compiler compiler) throws IOException {
    Compiled compiled = points(compiler).source("p/User.java", """
        package p;

        import a.*;
        import b.*;

        @org.sharedstruct.SharedStruct
        public interface User {
          int x();

          default int read(java.util.List<PointRecord> points) {
            return 1;
          }
        }
        """).run();
    assertThat(compiled.errors()).anySatisfy(error -> {
      assertThat(error.line()).isEqualTo(10);
      assertThat(error.text()).matches("\\[type-ambiguous] read\\(java.util.List<PointRecord>\\) mentions PointRecord,"
          + " which may be a.PointRecord or b.PointRecord: .* Import the one that is meant");
    });
    assertThat(compiled.generated()).doesNotContainKey("p/GuardedUser.java");
  }

  private Compilation points(Compiler compiler) throws IOException {
    return Compilation.by(compiler, folder)
        .source("a/Point.java", point("a", "int x();"))
        .source("b/Point.java", point("b", "long y();"));
  }

  private static String point(String packageName, String field) {
    return """
        package %s;

        @org.sharedstruct.SharedStruct
        public interface Point {
          %s
        }
        """.formatted(packageName, field);
  }
}
