package org.sharedstruct.processor;

import java.lang.annotation.Annotation;
import java.util.Optional;
import java.util.OptionalInt;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/**
 * Annotations as mirrors: unlike proxies of the annotation, they do not throw where the user has given a
 * value of the wrong type, which the compiler itself reports.
 */
final class Annotations {

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

  /** The number that an annotation is given; empty where there is none, or no number. */
  static OptionalInt value(Element element, Class<? extends Annotation> type) {
    return of(element, type).stream()
        .flatMap(mirror -> mirror.getElementValues().values().stream())
        .map(AnnotationValue::getValue)
        .filter(Integer.class::isInstance)
        .mapToInt(Integer.class::cast)
        .findFirst();
  }
}
