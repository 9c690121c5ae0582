package org.sharedstruct.processor.model;

import com.palantir.javapoet.TypeName;

/** What a field holds: one value, or a fixed number of them. */
public sealed interface FieldType permits ElementType, FixedArray {

  /** What a setter takes and what the user's interface gives. */
  TypeName typeName();

  /** What a record holds, and what guarded views give. */
  TypeName valueName();

  /** The word for it in a schema. */
  String schemaName();

  /** The word for it in documentation. */
  String documentedName();

  /** The declaration in C of a field of this name, for the same bytes. */
  String cDeclaration(String name);

  /** Bytes that a field takes. */
  long size();

  /** The multiple of bytes at which a field begins, unless the user asks for more. */
  long alignment();
}
