package org.sharedstruct.processor.codegen;

import java.util.stream.Stream;
import org.sharedstruct.processor.model.Field;
import org.sharedstruct.processor.model.FixedArray;

/**
 * What the parameters of a field's accessors are called: as the user calls them, where generated code means nothing
 * else by such a name.
 *
 * @param position the index of an element of the view, if that is an array
 * @param index the index of an element of the field, if that is an array
 * @param value what is to be set
 */
record Parameters(String position, String index, String value) {

  static Parameters of(Field field) {
    String index = field.type() instanceof FixedArray ? field.index() : "";
    String position = Stream.of("index", "position", "element")
        .filter(name -> !name.equals(index) && !name.equals(field.value()))
        .findFirst().orElseThrow();
    return new Parameters(position, index, field.value());
  }

  /** The field of a generated view's superclass, where a parameter may have its name. */
  String member(String name) {
    return name.equals(index) || name.equals(value) ? "this." + name : name;
  }
}
