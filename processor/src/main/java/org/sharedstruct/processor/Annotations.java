package org.sharedstruct.processor;

import java.lang.annotation.Annotation;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import org.sharedstruct.Align;
import org.sharedstruct.Atomic;
import org.sharedstruct.Length;
import org.sharedstruct.Unsigned;
import org.sharedstruct.Update;
import org.sharedstruct.format.NearNames;

/**
 * Annotations as mirrors: unlike proxies of the annotation, they do not throw where the user has given a
 * value of the wrong type, which the compiler itself reports.
 */
final class Annotations {

  /** Those of methods, by simple names. */
  private static final Map<String, String> OURS =
      Stream.of(Length.class, Unsigned.class, Align.class, Atomic.class, Update.class)
          .collect(Collectors.toUnmodifiableMap(Class::getSimpleName, Class::getName));

  private Annotations() {}

  static Optional<? extends AnnotationMirror> of(Element element, Class<? extends Annotation> type) {
    return element.getAnnotationMirrors().stream()
        .filter(mirror -> ((TypeElement) mirror.getAnnotationType().asElement())
            .getQualifiedName().contentEquals(type.getName()))
        .findFirst();
  }

  static boolean has(Element element, Class<? extends Annotation> type) {
    return of(element, type).isPresent();
  }

  /**
   * Whether all that describe a field or a struct are spelt right, and their numbers are numbers; the compiler reports
   * where not.
   */
  static boolean areReadable(Element element) {
    return misspelt(element).isEmpty() && Stream.of(Length.class, Unsigned.class, Align.class)
        .noneMatch(type -> has(element, type) && value(element, type).isEmpty());
  }

  /** Unknown annotations whose names are near to those of ours, and the qualified names of ours. */
  static Map<String, String> misspelt(Element element) {
    Map<String, String> misspelt = new TreeMap<>();
    element.getAnnotationMirrors().stream()
        .map(AnnotationMirror::getAnnotationType)
        .filter(type -> type.getKind() == TypeKind.ERROR)
        .map(type -> type.asElement().getSimpleName().toString())
        .forEach(written -> NearNames.to(written, OURS.keySet()).map(OURS::get)
            .ifPresent(meant -> misspelt.put(written, meant)));
    return misspelt;
  }

  /** Whether the user does not want to be warned of something. */
  static boolean suppresses(Element element, Problem warning) {
    SuppressWarnings suppressed = element.getAnnotation(SuppressWarnings.class);
    return suppressed != null
        && Stream.of(suppressed.value()).anyMatch(name -> name.equals("all") || name.equals(warning.key()));
  }

  /** The number that an annotation is given as its value; empty where there is none, or no number. */
  static OptionalInt value(Element element, Class<? extends Annotation> type) {
    return number(element, type, "value");
  }

  /** The type that an annotation is given by a name; empty where there is none, or it is unknown. */
  static Optional<TypeElement> type(AnnotationMirror mirror, String name) {
    return mirror.getElementValues().entrySet().stream()
        .filter(given -> given.getKey().getSimpleName().contentEquals(name))
        .map(given -> given.getValue().getValue())
        .filter(value -> value instanceof DeclaredType type && type.getKind() == TypeKind.DECLARED)
        .map(value -> (TypeElement) ((DeclaredType) value).asElement())
        .findFirst();
  }

  /** The number that an annotation is given by a name; empty where there is none, or no number. */
  static OptionalInt number(Element element, Class<? extends Annotation> type, String name) {
    return of(element, type).stream()
        .flatMap(mirror -> mirror.getElementValues().entrySet().stream())
        .filter(given -> given.getKey().getSimpleName().contentEquals(name))
        .map(given -> given.getValue().getValue())
        .filter(Integer.class::isInstance)
        .mapToInt(Integer.class::cast)
        .findFirst();
  }
}
