package org.sharedstruct.processor.codegen;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.List;
import org.sharedstruct.processor.model.ElementType;
import org.sharedstruct.processor.model.Enumeration;
import org.sharedstruct.processor.model.FixedArray;
import org.sharedstruct.processor.model.Nested;
import org.sharedstruct.processor.model.Primitive;
import org.sharedstruct.processor.model.Text;
import org.sharedstruct.processor.model.TwoLongs;
import org.sharedstruct.processor.model.UnsignedInteger;
import org.sharedstruct.support.FixedLength;
import org.sharedstruct.support.RawView;
import org.sharedstruct.support.UnsignedRange;

/**
 * Where an access goes: {@code RawView.getFloat(this, X_OFFSET)} in a raw view, {@code
 * guard.getFloat(index, RawXY.X_OFFSET)} in a guarded one, each also for the elements of an array.
 *
 * @param receiver what has the methods
 * @param subject their first argument
 * @param base what is added to the offset; may be empty
 * @param constants what stands before constants of the raw view; may be empty
 * @param parameters the names of the method's parameters
 * @param isRaw whether there is no guard
 */
record Place(CodeBlock receiver, CodeBlock subject, CodeBlock base, CodeBlock constants, Parameters parameters,
    boolean isRaw) {

  private static final CodeBlock NOTHING = CodeBlock.of("");

  /** In a raw view. */
  static Place raw(CodeBlock view, Parameters parameters) {
    return new Place(CodeBlock.of("$T", RawView.class), view, NOTHING, NOTHING, parameters, true);
  }

  /** In a raw view of an array, one element. */
  static Place rawArray(Parameters parameters) {
    return new Place(CodeBlock.of("$T", RawView.class), CodeBlock.of("this"),
        CodeBlock.of("at(this, $L) + ", parameters.position()), NOTHING, parameters, true);
  }

  /** In a guarded view. */
  static Place guarded(ClassName raw, Parameters parameters) {
    return new Place(CodeBlock.of(parameters.member("guard")), CodeBlock.of(parameters.member("index")), NOTHING,
        CodeBlock.of("$T.", raw), parameters, false);
  }

  /** In a guarded view of an array, one element. */
  static Place guardedArray(ClassName raw, Parameters parameters) {
    return new Place(CodeBlock.of(parameters.member("guard")), CodeBlock.of("at(this, $L)", parameters.position()),
        NOTHING, CodeBlock.of("$T.", raw), parameters, false);
  }

  /** Where a field begins. */
  CodeBlock offset(FieldAccess field) {
    return CodeBlock.of("$L$L$L", base, constants, field.constant());
  }

  /** Where one element of a fixed array begins. */
  private CodeBlock elementOffset(FieldAccess field) {
    return CodeBlock.of("$L$W+ $L$L.at($L)", offset(field), constants, field.codec(), parameters.index());
  }

  /** A call of the receiver. */
  CodeBlock call(String method, CodeBlock offset, CodeBlock... more) {
    List<CodeBlock> arguments = new ArrayList<>(List.of(subject, offset));
    arguments.addAll(List.of(more));
    return CodeBlock.of("$L.$L($L)", receiver, method, CodeBlock.join(arguments, ",$W"));
  }

  /** The whole value of a field. */
  CodeBlock get(FieldAccess field) {
    return switch (field.field().type()) {
      case FixedArray(Nested nested, int length, boolean _) when isRaw ->
          CodeBlock.of("$T.$L.array($L,$W$L, $L)", nested.raw(), RawType.CODEC, subject, offset(field), length);
      case FixedArray _ -> call("get", offset(field), codec(field));
      case ElementType type -> get(type, offset(field), codec(field, type));
    };
  }

  /** One element of a fixed array. */
  CodeBlock getElement(FieldAccess field, FixedArray array) {
    return get(array.element(), elementOffset(field), elementCodec(field, array.element()));
  }

  private CodeBlock get(ElementType type, CodeBlock offset, CodeBlock codec) {
    return switch (type) {
      case Primitive primitive -> call("get" + primitive.accessorSuffix(), offset);
      case UnsignedInteger unsigned -> widened(unsigned, call("get" + unsigned.stored().accessorSuffix(), offset));
      case Nested nested when isRaw ->
          CodeBlock.of("$T.$L.view($L,$W$L)", nested.raw(), RawType.CODEC, subject, offset);
      case Nested _, Enumeration _, Text _, TwoLongs _ -> call("get", offset, codec);
    };
  }

  /** A word of an unsigned field as the user sees it. */
  static CodeBlock widened(UnsignedInteger type, CodeBlock stored) {
    return CodeBlock.of("$L$T.widen($L)",
        type.java() == Primitive.SHORT ? "(short) " : "", UnsignedRange.class, stored);
  }

  /** What the user gives for an unsigned field, as a word. */
  static CodeBlock narrowed(FieldAccess field, UnsignedInteger type, CodeBlock value) {
    return CodeBlock.of("($T) $T.check($S, $L, $L)",
        type.stored().typeName(), UnsignedRange.class, field.field().name(), value, type.bits());
  }

  /** Stores the whole value of a field. */
  CodeBlock set(FieldAccess field, CodeBlock value) {
    return switch (field.field().type()) {
      case FixedArray(Nested nested, int _, boolean _) -> call("set", offset(field), codec(field),
          CodeBlock.of("$T.records($L,$W$T::copyOf)", FixedLength.class, value, nested.valueName()));
      case FixedArray _ -> call("set", offset(field), codec(field), value);
      case ElementType type -> set(field, type, offset(field), codec(field, type), value);
    };
  }

  /** Stores what a record has of a field. */
  CodeBlock setRecorded(FieldAccess field, CodeBlock value) {
    return switch (field.field().type()) {
      case FixedArray _ -> call("set", offset(field), codec(field), value);
      case Nested nested -> call("set", offset(field), codec(field, nested), value);
      case ElementType _ -> set(field, value);
    };
  }

  /** Stores one element of a fixed array. */
  CodeBlock setElement(FieldAccess field, FixedArray array, CodeBlock value) {
    ElementType type = array.element();
    return set(field, type, elementOffset(field), elementCodec(field, type), value);
  }

  private CodeBlock set(
      FieldAccess field, ElementType type, CodeBlock offset, CodeBlock codec, CodeBlock value) {
    return switch (type) {
      case Primitive primitive -> call("set" + primitive.accessorSuffix(), offset, value);
      case UnsignedInteger unsigned ->
          call("set" + unsigned.stored().accessorSuffix(), offset, narrowed(field, unsigned, value));
      case Nested nested -> call("set", offset, codec, CodeBlock.of("$T.copyOf($L)", nested.valueName(), value));
      case Enumeration _, Text _, TwoLongs _ -> call("set", offset, codec, value);
    };
  }

  /** The codec of a field. */
  CodeBlock codec(FieldAccess field) {
    return CodeBlock.of("$L$L", constants, field.codec());
  }

  /** The codec of a field of one value: a struct's is its own. */
  CodeBlock codec(FieldAccess field, ElementType type) {
    return type instanceof Nested nested
        ? CodeBlock.of("$T.$L", nested.raw(), RawType.CODEC)
        : codec(field);
  }

  private CodeBlock elementCodec(FieldAccess field, ElementType type) {
    return type instanceof Nested ? codec(field, type) : CodeBlock.of("$L.element()", codec(field));
  }

  /** What a getter of a whole field returns: in raw views, structs come as views. */
  TypeName typeOf(FieldAccess field) {
    return switch (field.field().type()) {
      case FixedArray(Nested nested, int _, boolean _) when isRaw -> nested.raw().nestedClass(TypeNames.ARRAY);
      case FixedArray array -> array.valueName();
      case ElementType type -> typeOf(type);
    };
  }

  /** What a getter of one value returns. */
  TypeName typeOf(ElementType type) {
    return type instanceof Nested nested && isRaw ? nested.raw() : type.valueName();
  }
}
