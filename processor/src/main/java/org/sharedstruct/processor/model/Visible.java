package org.sharedstruct.processor.model;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeVariableName;
import com.palantir.javapoet.WildcardTypeName;
import java.util.List;
import java.util.Set;

/**
 * Writes out names whose simple form means something else in generated types, since these inherit a type of that
 * name (JLS 6.4.1). JavaPoet does so for types of other packages.
 *
 * @param hidden the simple names
 */
public record Visible(Set<String> hidden) {

  /** Keeps a copy of the set. */
  public Visible {
    hidden = Set.copyOf(hidden);
  }

  /** The name to write for a class. */
  public ClassName of(ClassName type) {
    boolean mustBeWritten = hidden.contains(type.topLevelClassName().simpleName()) && !type.packageName().isEmpty();
    return mustBeWritten ? ClassName.get("", type.canonicalName()) : type;
  }

  Field of(Field field) {
    return field.withType(of(field.type()));
  }

  private FieldType of(FieldType type) {
    return switch (type) {
      case FixedArray array -> new FixedArray(of(array.element()), array.length(), array.declaredWhole());
      case ElementType element -> of(element);
    };
  }

  private ElementType of(ElementType type) {
    return switch (type) {
      case Enumeration enumeration -> new Enumeration(of(enumeration.typeName()), enumeration.constants());
      case Nested nested ->
          new Nested(of(nested.typeName()), of(nested.raw()), of(nested.valueName()), nested.schema());
      default -> type;
    };
  }

  DefaultMethod of(DefaultMethod method) {
    MethodSpec head = method.override();
    MethodSpec.Builder written = MethodSpec.methodBuilder(head.name())
        .addModifiers(head.modifiers())
        .addAnnotations(head.annotations())
        .returns(of(head.returnType()))
        .varargs(head.varargs());
    head.typeVariables().forEach(variable -> written.addTypeVariable(of(variable)));
    head.parameters().forEach(parameter -> written.addParameter(ParameterSpec
        .builder(of(parameter.type()), parameter.name()).build()));
    head.exceptions().forEach(exception -> written.addException(of(exception)));
    return new DefaultMethod(written.build(), method.documented(), method.isUpdate());
  }

  private TypeName of(TypeName type) {
    return switch (type) {
      case ClassName plain -> of(plain);
      case ArrayTypeName array -> ArrayTypeName.of(of(array.componentType()));
      case ParameterizedTypeName generic -> of(generic);
      case WildcardTypeName wildcard -> wildcard.lowerBounds().isEmpty()
          ? WildcardTypeName.subtypeOf(of(wildcard.upperBounds().getFirst()))
          : WildcardTypeName.supertypeOf(of(wildcard.lowerBounds().getFirst()));
      case TypeName other -> other;
    };
  }

  /** One with arguments in two places is left as it is. */
  private TypeName of(ParameterizedTypeName type) {
    List<TypeName> arguments = type.typeArguments().stream().map(this::of).toList();
    return type.rawType().enclosingClassName() != null && type.toString().contains(">.")
        ? type
        : ParameterizedTypeName.get(of(type.rawType()), arguments.toArray(TypeName[]::new));
  }

  private TypeVariableName of(TypeVariableName variable) {
    return TypeVariableName.get(
        variable.name(), variable.bounds().stream().map(this::of).toArray(TypeName[]::new));
  }
}
