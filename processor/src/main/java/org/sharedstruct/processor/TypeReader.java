package org.sharedstruct.processor;

import com.palantir.javapoet.ClassName;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.PrimitiveType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;
import org.sharedstruct.Align;
import org.sharedstruct.Atomic;
import org.sharedstruct.Length;
import org.sharedstruct.Unsigned;
import org.sharedstruct.processor.model.ElementType;
import org.sharedstruct.processor.model.Enumeration;
import org.sharedstruct.processor.model.FieldType;
import org.sharedstruct.processor.model.FixedArray;
import org.sharedstruct.processor.model.Primitive;
import org.sharedstruct.processor.model.Text;
import org.sharedstruct.processor.model.TwoLongs;
import org.sharedstruct.processor.model.UnsignedInteger;

/** Reads what a field holds from its getter: the type and the annotations that belong to it. */
final class TypeReader {

  /** What leads to memory of this process alone, by the beginnings of qualified names. */
  private static final List<String> POINTERS =
      List.of("java.lang.foreign.", "java.nio.", "java.lang.invoke.VarHandle", "java.lang.ref.");

  private final Types types;
  private final NestedStructs nested;
  private final EnumConstants enumConstants;
  private final Report report;

  /**
   * A reader of types.
   *
   * @param nested knows structs within structs
   * @param enumConstants knows enums
   * @param report gets what is wrong
   */
  TypeReader(Types types, NestedStructs nested, EnumConstants enumConstants, Report report) {
    this.types = types;
    this.nested = nested;
    this.enumConstants = enumConstants;
    this.report = report;
  }

  /** What a getter's field holds, if that makes sense. */
  Optional<FieldType> read(ExecutableElement getter) {
    TypeMirror type = getter.getReturnType();
    if (type instanceof ArrayType array) {
      return readArray(getter, array);
    }
    return getter.getParameters().isEmpty() ? readSingle(getter) : readIndexed(getter, type, false);
  }

  private Optional<FieldType> readArray(ExecutableElement getter, ArrayType array) {
    TypeMirror component = array.getComponentType();
    if (component instanceof ArrayType || !getter.getParameters().isEmpty()) {
      return refuse(getter, Problem.ARRAY_OF_ARRAYS, array, getter.getSimpleName());
    }
    return component.getKind().isPrimitive()
        ? readIndexed(getter, component, true)
        : refuseArray(getter, array, component);
  }

  /** Nobody is to be advised to write what is refused next. */
  private Optional<FieldType> refuseArray(ExecutableElement getter, ArrayType array, TypeMirror component) {
    if (isString(component)) {
      return refuse(getter, Problem.ARRAY_OF_STRINGS, getter.getSimpleName());
    }
    Optional<String> unboxed = unboxed(component);
    if (unboxed.isPresent()) {
      return refuse(getter, Problem.BOXED, array,
          (Annotations.has(getter, Length.class) ? "" : "@Length(16) ") + unboxed.get() + "[]");
    }
    return element(getter, component).isEmpty()
        ? Optional.empty()
        : refuse(getter, Problem.ARRAY_OF_REFERENCES, array, component, getter.getSimpleName());
  }

  private Optional<FieldType> readIndexed(ExecutableElement getter, TypeMirror type, boolean whole) {
    if (isString(type)) {
      return refuse(getter, Problem.ARRAY_OF_STRINGS, getter.getSimpleName());
    }
    Optional<ElementType> element = element(getter, type);
    if (element.isEmpty()) {
      return Optional.empty();
    }
    if (!Annotations.has(getter, Length.class)) {
      return refuseWithoutLength(getter, getter.getReturnType(), "an array", "16");
    }
    OptionalInt length = length(getter);
    return length.isEmpty()
        ? Optional.empty()
        : Optional.of(new FixedArray(element.get(), length.getAsInt(), whole));
  }

  private Optional<FieldType> readSingle(ExecutableElement getter) {
    if (!isString(getter.getReturnType())) {
      Optional<ElementType> element = element(getter, getter.getReturnType());
      if (element.isPresent() && Annotations.has(getter, Length.class)) {
        report.add(getter, Problem.LENGTH_USELESS, Interfaces.describe(getter), getter.getReturnType(),
            getter.getReturnType() + " " + getter.getSimpleName() + "(int index)");
      }
      return element.map(FieldType.class::cast);
    }
    refuseUnsigned(getter);
    if (!Annotations.has(getter, Length.class)) {
      return refuseWithoutLength(getter, "String", "a text", "32");
    }
    OptionalInt length = length(getter);
    return length.isEmpty() ? Optional.empty() : Optional.of(new Text(length.getAsInt()));
  }

  private <T> Optional<T> refuseWithoutLength(ExecutableElement getter, Object type, String kind, String length) {
    return KotlinStubs.isOnProperty(getter, Length.class)
        ? Optional.empty() // which is told of all annotations
        : refuse(getter, Problem.LENGTH_MISSING, type, kind, length, type, Interfaces.declaration(getter));
  }

