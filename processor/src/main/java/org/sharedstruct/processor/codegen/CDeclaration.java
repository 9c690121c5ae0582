package org.sharedstruct.processor.codegen;

import org.sharedstruct.processor.layout.StructLayout;
import org.sharedstruct.processor.model.Field;

/** The struct as C declares it, for Javadoc. */
final class CDeclaration {

  private CDeclaration() {}

  static String of(StructLayout layout) {
    int width = layout.slots().stream().mapToInt(slot -> declaration(slot).length()).max().orElse(0);
    StringBuilder text = new StringBuilder("struct " + layout.name() + " {\n");
    for (StructLayout.Slot slot : layout.slots()) {
      String padding = " ".repeat(width - declaration(slot).length());
      text.append("  " + declaration(slot) + padding + "  // byte " + slot.offset() + "\n");
    }
    return text.append("};  // " + layout.size() + " bytes, aligned to " + layout.alignment() + "\n")
        .toString();
  }

  private static String declaration(StructLayout.Slot slot) {
    Field field = slot.field();
    String aligned = field.alignment() > field.type().alignment() ? "_Alignas(" + field.alignment() + ") " : "";
    return aligned + field.type().cDeclaration(field.name()) + ";";
  }
}
