package org.sharedstruct.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever uses what is deprecated is told so, also by way of a generated type. */
class DeprecationTest {

  private static final String MARK = "// DEPRECATED";

  @TempDir Path folder;

  @Test
  void aDeprecatedFieldIsDeprecatedInEveryType() throws IOException {
    assertWarnsOnMarkedLines("""
        package p;

        class Use {
          void use(RawXY raw, GuardedXY guarded, RawXY.Array rawArray, GuardedXY.Array guardedArray) {
            raw.old(); // DEPRECATED
            raw.old(1); // DEPRECATED
            guarded.old(); // DEPRECATED
            guarded.old(1); // DEPRECATED
            rawArray.old(0); // DEPRECATED
            rawArray.old(0, 1); // DEPRECATED
            guardedArray.old(0); // DEPRECATED
            guardedArray.old(0, 1); // DEPRECATED
            raw.x();
            guarded.x();
          }
        }
        """);
  }

  @Test
  void aDeprecatedFieldIsADeprecatedComponentOfTheRecord() throws IOException {
    assertWarnsOnMarkedLines("""
        package p;

        class Use {
          float use(XYRecord values) {
            return values.x()
                + values.old(); // DEPRECATED
          }
        }
        """);
  }

  @Test
  void aDeprecatedDefaultMethodIsDeprecatedInTheGuardedViewToo() throws IOException {
    assertWarnsOnMarkedLines("""
        package p;

        class Use {
          float use(RawXY raw, GuardedXY guarded) {
            return raw.twice() // DEPRECATED
                + guarded.twice(); // DEPRECATED
          }
        }
        """);
  }

  @Test
  void aFieldThatIsToBeRemovedIsToBeRemovedFromTheViews() throws IOException {
    Compiled compiled = use("""
        package p;

        class Use {
          float use(RawXY raw) {
            return raw.older();
          }
        }
        """);
    assertThat(compiled.messagesAboutFiles()).singleElement()
        .extracting(Message::text).asString().contains("marked for removal");
  }

  @Test
  void theTypesOfADeprecatedStructAreDeprecated() throws IOException {
    assertWarnsOnMarkedLines("""
        package p;

        class Use {
          Object[] types = {
            SharedGone.class, // DEPRECATED
            RawGone.class, // DEPRECATED
            GuardedGone.class, // DEPRECATED
            GoneRecord.class, // DEPRECATED
          };
        }
        """);
  }

  private void assertWarnsOnMarkedLines(String use) throws IOException {
    List<String> lines = use.lines().toList();
    List<String> marked = lines.stream().filter(line -> line.contains(MARK)).toList();
    assertThat(use(use).messagesAboutFiles())
        .allMatch(message -> message.text().contains("deprecated"))
        .extracting(message -> lines.get((int) message.line() - 1))
        .containsExactlyInAnyOrderElementsOf(marked);
  }

  private Compiled use(String use) throws IOException {
    return Compilation.by(Compiler.JAVAC, folder)
        .source("p/XY.java", """
            package p;

            @org.sharedstruct.SharedStruct
            public interface XY {
              float x();

              @Deprecated
              float old();

              @Deprecated(forRemoval = true)
              float older();

              @Deprecated
              default float twice() {
                return 2 * x();
              }
            }
            """)
        .source("p/Gone.java", """
            package p;

            @Deprecated
            @org.sharedstruct.SharedStruct
            public interface Gone {
              float x();
            }
            """)
        .source("p/Use.java", use)
        .run();
  }
}
