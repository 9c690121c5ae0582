package org.sharedstruct.processor.codegen;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import java.util.List;
import java.util.Locale;
import org.sharedstruct.processor.layout.StructLayout;
import org.sharedstruct.processor.model.ElementType;
import org.sharedstruct.processor.model.Enumeration;
import org.sharedstruct.processor.model.Field;
import org.sharedstruct.processor.model.FixedArray;
import org.sharedstruct.processor.model.Nested;
import org.sharedstruct.processor.model.Primitive;
import org.sharedstruct.processor.model.Text;
import org.sharedstruct.processor.model.TwoLongs;
import org.sharedstruct.processor.model.UnsignedInteger;
import org.sharedstruct.support.ArrayCodec;
import org.sharedstruct.support.Codec;
import org.sharedstruct.support.EnumCodec;
import org.sharedstruct.support.Items;
import org.sharedstruct.support.ListCodec;
import org.sharedstruct.support.TextCodec;
import org.sharedstruct.support.TwoLongsCodec;
import org.sharedstruct.support.UnsignedItems;

/**
 * How generated code reaches a field.
 *
 * @param field the field
 * @param offset its byte offset
 * @param constant the name of the constant that holds the offset
 * @param codec the name of the constant that holds the codec, if the field needs one
 */
record FieldAccess(Field field, long offset, String constant, String codec) {

  /** The fields of a struct, each with constant names of its own. */
  static List<FieldAccess> of(StructLayout layout) {
    NameAllocator constants = new NameAllocator();
    return layout.slots().stream()
        .map(slot -> new FieldAccess(slot.field(), slot.offset(),
            constants.newName(upperSnake(slot.field().name()) + "_OFFSET"),
            constants.newName(upperSnake(slot.field().name()) + "_CODEC")))
        .toList();
  }

  private static String upperSnake(String name) {
    return name.replaceAll("(?<=[\\p{Ll}\\d])(?=\\p{Lu})", "_").toUpperCase(Locale.ROOT);
  }

  /** Whether the raw view has a codec for this field alone; that of a struct is the struct's own. */
  boolean hasCodec() {
    return switch (field.type()) {
      case Primitive _, UnsignedInteger _, Nested _ -> false;
      case Enumeration _, Text _, TwoLongs _, FixedArray _ -> true;
    };
  }

  /** The type of that codec. */
  TypeName codecType() {
    return switch (field.type()) {
      case Text _ -> ClassName.get(TextCodec.class);
      case FixedArray array when array.isOfPrimitives() -> generic(ArrayCodec.class, array.valueName());
      case FixedArray array -> generic(ListCodec.class, array.element().valueName());
      case Enumeration enumeration -> generic(EnumCodec.class, enumeration.typeName());
      case TwoLongs value -> generic(TwoLongsCodec.class, value.typeName());
      case ElementType other -> generic(Codec.class, other.valueName());
    };
  }

  private static TypeName generic(Class<?> type, TypeName argument) {
    return ParameterizedTypeName.get(ClassName.get(type), argument);
  }

  /** What makes it. */
  CodeBlock newCodec() {
    return switch (field.type()) {
      case FixedArray array when array.isOfPrimitives() -> CodeBlock.of("$T.of($S, $L,$W$L)",
          ArrayCodec.class, field.name(), array.length(), items(array.element()));
      case FixedArray array -> CodeBlock.of("$T.of($S, $L,$W$L)",
          ListCodec.class, field.name(), array.length(), newCodec(array.element()));
      case ElementType element -> newCodec(element);
    };
  }

  private CodeBlock newCodec(ElementType type) {
    return switch (type) {
      case Text text -> CodeBlock.of("$T.of($S, $L)", TextCodec.class, field.name(), text.size());
      case TwoLongs value -> CodeBlock.of("$T.$L($S)", TwoLongsCodec.class, value.factory(), field.name());
      case Nested nested -> CodeBlock.of("$T.$L", nested.raw(), RawType.CODEC);
      case Enumeration enumeration -> CodeBlock.of("$T.of($S,$W$T.values(),$W$L)",
          EnumCodec.class, field.name(), enumeration.typeName(),
          enumeration.constants().stream().map(name -> CodeBlock.of("$S", name))
              .collect(CodeBlock.joining(",$W")));
      case Primitive _, UnsignedInteger _ ->
          throw new IllegalArgumentException(type + " is read and written without a codec");
    };
  }

  /** The elements of an array of primitives. */
  static CodeBlock items(ElementType type) {
    return switch (type) {
      case UnsignedInteger unsigned -> CodeBlock.of("$T.$LS_$L",
          UnsignedItems.class, unsigned.java().name(), unsigned.bits());
      case Primitive primitive -> CodeBlock.of("$T.$LS", Items.class, primitive.name());
      case Enumeration _, Text _, TwoLongs _, Nested _ ->
          throw new IllegalArgumentException(type + " is no primitive on the heap");
    };
  }

  /** The phrase for Javadoc: {@code a float at byte 4}. */
  String place() {
    return "{@code " + field.type().documentedName() + "} at byte " + offset;
  }

  /** What begins the Javadoc of an accessor: the user's own sentence, then the place. */
  String described(String which) {
    return (field.summary().isEmpty() ? "" : field.summary() + " ") + which + place();
  }
}
