package org.sharedstruct.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.lang.model.element.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What build tools need to know in order to compile only what changed. */
class IncrementalBuildTest {

  private static final String GRADLE = "META-INF/gradle/incremental.annotation.processors";

  private static final String XY = """
      package p;

      @org.sharedstruct.SharedStruct
      public interface XY {
        float x();
      }
      """;

  private static final String UVW = """
      package p;

      final class Other {
        @org.sharedstruct.SharedStruct
        interface UVW extends XY {
          float u();
        }
      }
      """;

  @TempDir Path folder;

  @Test
  void gradleIsToldThatTheProcessorIsIsolating() throws IOException {
    try (InputStream in = SharedStructProcessor.class.getClassLoader().getResourceAsStream(GRADLE)) {
      assertThat(in).as(GRADLE).isNotNull();
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8).strip())
          .isEqualTo(SharedStructProcessor.class.getName() + ",isolating");
    }
  }

  @ParameterizedTest
  @EnumSource
  void eachGeneratedFileNamesItsInterfaceAsItsOneOrigin(Compiler compiler) throws IOException {
    Map<String, List<String>> origins = new HashMap<>();
    Compilation.by(compiler, folder)
        .source("p/XY.java", XY)
        .source("p/Other.java", UVW)
        .processors(new WatchedProcessor((type, elements) ->
            origins.put(type, elements.stream().map(Element::toString).toList())))
        .run();
    List<String> xy = List.of("p.XY");
    List<String> uvw = List.of("p.Other.UVW");
    assertThat(origins).containsExactlyInAnyOrderEntriesOf(Map.of(
        "p.SharedXY", xy, "p.RawXY", xy, "p.GuardedXY", xy, "p.XYRecord", xy,
        "p.SharedUVW", uvw, "p.RawUVW", uvw, "p.GuardedUVW", uvw, "p.UVWRecord", uvw));
  }

  /** Gradle's other rules for isolating processors: what it is called for is kept in class files, at least. */
  @Test
  void annotationsAreKeptInClassFiles() throws Exception {
    for (String annotation : new SharedStructProcessor().getSupportedAnnotationTypes()) {
      Retention retention = Class.forName(annotation).getAnnotation(Retention.class);
      assertThat(retention.value()).as(annotation).isNotEqualTo(RetentionPolicy.SOURCE);
    }
  }

  /**
   * Each file follows from its own source and the types that it mentions, in whichever form those are there. A class
   * file has no Javadoc, though, and names of parameters only with {@code -parameters}: what the user says of an
   * inherited field is repeated where its source is compiled.
   */
  @Test
  void whatIsGeneratedForAStructAloneIsWhatWasGeneratedAmongTheOthers() throws IOException {
    Compiled all = Compilation.by(Compiler.JAVAC, folder.resolve("all")).option("-parameters")
        .sources(GoldenFiles.allSources()).run();
    SortedMap<String, String> alone = new TreeMap<>();
    for (Path source : GoldenFiles.allSources()) {
      Compiled one = Compilation.by(Compiler.JAVAC, folder.resolve(source.getFileName().toString()))
          .sources(List.of(source)).dependingOn(all).run();
      assertThat(one.messagesAboutFiles()).isEmpty();
      alone.putAll(one.generated());
    }
    assertThat(alone.keySet()).isEqualTo(all.generated().keySet());
    all.generated().forEach((file, text) ->
        assertThat(withoutJavadoc(alone.get(file))).as(file).isEqualTo(withoutJavadoc(text)));
  }

  private static String withoutJavadoc(String source) {
    return source.replaceAll("(?s)/\\*\\*.*?\\*/", "/** */");
  }

  /**
   * As build tools do that compile only what changed: the rest is on the class path. Ecj's batch compiler
   * creates no file for a type that it finds there, whatever the processor.
   */
  @Test
  void aStructIsGeneratedAnewOverTheClassFilesOfTheLastBuild() throws IOException {
    Compiled first = Compilation.by(Compiler.JAVAC, folder).source("p/XY.java", XY).run();
    Compiled second = Compilation.by(Compiler.JAVAC, folder)
        .source("p/XY.java", XY.replace("float x();", "float x();\n\n  float y();"))
        .dependingOn(first)
        .run();
    assertThat(second.messagesAboutFiles()).isEmpty();
    assertThat(second.generated().get("p/RawXY.java")).contains("4 4 float y");
  }
}
