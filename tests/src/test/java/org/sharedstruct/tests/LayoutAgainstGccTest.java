package org.sharedstruct.tests;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The layout of generated views is that of gcc: size, alignment, the offset and size of each field, and
 * the bytes of a struct whose fields were set, for a few hundred structs.
 */
class LayoutAgainstGccTest {

  private static final String PACKAGE = "shapes";

  @TempDir Path folder;

  @Test
  void layoutsAndBytesAreThoseOfC() throws Exception {
    List<Shape> shapes = Shape.all();
    assertThat(shapes).hasSizeGreaterThan(200);
    List<String> inC = Tool.run(Gcc.compile(program(shapes), folder));
    assertThat(inC).hasSameSizeAs(shapes);
    try (URLClassLoader generated = compile(shapes)) {
      for (int i = 0; i < shapes.size(); i++) {
        Shape shape = shapes.get(i);
        Class<?> raw = generated.loadClass(PACKAGE + ".Raw" + shape.name());
        assertThat(describe(shape, raw)).as(shape.java(PACKAGE)).isEqualTo(inC.get(i));
        assertThat(valuesOf(inC.get(i), shape, raw)).as(shape.java(PACKAGE)).isEqualTo(shape.values());
      }
    }
  }

  // C

  private static String program(List<Shape> shapes) {
    return """
        #include <stddef.h>
        #include <stdint.h>
        #include <stdio.h>
        #include <string.h>

        #define FIELD(f) \\
          printf(" " #f " %%zu %%zu", (size_t) ((char *) &v.f - (char *) &v), sizeof v.f)
        #define BYTES() \\
          do { \\
            printf(" bytes "); \\
            for (size_t i = 0; i < sizeof v; i++) printf("%%02x", ((unsigned char *) &v)[i]); \\
            printf("\\n"); \\
          } while (0)

        %s
        int main(void) {
        %s  return 0;
        }
        """.formatted(
            shapes.stream().map(Shape::c).collect(joining("\n")),
            shapes.stream().map(shape -> "  print_" + shape.name() + "();\n").collect(joining()));
  }

  // Java

  private URLClassLoader compile(List<Shape> shapes) throws Exception {
    Map<String, String> sources = shapes.stream()
        .collect(toMap(shape -> PACKAGE + "." + shape.name(), shape -> shape.java(PACKAGE)));
    return MemoryCompiler.compile(sources, Files.createDirectory(folder.resolve("classes")));
  }

  /** What the C program prints: by the public layout, and by the bytes that the setters write. */
  private static String describe(Shape shape, Class<?> raw) throws Exception {
    StructLayout layout = (StructLayout) raw.getField("LAYOUT").get(null);
    StringBuilder text = new StringBuilder("%s size %s align %s".formatted(
        layout.name().orElse("?"), layout.byteSize(), layout.byteAlignment()));
    Object view = raw.getMethod("allocate").invoke(null);
    for (int i = 0; i < shape.types().size(); i++) {
      String name = Shape.field(i);
      PathElement field = PathElement.groupElement(name);
      text.append(" %s %s %s".formatted(name, layout.byteOffset(field), layout.select(field).byteSize()));
      raw.getMethod(name, shape.types().get(i).java).invoke(view, shape.values().get(i));
    }
    byte[] bytes = ((MemorySegment) raw.getMethod("segment").invoke(view)).toArray(ValueLayout.JAVA_BYTE);
    return text + " bytes " + HexFormat.of().formatHex(bytes);
  }

  /** What the getters read from the bytes that C wrote. */
  private static List<Object> valuesOf(String inC, Shape shape, Class<?> raw) throws Exception {
    byte[] bytes = HexFormat.of().parseHex(inC.substring(inC.lastIndexOf(' ') + 1));
    Object view = raw.getMethod("allocate").invoke(null);
    ((MemorySegment) raw.getMethod("segment").invoke(view)).copyFrom(MemorySegment.ofArray(bytes));
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < shape.types().size(); i++) {
      values.add(raw.getMethod(Shape.field(i)).invoke(view));
    }
    return values;
  }
}
