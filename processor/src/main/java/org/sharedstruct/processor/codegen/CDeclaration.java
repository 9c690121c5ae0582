package org.sharedstruct.processor.codegen;

import java.util.LinkedHashMap;
import java.util.Map;
import org.sharedstruct.processor.layout.StructLayout;
import org.sharedstruct.processor.model.Field;

/** The struct as C declares it, for Javadoc. */
final class CDeclaration {

  private CDeclaration() {}

  static String of(StructLayout layout) {
    Map<String, String> lines = new LinkedHashMap<>();
    for (StructLayout.Slot slot : layout.slots()) {
      lines.put(declaration(slot), "byte " + slot.offset());
    }
    if (layout.sized() && layout.tailPadding() > 0) {
      lines.put("char reserved_[" + layout.tailPadding() + "];",
          "byte " + (layout.size() - layout.tailPadding()) + ", room for fields to come");
    }
    int width = lines.keySet().stream().mapToInt(String::length).max().orElse(0);
    StringBuilder text = new StringBuilder("struct " + layout.name() + " {\n");
    lines.forEach((declaration, comment) ->
        text.append("  " + declaration + " ".repeat(width - declaration.length())
            + "  // " + comment + "\n"));
    return text.append("};  // " + layout.size() + " bytes, aligned to " + layout.alignment() + "\n")
        .toString();
  }

  private static String declaration(StructLayout.Slot slot) {
    Field field = slot.field();
    String aligned = field.alignment() > field.type().alignment() ? "_Alignas(" + field.alignment() + ") " : "";
    return aligned + field.type().cDeclaration(field.name()) + ";";
  }
}
