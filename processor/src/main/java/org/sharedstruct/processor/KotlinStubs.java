package org.sharedstruct.processor;

import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import org.sharedstruct.Align;
import org.sharedstruct.Atomic;
import org.sharedstruct.Length;
import org.sharedstruct.Unsigned;

/**
 * The Java in which kapt shows a Kotlin interface to processors. It leaves out what Java cannot call, and puts what is
 * said of a property, and not of its getter, on a method that nobody calls.
 */
final class KotlinStubs {

  private static final String METADATA = "kotlin.Metadata";

  /** Kotlin appends a hash to the name of what takes or gives a value class, after what no Java name has. */
  private static final Pattern OF_VALUE_CLASS = Pattern.compile("(\\w+)-[-\\w]+");

  private KotlinStubs() {}

  /** Adds what is not as it looks in Kotlin. */
  static void check(TypeElement struct, Report report) {
    Optional<? extends AnnotationMirror> metadata = struct.getAnnotationMirrors().stream()
        .filter(mirror -> mirror.getAnnotationType().toString().equals(METADATA))
        .findFirst();
    if (metadata.isEmpty()) {
      return;
    }
    String lost = names(metadata.get())
        .map(OF_VALUE_CLASS::matcher)
        .filter(Matcher::matches)
        .map(matcher -> matcher.group(1))
        .filter(Predicate.not(name -> name.matches("set\\p{Lu}.*")))
        .distinct()
        .collect(Collectors.joining(", "));
    if (!lost.isEmpty()) {
      report.add(struct, Problem.KOTLIN_VALUE_CLASS, struct, lost);
    }
    for (ExecutableElement getter : ElementFilter.methodsIn(struct.getEnclosedElements())) {
      Stream.of(Length.class, Unsigned.class, Align.class, Atomic.class)
          .filter(annotation -> isOnProperty(getter, annotation))
          .forEach(annotation -> report.add(getter, Problem.KOTLIN_PROPERTY,
              Interfaces.describe(getter), annotation.getSimpleName()));
    }
  }

  /** Whether an annotation stands on the property whose getter this is. */
  static boolean isOnProperty(ExecutableElement getter, Class<? extends Annotation> annotation) {
    return ElementFilter.typesIn(getter.getEnclosingElement().getEnclosedElements()).stream()
        .filter(type -> type.getSimpleName().contentEquals("DefaultImpls"))
        .flatMap(type -> ElementFilter.methodsIn(type.getEnclosedElements()).stream())
        .filter(method -> method.getSimpleName().contentEquals(getter.getSimpleName() + "$annotations"))
        .anyMatch(method -> Annotations.has(method, annotation));
  }

  /** All names of Kotlin and of Java in an interface, as Kotlin's compiler records them for itself. */
  private static Stream<String> names(AnnotationMirror metadata) {
    return metadata.getElementValues().entrySet().stream()
        .filter(given -> given.getKey().getSimpleName().contentEquals("d2"))
        .flatMap(given -> ((List<?>) given.getValue().getValue()).stream())
        .map(name -> String.valueOf(((AnnotationValue) name).getValue()));
  }
}
