package org.sharedstruct.processor.model;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeVariableName;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What tells two methods of a class apart: a name and the erasure of the parameter types (JLS 8.4.2).
 *
 * @param name the method's name
 * @param parameters erased parameter types
 */
public record Signature(String name, List<TypeName> parameters) {

  /** The signature of a method with these parameter types. */
  public static Signature of(String name, TypeName... parameters) {
    return new Signature(name, Stream.of(parameters).map(Signature::erased).toList());
  }

  /** The signature of a method. */
  public static Signature of(MethodSpec method) {
    return of(method.name(), method.parameters().stream().map(p -> p.type()).toArray(TypeName[]::new));
  }

  /** As it is called in messages: {@code x(float)}. */
  @Override
  public String toString() {
    return parameters.stream().map(TypeName::toString).collect(Collectors.joining(",", name + "(", ")"));
  }

  private static TypeName erased(TypeName type) {
    return switch (type.withoutAnnotations()) {
      case ParameterizedTypeName generic -> generic.rawType();
      case TypeVariableName variable when !variable.bounds().isEmpty() -> erased(variable.bounds().getFirst());
      case TypeVariableName _ -> ClassName.OBJECT;
      case ArrayTypeName array -> ArrayTypeName.of(erased(array.componentType()));
      case TypeName plain -> plain;
    };
  }
}
