package org.sharedstruct.processor.model;

import com.palantir.javapoet.TypeName;

/** One value, of which there may be an array. */
public sealed interface ElementType extends FieldType
    permits Primitive, UnsignedInteger, Enumeration, Text, TwoLongs, Nested {

  /** The type that C declares for the same bytes. */
  String cName();

  @Override
  default TypeName valueName() {
    return typeName();
  }

  @Override
  default String documentedName() {
    return schemaName();
  }

  @Override
  default String cDeclaration(String name) {
    return cName() + " " + name;
  }
}
