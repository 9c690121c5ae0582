package org.sharedstruct.processor.model;

import com.palantir.javapoet.ClassName;
import java.util.List;
import org.sharedstruct.format.Schema;

/**
 * An enum, stored as the ordinal of its constant.
 *
 * @param typeName the enum
 * @param constants the names of its constants, in their order
 */
public record Enumeration(ClassName typeName, List<String> constants) implements ElementType {

  /** Keeps a copy of the list. */
  public Enumeration {
    constants = List.copyOf(constants);
  }

  /** The constants are in the schema, the name of the type is not: it does not change what is stored. */
  @Override
  public String schemaName() {
    return Schema.enumType(constants);
  }

  @Override
  public String documentedName() {
    return typeName.simpleName();
  }

  @Override
  public String cName() {
    return "int32_t";
  }

  @Override
  public long size() {
    return Primitive.INT.size();
  }

  @Override
  public long alignment() {
    return Primitive.INT.alignment();
  }
}
