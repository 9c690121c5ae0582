package org.sharedstruct.processor.model;

import com.palantir.javapoet.TypeName;

/** What a field holds. */
public sealed interface FieldType permits Primitive {

  /** The type as Java writes it. */
  TypeName typeName();

  /** The word for it in a schema. */
  String schemaName();

  /** The type that C declares for the same bytes. */
  String cName();

  /** Bytes that a field takes. */
  long size();

  /** The multiple of bytes at which a field begins. */
  long alignment();
}
