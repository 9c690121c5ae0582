package org.sharedstruct.processor.model;

import com.palantir.javapoet.ClassName;
import org.sharedstruct.format.Schema;

/**
 * A struct within another.
 *
 * @param typeName the interface of the inner struct
 * @param raw its raw view
 * @param valueName its record
 * @param schema its layout
 */
public record Nested(ClassName typeName, ClassName raw, ClassName valueName, Schema schema)
    implements ElementType {

  @Override
  public String schemaName() {
    return schema.fieldType();
  }

  @Override
  public String documentedName() {
    return typeName.simpleName();
  }

  @Override
  public String cName() {
    return "struct " + schema.name();
  }

  @Override
  public long size() {
    return schema.size();
  }

  @Override
  public long alignment() {
    return schema.alignment();
  }
}
