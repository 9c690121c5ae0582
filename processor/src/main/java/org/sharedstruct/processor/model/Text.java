package org.sharedstruct.processor.model;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;

/**
 * A string in UTF-8.
 *
 * @param size bytes that it has room for
 */
public record Text(long size) implements ElementType {

  @Override
  public TypeName typeName() {
    return ClassName.get(String.class);
  }

  @Override
  public String schemaName() {
    return "string";
  }

  @Override
  public String documentedName() {
    return "String";
  }

  @Override
  public String cName() {
    return "char";
  }

  @Override
  public String cDeclaration(String name) {
    return "char " + name + "[" + size + "]";
  }

  @Override
  public long alignment() {
    return 1;
  }
}
