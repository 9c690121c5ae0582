package org.sharedstruct.processor.codegen;

import com.palantir.javapoet.CodeBlock;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.ValueLayout;
import org.sharedstruct.processor.model.ElementType;
import org.sharedstruct.processor.model.Enumeration;
import org.sharedstruct.processor.model.Field;
import org.sharedstruct.processor.model.FixedArray;
import org.sharedstruct.processor.model.Nested;
import org.sharedstruct.processor.model.Primitive;
import org.sharedstruct.processor.model.Text;
import org.sharedstruct.processor.model.TwoLongs;
import org.sharedstruct.processor.model.UnsignedInteger;

/** Fields as {@link MemoryLayout}s. */
final class Layouts {

  private Layouts() {}

  /** The member of the struct's layout for a field. */
  static CodeBlock of(Field field) {
    long asked = field.alignment() > field.type().alignment() ? field.alignment() : 0;
    CodeBlock layout = switch (field.type()) {
      case FixedArray array -> sequence(array.length(), of(array.element()));
      case ElementType element -> of(element);
    };
    return CodeBlock.of("$L.withName($S)$L", layout, field.name(), alignment(asked));
  }

  /** The call that asks for an alignment; none for 0. */
  static CodeBlock alignment(long bytes) {
    return bytes == 0 ? CodeBlock.of("") : CodeBlock.of(".withByteAlignment($L)", bytes);
  }

  private static CodeBlock of(ElementType type) {
    return switch (type) {
      case Primitive primitive -> value(primitive);
      case UnsignedInteger unsigned -> value(unsigned.stored());
      case Enumeration _ -> value(Primitive.INT);
      case TwoLongs _ -> sequence(2, value(Primitive.LONG));
      case Text text -> sequence(text.size(), value(Primitive.BYTE));
      case Nested nested -> CodeBlock.of("$T.LAYOUT", nested.raw());
    };
  }

  private static CodeBlock value(Primitive primitive) {
    return CodeBlock.of("$T.$L", ValueLayout.class, primitive.valueLayout());
  }

  private static CodeBlock sequence(long length, CodeBlock element) {
    return CodeBlock.of("$T.sequenceLayout($L,$W$L)", MemoryLayout.class, length, element);
  }
}
