package org.sharedstruct.processor.model;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.WildcardTypeName;
import java.util.List;

/**
 * A fixed number of elements, one after the other.
 *
 * @param element each of them
 * @param length how many
 * @param declaredWhole whether the user's getter gives all of them at once, not one by its index
 */
public record FixedArray(ElementType element, int length, boolean declaredWhole) implements FieldType {

  /** Whether a Java array holds the elements; others come in a list, which nobody can change. */
  public boolean isOfPrimitives() {
    return element.typeName().isPrimitive();
  }

  @Override
  public TypeName typeName() {
    return element instanceof Nested
        ? list(WildcardTypeName.subtypeOf(element.typeName()))
        : valueName();
  }

  @Override
  public TypeName valueName() {
    return isOfPrimitives() ? ArrayTypeName.of(element.typeName()) : list(element.valueName());
  }

  private static TypeName list(TypeName type) {
    return ParameterizedTypeName.get(ClassName.get(List.class), type);
  }

  @Override
  public String schemaName() {
    return element.schemaName() + "[" + length + "]";
  }

  @Override
  public String documentedName() {
    return element.documentedName() + "[" + length + "]";
  }

  @Override
  public String cDeclaration(String name) {
    return element.cDeclaration(name + "[" + length + "]");
  }

  @Override
  public long size() {
    return element.size() * length;
  }

  @Override
  public long alignment() {
    return element.alignment();
  }
}
