package org.sharedstruct.processor.codegen;

import org.sharedstruct.processor.layout.StructLayout;

/** The struct as C declares it, for Javadoc. */
final class CDeclaration {

  private CDeclaration() {}

  static String of(StructLayout layout) {
    int width = layout.slots().stream().mapToInt(slot -> declaration(slot).length()).max().orElse(0);
    StringBuilder text = new StringBuilder("struct %s {%n".formatted(layout.name()));
    for (StructLayout.Slot slot : layout.slots()) {
      text.append(("  %-" + width + "s  // byte %d%n").formatted(declaration(slot), slot.offset()));
    }
    return text.append("};  // %d bytes, aligned to %d%n".formatted(layout.size(), layout.alignment()))
        .toString().replace(System.lineSeparator(), "\n");
  }

  private static String declaration(StructLayout.Slot slot) {
    return slot.field().type().cName() + " " + slot.field().name() + ";";
  }
}
