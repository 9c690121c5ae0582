package org.sharedstruct.support;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import org.sharedstruct.format.MemberType;
import org.sharedstruct.format.Schema;
import org.sharedstruct.format.Schema.Member;

/** Schemas as layouts of {@code java.lang.foreign}. */
public final class Layouts {

  private Layouts() {}

  /**
   * The layout of a struct: a member for each field, of the field's name, and padding that has none. Text is bytes,
   * an enum is an {@code int}, and {@code UUID}, {@code Instant} and {@code Duration} are two {@code long}. It is
   * aligned as the struct is; a field in it, as its type is.
   *
   * @param schema the schema text of the struct
   * @return the layout, of the struct's name
   */
  public static StructLayout of(String schema) {
    Schema struct = Schema.parse(schema);
    StructLayout layout = of(struct);
    return layout.byteAlignment() == struct.alignment() ? layout : layout.withByteAlignment(struct.alignment());
  }

  private static StructLayout of(Schema struct) {
    List<MemoryLayout> elements = new ArrayList<>();
    long at = 0;
    for (Member field : struct.fields().toList()) {
      addPadding(elements, field.offset() - at);
      elements.add(of(struct, field).withName(field.name()));
      at = field.end();
    }
    addPadding(elements, struct.size() - at);
    return MemoryLayout.structLayout(elements.toArray(MemoryLayout[]::new)).withName(struct.name());
  }

  private static void addPadding(List<MemoryLayout> elements, long bytes) {
    if (bytes > 0) {
      elements.add(MemoryLayout.paddingLayout(bytes));
    }
  }

  private static MemoryLayout of(Schema struct, Member field) {
    MemberType type = MemberType.of(field);
    if (!type.isArray()) {
      return element(struct, field, type);
    }
    return MemoryLayout.sequenceLayout(type.count(), element(struct, field, type));
  }

  private static MemoryLayout element(Schema struct, Member field, MemberType type) {
    return switch (type.element()) {
      case "boolean" -> ValueLayout.JAVA_BOOLEAN;
      case "byte", "unsigned8" -> ValueLayout.JAVA_BYTE;
      case "short", "unsigned16" -> ValueLayout.JAVA_SHORT;
      case "char" -> ValueLayout.JAVA_CHAR;
      case "int", "unsigned32" -> ValueLayout.JAVA_INT;
      case "long" -> ValueLayout.JAVA_LONG;
      case "float" -> ValueLayout.JAVA_FLOAT;
      case "double" -> ValueLayout.JAVA_DOUBLE;
      case "uuid", "instant", "duration" -> MemoryLayout.sequenceLayout(2, ValueLayout.JAVA_LONG);
      case "string" -> MemoryLayout.sequenceLayout(field.size() / type.count(), ValueLayout.JAVA_BYTE);
      default -> type.isStruct()
          ? of(struct.within(field.name() + (type.isArray() ? "[]" : ""), type.count(), type.structName()))
          : ValueLayout.JAVA_INT; // an enum
    };
  }
}
