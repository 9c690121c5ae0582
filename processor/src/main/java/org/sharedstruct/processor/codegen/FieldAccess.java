package org.sharedstruct.processor.codegen;

import com.palantir.javapoet.NameAllocator;
import java.util.Locale;
import java.util.List;
import org.sharedstruct.processor.layout.StructLayout;
import org.sharedstruct.processor.model.Field;
import org.sharedstruct.processor.model.FieldType;
import org.sharedstruct.processor.model.Primitive;

/**
 * How generated code reaches a field.
 *
 * @param field the field
 * @param offset its byte offset
 * @param constant the name of the constant that holds the offset
 */
record FieldAccess(Field field, long offset, String constant) {

  /** The fields of a struct, each with a constant name of its own. */
  static List<FieldAccess> of(StructLayout layout) {
    NameAllocator constants = new NameAllocator();
    return layout.slots().stream()
        .map(slot -> new FieldAccess(slot.field(), slot.offset(),
            constants.newName(upperSnake(slot.field().name()) + "_OFFSET")))
        .toList();
  }

  private static String upperSnake(String name) {
    return name.replaceAll("(?<=[\\p{Ll}\\d])(?=\\p{Lu})", "_").toUpperCase(Locale.ROOT);
  }

  /** {@code Float} of {@code getFloat}. */
  String suffix() {
    return switch (field.type()) {
      case Primitive primitive -> primitive.accessorSuffix();
    };
  }

  /** What begins the Javadoc of a method that overrides the user's: the user's own, if there is any. */
  static String inherited(boolean documented) {
    return documented ? "{@inheritDoc}\n\n<p>" : "";
  }

  /** The phrase for the Javadoc of a getter. */
  String inheritedPlace() {
    return inherited(field.documented()) + place();
  }

  /** The phrase for Javadoc: {@code a float at byte 4}. */
  String place() {
    FieldType type = field.type();
    return "{@code " + type.schemaName() + "} at byte " + offset;
  }
}
