package org.sharedstruct.processor.model;

import com.palantir.javapoet.TypeName;

/**
 * An integer without a sign.
 *
 * @param stored the primitive of the same width
 * @param java the wider primitive that the user sees
 */
public record UnsignedInteger(Primitive stored, Primitive java) implements ElementType {

  /** How wide it is in memory. */
  public int bits() {
    return Math.toIntExact(stored.size() * Byte.SIZE);
  }

  @Override
  public TypeName typeName() {
    return java.typeName();
  }

  @Override
  public String schemaName() {
    return "unsigned" + bits();
  }

  @Override
  public String cName() {
    return "uint" + bits() + "_t";
  }

  @Override
  public long size() {
    return stored.size();
  }

  @Override
  public long alignment() {
    return stored.alignment();
  }
}
