package org.sharedstruct.processor;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeVariableName;
import com.palantir.javapoet.WildcardTypeName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.IntersectionType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.Types;

/**
 * Heads of methods that override others. JavaPoet has the same, which fails on a type parameter with several
 * bounds, in another way with each compiler.
 */
final class MethodHeads {

  private final Types types;
  private final GeneratedTypes generated;

  MethodHeads(Types types, GeneratedTypes generated) {
    this.types = types;
    this.generated = generated;
  }

  /**
   * The head of a method that overrides another. It is not {@code strictfp}, which has had no meaning since Java
   * 17 and is warned of.
   *
   * @param method the other one
   * @param type in which type
   * @return a public method without a body
   */
  MethodSpec overriding(ExecutableElement method, TypeElement type) {
    ExecutableType member = (ExecutableType) types.asMemberOf((DeclaredType) type.asType(), method);
    MethodSpec.Builder head = MethodSpec.methodBuilder(method.getSimpleName().toString())
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC)
        .returns(nameOf(method, member.getReturnType()))
        .varargs(method.isVarArgs());
    method.getTypeParameters().forEach(parameter -> head.addTypeVariable(declared(method, parameter)));
    for (int i = 0; i < method.getParameters().size(); i++) {
      head.addParameter(ParameterSpec.builder(nameOf(method, member.getParameterTypes().get(i)),
          method.getParameters().get(i).getSimpleName().toString()).build());
    }
    member.getThrownTypes().forEach(thrown -> head.addException(nameOf(method, thrown)));
    return head.build();
  }

  private TypeVariableName declared(ExecutableElement method, TypeParameterElement parameter) {
    return TypeVariableName.get(parameter.getSimpleName().toString(), parameter.getBounds().stream()
        .flatMap(bound -> bound instanceof IntersectionType several ? several.getBounds().stream() : Stream.of(bound))
        .map(bound -> nameOf(method, bound))
        .toArray(TypeName[]::new));
  }

  private TypeName nameOf(ExecutableElement method, TypeMirror type) {
    return switch (type.getKind()) {
      case TYPEVAR -> TypeVariableName.get(type.toString().replaceAll("^.*\\s", "")); // ours may be annotated
      case ARRAY -> ArrayTypeName.of(nameOf(method, ((ArrayType) type).getComponentType()));
      case WILDCARD -> nameOf(method, (WildcardType) type);
      case DECLARED -> nameOf(method, (DeclaredType) type);
      case ERROR -> unresolved(method, type);
      default -> TypeName.get(type);
    };
  }

  private TypeName unresolved(ExecutableElement method, TypeMirror type) {
    Optional<TypeElement> generic = generated.known(type);
    if (generic.isPresent()) {
      return ParameterizedTypeName.get(ClassName.get(generic.get()), KnownTypes.parts(type).stream()
          .map(argument -> nameOf(method, argument))
          .toArray(TypeName[]::new));
    }
    return generated.meanings(method, type).stream().findFirst()
        .<TypeName>map(name -> name)
        .orElseGet(() -> TypeName.get(type));
  }

  private TypeName nameOf(ExecutableElement method, WildcardType type) {
    if (type.getSuperBound() != null) {
      return WildcardTypeName.supertypeOf(nameOf(method, type.getSuperBound()));
    }
    return WildcardTypeName.subtypeOf(
        type.getExtendsBound() == null ? ClassName.OBJECT : nameOf(method, type.getExtendsBound()));
  }

  /** An inner class of a generic one has arguments in two places. */
  private TypeName nameOf(ExecutableElement method, DeclaredType type) {
    List<TypeName> arguments = type.getTypeArguments().stream().map(argument -> nameOf(method, argument)).toList();
    ClassName name = ClassName.get((TypeElement) type.asElement());
    boolean isInner = !type.asElement().getModifiers().contains(Modifier.STATIC);
    if (isInner && type.getEnclosingType().getKind() == TypeKind.DECLARED
        && nameOf(method, type.getEnclosingType()) instanceof ParameterizedTypeName outer) {
      return outer.nestedClass(name.simpleName(), arguments);
    }
    return arguments.isEmpty() ? name : ParameterizedTypeName.get(name, arguments.toArray(TypeName[]::new));
  }
}
