package org.sharedstruct.processor.model;

/**
 * One field.
 *
 * @param name {@code x}, also where the getter is {@code getX}
 * @param component the name of the record component: that of the field, unless Java forbids it
 * @param type what it holds
 * @param getter the name of its getter
 * @param setter the name of its setter, declared or not
 * @param declared how the user's interface declares the setter
 * @param deprecation whether its getter is deprecated
 * @param documented whether its getter has Javadoc
 */
public record Field(
    String name,
    String component,
    FieldType type,
    String getter,
    String setter,
    Setter declared,
    Deprecation deprecation,
    boolean documented) {

  /** How a setter is declared. */
  public enum Setter {
    /** Not at all. */
    NONE,
    /** {@code void x(float x)}. */
    VOID,
    /** {@code XY x(float x)}. */
    FLUENT
  }

  /** The same field with a declared setter. */
  public Field withSetter(Setter setter) {
    return new Field(name, component, type, getter, this.setter, setter, deprecation, documented);
  }
}
