package org.sharedstruct.processor.model;

import com.palantir.javapoet.TypeName;
import java.util.Locale;

/** The eight primitive types; each is aligned to its own size, as C's ABI has it. */
public enum Primitive implements ElementType {
  BOOLEAN(TypeName.BOOLEAN, 1, "_Bool"),
  BYTE(TypeName.BYTE, 1, "int8_t"),
  SHORT(TypeName.SHORT, 2, "int16_t"),
  CHAR(TypeName.CHAR, 2, "uint16_t"),
  INT(TypeName.INT, 4, "int32_t"),
  LONG(TypeName.LONG, 8, "int64_t"),
  FLOAT(TypeName.FLOAT, 4, "float"),
  DOUBLE(TypeName.DOUBLE, 8, "double");

  private final TypeName typeName;
  private final long size;
  private final String cName;

  Primitive(TypeName typeName, long size, String cName) {
    this.typeName = typeName;
    this.size = size;
    this.cName = cName;
  }

  @Override
  public TypeName typeName() {
    return typeName;
  }

  @Override
  public String schemaName() {
    return typeName.toString();
  }

  @Override
  public String cName() {
    return cName;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public long alignment() {
    return size;
  }

  /** Whether memory has a compare-and-set for it. */
  public boolean isAtomic() {
    return size >= Integer.BYTES;
  }

  /** Whether it is one that can be added to atomically. */
  public boolean isAddable() {
    return this == INT || this == LONG;
  }

  /** What the runtime's accessors for this type end with: {@code Float} of {@code getFloat}. */
  public String accessorSuffix() {
    String name = schemaName();
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }
}