  private Optional<ElementType> element(ExecutableElement getter, TypeMirror type) {
    if (type instanceof PrimitiveType primitive) {
      return number(getter, Primitive.valueOf(primitive.getKind().name()));
    }
    refuseUnsigned(getter);
    if (!(type instanceof DeclaredType declared)) {
      return refuse(getter, Problem.REFERENCE, type);
    }
    TypeElement element = (TypeElement) declared.asElement();
    String name = element.getQualifiedName().toString();
    if (KnownTypes.isPrivate(type)) {
      return refuse(getter, Problem.FIELD_TYPE_PRIVATE, type);
    }
    if (element.getKind() == ElementKind.ENUM) {
      return enumeration(getter, element);
    }
    if (element.getKind() == ElementKind.INTERFACE && Interfaces.isStruct(element)) {
      return nested.read(getter, element, report).map(ElementType.class::cast);
    }
    Optional<TwoLongs> twoLongs = TwoLongs.named(name);
    return twoLongs.isPresent() ? twoLongs.map(ElementType.class::cast) : refuseReference(getter, type, name);
  }

  private Optional<ElementType> refuseReference(ExecutableElement getter, TypeMirror type, String name) {
    Optional<String> unboxed = unboxed(type);
    if (unboxed.isPresent()) {
      return refuse(getter, Problem.BOXED, type, unboxed.get());
    }
    if (POINTERS.stream().anyMatch(name::startsWith)) {
      return refuse(getter, Problem.POINTER, type);
    }
    boolean isOfJava = name.startsWith("java.") || name.startsWith("javax.");
    return isOfJava
        ? refuse(getter, Problem.REFERENCE, type)
        : refuse(getter, Problem.NESTED_NOT_A_STRUCT, type, Interfaces.kindOf((TypeElement) types.asElement(type)));
  }

  private Optional<ElementType> enumeration(ExecutableElement getter, TypeElement type) {
    List<String> constants = enumConstants.of(type);
    return constants.isEmpty()
        ? refuse(getter, Problem.ENUM_EMPTY, type)
        : Optional.of(new Enumeration(ClassName.get(type), constants));
  }

  private Optional<ElementType> number(ExecutableElement getter, Primitive java) {
    if (!Annotations.has(getter, Unsigned.class)) {
      return Optional.of(java);
    }
    if (java != Primitive.BYTE && java != Primitive.SHORT && java != Primitive.INT && java != Primitive.LONG) {
      refuseUnsigned(getter);
      return Optional.empty();
    }
    OptionalInt bits = Annotations.value(getter, Unsigned.class);
    return bits.isEmpty() ? Optional.empty() : unsigned(getter, bits.getAsInt(), java);
  }

  private Optional<ElementType> unsigned(ExecutableElement getter, int bits, Primitive java) {
    if (bits != Byte.SIZE && bits != Short.SIZE && bits != Integer.SIZE) {
      return refuse(getter, Problem.UNSIGNED_WIDTH, bits);
    }
    Primitive stored = switch (bits) {
      case Byte.SIZE -> Primitive.BYTE;
      case Short.SIZE -> Primitive.SHORT;
      default -> Primitive.INT;
    };
    return java.size() > stored.size()
        ? Optional.of(new UnsignedInteger(stored, java))
        : refuse(getter, Problem.UNSIGNED_NOT_WIDER, java.schemaName(), bits,
            bits == Byte.SIZE ? "short" : bits == Short.SIZE ? "int" : "long");
  }

  private void refuseUnsigned(ExecutableElement getter) {
    if (Annotations.has(getter, Unsigned.class)) {
      report.add(getter, Problem.UNSIGNED_NOT_AN_INTEGER, Interfaces.describe(getter), getter.getReturnType());
    }
  }

  private OptionalInt length(ExecutableElement getter) {
    OptionalInt length = Annotations.value(getter, Length.class);
    if (length.isPresent() && length.getAsInt() < 1) {
      report.add(getter, Problem.LENGTH_IMPOSSIBLE, Interfaces.describe(getter), length.getAsInt());
      return OptionalInt.empty();
    }
    return length;
  }

  /** Where the field begins: as its type asks for or, with {@code @Align}, the user. */
  long alignment(ExecutableElement getter, FieldType type) {
    if (!Annotations.has(getter, Align.class)) {
      return type.alignment();
    }
    long asked = Alignments.read(getter, report);
    if (asked != 0 && asked < type.alignment()) {
      report.add(getter, Problem.ALIGN_TOO_SMALL, Interfaces.describe(getter), type.alignment(), asked);
    }
    return Math.max(asked, type.alignment());
  }

  /** Whether the field is to be atomic, which not every type can be. */
  boolean isAtomic(ExecutableElement getter, FieldType type) {
    if (!Annotations.has(getter, Atomic.class)) {
      return false;
    }
    boolean can = switch (type) {
      case Primitive primitive -> primitive.isAtomic();
      case UnsignedInteger unsigned -> unsigned.stored().isAtomic();
      case Enumeration _ -> true;
      default -> false;
    };
    if (!can) {
      report.add(getter, Problem.ATOMIC_IMPOSSIBLE, Interfaces.describe(getter), getter.getReturnType());
    }
    return can;
  }

  /** By its name: the text of a type may have annotations in it. */
  private static boolean isString(TypeMirror type) {
    return type instanceof DeclaredType declared
        && ((TypeElement) declared.asElement()).getQualifiedName().contentEquals(String.class.getName());
  }

  private Optional<String> unboxed(TypeMirror type) {
    try {
      return Optional.of(types.unboxedType(type).getKind().name().toLowerCase(Locale.ROOT));
    } catch (IllegalArgumentException notBoxed) {
      return Optional.empty();
    }
  }

  /** Reports a problem, whose first argument is the getter. */
  private <T> Optional<T> refuse(ExecutableElement getter, Problem problem, Object... arguments) {
    Object[] all = new Object[arguments.length + 1];
    all[0] = Interfaces.describe(getter);
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    report.add(getter, problem, all);
    return Optional.empty();
  }
}
