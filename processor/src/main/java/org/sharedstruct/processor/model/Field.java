package org.sharedstruct.processor.model;

import com.palantir.javapoet.TypeName;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * One field.
 *
 * @param name {@code x}, also where the getter is {@code getX}
 * @param component the name of the record component: that of the field, unless Java forbids it
 * @param type what it holds
 * @param alignment the multiple of bytes at which it begins
 * @param isAtomic whether it has the access modes of a {@code VarHandle}
 * @param getter the name of its getter
 * @param setter the name of its setter, declared or not
 * @param declared how the user's interface declares the setter
 * @param deprecation whether its getter is deprecated
 * @param summary what the user says of it in the first sentence of its getter's Javadoc; may be empty
 * @param index what the user calls the index of an element
 * @param value what the user calls the value to be set
 */
public record Field(
    String name,
    String component,
    FieldType type,
    long alignment,
    boolean isAtomic,
    String getter,
    String setter,
    Setter declared,
    Deprecation deprecation,
    String summary,
    String index,
    String value) {

  /** What a value to be set is called if the user does not say. */
  public static final String VALUE = "value";

  /** What an index is called if the user does not say. */
  public static final String INDEX = "element";

  /** How a setter is declared. */
  public enum Setter {
    /** Not at all. */
    NONE,
    /** {@code void x(float x)}. */
    VOID,
    /** {@code XY x(float x)}. */
    FLUENT
  }

  /** The same field with a declared setter, and what that calls the value. */
  public Field withSetter(Setter setter, String value) {
    return new Field(name, component, type, alignment, isAtomic, getter, this.setter, setter, deprecation,
        summary, index, value);
  }

  /** The same field of another type. */
  Field withType(FieldType other) {
    return new Field(name, component, other, alignment, isAtomic, getter, setter, declared, deprecation,
        summary, index, value);
  }

  /** {@code Count} of {@code count} and of {@code getCount}, for names of methods. */
  public String capitalizedName() {
    int first = name.offsetByCodePoints(0, 1);
    return name.substring(0, first).toUpperCase(Locale.ROOT) + name.substring(first);
  }

  /** The getter as the user has declared it. */
  public Signature declaredGetter() {
    return type instanceof FixedArray array && !array.declaredWhole()
        ? Signature.of(getter, TypeName.INT)
        : Signature.of(getter);
  }

  /** The setter that goes with that getter. */
  public Signature declarableSetter() {
    return type instanceof FixedArray array && !array.declaredWhole()
        ? Signature.of(setter, TypeName.INT, array.element().typeName())
        : Signature.of(setter, type.typeName());
  }

  /** The getters and setters that a view of one struct has for this field. */
  public List<Signature> viewMethods() {
    return methods(List.of());
  }

  /** Those that a view of an array has. */
  public List<Signature> arrayMethods() {
    return methods(List.of(TypeName.LONG));
  }

  private List<Signature> methods(List<TypeName> index) {
    Stream<Signature> whole = Stream.of(
        signature(getter, index),
        signature(setter, index, type.typeName()));
    return (type instanceof FixedArray array
        ? Stream.concat(whole, Stream.of(
            signature(getter, index, TypeName.INT),
            signature(setter, index, TypeName.INT, array.element().typeName())))
        : whole).toList();
  }

  private static Signature signature(String name, List<TypeName> index, TypeName... more) {
    return Signature.of(name, Stream.concat(index.stream(), Stream.of(more)).toArray(TypeName[]::new));
  }
}
