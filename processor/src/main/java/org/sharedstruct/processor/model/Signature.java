package org.sharedstruct.processor.model;

import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import java.util.List;
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

  private static TypeName erased(TypeName type) {
    return type instanceof ParameterizedTypeName generic ? generic.rawType() : type;
  }
}
