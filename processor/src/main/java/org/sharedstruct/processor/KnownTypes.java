package org.sharedstruct.processor;

import java.util.List;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;

/** Looks into types as they are written, down to their last argument. */
final class KnownTypes {

  private final Set<String> expected;

  /**
   * Knows what the compiler knows, and some more.
   *
   * @param expected simple names that count as known
   */
  KnownTypes(Set<String> expected) {
    this.expected = expected;
  }

  /** Whether all types that a method mentions are known. */
  boolean isKnown(ExecutableElement method) {
    return isKnown(method.getReturnType())
        && areKnown(method.getThrownTypes())
        && method.getParameters().stream().allMatch(parameter -> isKnown(parameter.asType()))
        && method.getTypeParameters().stream().allMatch(parameter -> areKnown(parameter.getBounds()));
  }

  /** Whether all of some types are known. */
  boolean areKnown(List<? extends TypeMirror> types) {
    return types.stream().allMatch(this::isKnown);
  }

  private boolean isKnown(TypeMirror type) {
    return type.getKind() == TypeKind.ERROR ? expected.contains(outermost(type)) : areKnown(parts(type));
  }

  /** {@code RawXY} of {@code RawXY.Array}. */
  private static String outermost(TypeMirror type) {
    return type.toString().split("[.<]", 2)[0];
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

  private static List<? extends TypeMirror> parts(TypeMirror type) {
    return switch (type) {
      case DeclaredType declared -> declared.getTypeArguments();
      case ArrayType array -> List.of(array.getComponentType());
      case WildcardType wildcard when wildcard.getExtendsBound() != null -> List.of(wildcard.getExtendsBound());
      case WildcardType wildcard when wildcard.getSuperBound() != null -> List.of(wildcard.getSuperBound());
      default -> List.of();
    };
  }
}
