package org.sharedstruct.processor;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.IntersectionType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;

/** Looks into types as they are written, down to their last argument. */
final class KnownTypes {

  private final GeneratedTypes generated;

  /**
   * Knows what the compiler knows, and some more.
   *
   * @param generated count as known
   */
  KnownTypes(GeneratedTypes generated) {
    this.generated = generated;
  }

  /** Whether all types that a method mentions are known. */
  boolean isKnown(ExecutableElement method) {
    return areKnown(method, mentioned(method).toList());
  }

  /** Whether all types are known that are mentioned somewhere. */
  boolean areKnown(Element where, List<? extends TypeMirror> types) {
    return unknown(where, types).findFirst().isEmpty();
  }

  /** Those that neither the compiler knows nor we. */
  Stream<TypeMirror> unknown(Element where, List<? extends TypeMirror> types) {
    return types.stream().flatMap(generated::unresolved)
        .filter(type -> generated.meanings(where, type).isEmpty());
  }

  /** The types that a method mentions. */
  static Stream<TypeMirror> mentioned(ExecutableElement method) {
    List<TypeMirror> mentioned = new ArrayList<>(method.getThrownTypes());
    mentioned.add(method.getReturnType());
    method.getParameters().forEach(parameter -> mentioned.add(parameter.asType()));
    method.getTypeParameters().forEach(parameter -> mentioned.addAll(parameter.getBounds()));
    return mentioned.stream();
  }

  /** The types of a package that a type is, is in, or is made of. */
  static Stream<TypeElement> outermost(TypeMirror type) {
    Stream<TypeElement> own = type instanceof DeclaredType declared
        ? Stream.of(Interfaces.enclosingTypes((TypeElement) declared.asElement()).getLast())
        : Stream.of();
    return Stream.concat(own, parts(type).stream().flatMap(KnownTypes::outermost));
  }

  /** Whether a type, an argument of it or a type around it is private. */
  static boolean isPrivate(TypeMirror type) {
    return type instanceof DeclaredType declared && isPrivate(declared.asElement())
        || parts(type).stream().anyMatch(KnownTypes::isPrivate);
  }

  private static boolean isPrivate(Element element) {
    return element != null
        && (element.getModifiers().contains(Modifier.PRIVATE) || isPrivate(element.getEnclosingElement()));
  }

  /** The types that a type is made of. */
  static List<? extends TypeMirror> parts(TypeMirror type) {
    return switch (type) {
      case DeclaredType declared -> declared.getTypeArguments();
      case ArrayType array -> List.of(array.getComponentType());
      case IntersectionType several -> several.getBounds();
      case WildcardType wildcard when wildcard.getExtendsBound() != null -> List.of(wildcard.getExtendsBound());
      case WildcardType wildcard when wildcard.getSuperBound() != null -> List.of(wildcard.getSuperBound());
      default -> List.of();
    };
  }
}
