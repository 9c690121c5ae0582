package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ready-made types have the bytes of the ctypes that they stand for. */
class TypecodesTest {

  @TempDir Path folder;

  /** For each type the bytes of its smallest and its largest value, as ctypes has them. */
  @Test
  void theExtremesOfEachTypeAreThoseOfPython() throws Exception {
    List<String> lines = Tool.run("python3", Tool.copy("/typecodes/extremes.py", folder));
    assertThat(lines).hasSize(30);
    for (String line : lines) {
      String[] words = line.split(" ");
      Class<?> raw = Class.forName("org.sharedstruct.types.Raw" + words[0]);
      Object view = raw.getMethod("allocate").invoke(null);
      MemorySegment memory = (MemorySegment) raw.getMethod("segment").invoke(view);
      byte[] bytes = HexFormat.of().parseHex(words[2]);
      assertThat(memory.byteSize()).as(line).isEqualTo(bytes.length);
      memory.copyFrom(MemorySegment.ofArray(bytes));
      Object value = raw.getMethod("value").invoke(view);
      assertThat(text(words[0], value)).as(line).isEqualTo(words[1]);
      raw.getMethod("value", raw.getMethod("value").getReturnType()).invoke(view, value);
      assertThat(memory.toArray(ValueLayout.JAVA_BYTE)).as(line).isEqualTo(bytes);
    }
  }

  private static String text(String type, Object value) {
    return switch (value) {
      case Long bits when type.equals("UnsignedLong") -> Long.toUnsignedString(bits);
      case Float number -> Float.toHexString(number);
      case Double number -> Double.toHexString(number);
      default -> value.toString();
    };
  }
}
