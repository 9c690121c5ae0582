package org.sharedstruct.tool.value;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What bytes of a region are, by its schema. */
public sealed interface Value {

  /**
   * A value without parts: a {@code Long} for whole numbers of any width, signed or not; a {@code
   * Float}, {@code Double}, {@code Boolean} or {@code Character}; a {@code String}, {@code UUID},
   * {@code Instant} or {@code Duration}; a {@link Constant} of an enum; or {@link Invalid}, if the
   * bytes are no value of the field's type.
   *
   * @param content the value
   */
  record Leaf(Object content) implements Value {}

  /**
   * The fields of a struct.
   *
   * @param name the struct's
   * @param fields in declaration order
   */
  record Struct(String name, Map<String, Value> fields) implements Value {

    /** Keeps a copy, in the same order. */
    public Struct {
      fields = new LinkedHashMap<>(fields);
    }
  }

  /**
   * Elements of an array, of the same type all of them.
   *
   * @param first the index of the first one
   * @param elements in their order; does not change
   */
  record Items(long first, List<Value> elements) implements Value {}

  /**
   * A constant of an enum.
   *
   * @param name as it is declared
   */
  record Constant(String name) {

    @Override
    public String toString() {
      return name;
    }
  }

  /**
   * Bytes that are no value of the field's type.
   *
   * @param bits what is there instead, for people
   */
  record Invalid(String bits) {

    /** Such as {@code ?7} for an enum with fewer constants. */
    @Override
    public String toString() {
      return "?" + bits;
    }
  }
}
