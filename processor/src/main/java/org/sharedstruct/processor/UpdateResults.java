package org.sharedstruct.processor;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedCollection;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.sharedstruct.processor.codegen.RawType;
import org.sharedstruct.support.Generated;

/**
 * What a method with {@code @Update} may return. A guarded view gives records in the place of raw views, and copies of
 * the collections that hold some: so the type that is declared must be one that a record, or such a copy, has.
 */
final class UpdateResults {

  /** What copies are. */
  private static final Set<String> COPIES = Set.of(Collection.class.getName(), SequencedCollection.class.getName(),
      List.class.getName(), Set.class.getName(), Map.class.getName());

  private final GeneratedTypes generated;

  /**
   * Knows raw views, also those that are not there yet.
   *
   * @param generated which of them this run is going to write
   */
  UpdateResults(GeneratedTypes generated) {
    this.generated = generated;
  }

  /** Adds what could not be given back. */
  void check(ExecutableElement method, Report report) {
    TypeMirror returned = method.getReturnType();
    if (mentions(returned, part -> isRawView(method, part))) {
      report.add(method, Problem.UPDATE_RESULT, Interfaces.describe(method), returned,
          "a raw view, which would write without the lock when the update is over. Return the struct, of which this gives"
              + " a record");
    } else if (mentions(returned, UpdateResults::isOwnCollectionOfStructs)) {
      report.add(method, Problem.UPDATE_RESULT, Interfaces.describe(method), returned,
          "a collection that could hold raw views, and is no List, Set, Collection or Map, of which a copy with records"
              + " is made. Return one of these");
    }
  }

  private static boolean mentions(TypeMirror type, Predicate<TypeMirror> what) {
    return what.test(type) || KnownTypes.parts(type).stream().anyMatch(part -> mentions(part, what));
  }

  private boolean isRawView(ExecutableElement method, TypeMirror type) {
    if (type.getKind() == TypeKind.ERROR) {
      return generated.meanings(method, type).stream()
          .anyMatch(meaning -> meaning.topLevelClassName().simpleName().startsWith(RawType.PREFIX));
    }
    return type instanceof DeclaredType declared
        && Optional.of(Interfaces.enclosingTypes((TypeElement) declared.asElement()).getLast())
            .filter(outermost -> Annotations.has(outermost, Generated.class)
                && outermost.getSimpleName().toString().startsWith(RawType.PREFIX))
            .isPresent();
  }

  private static boolean isOwnCollectionOfStructs(TypeMirror type) {
    return type instanceof DeclaredType declared
        && declared.getTypeArguments().stream().anyMatch(argument -> mentions(argument, UpdateResults::isStruct))
        && !COPIES.contains(nameOf(declared))
        && supertypes((TypeElement) declared.asElement()).map(Object::toString)
            .anyMatch(name -> name.equals(Collection.class.getName()) || name.equals(Map.class.getName()));
  }

  private static boolean isStruct(TypeMirror type) {
    return type instanceof DeclaredType declared && type.getKind() == TypeKind.DECLARED
        && Interfaces.isStruct((TypeElement) declared.asElement());
  }

  private static String nameOf(DeclaredType type) {
    return ((TypeElement) type.asElement()).getQualifiedName().toString();
  }

  /** A type and all above it. */
  private static Stream<TypeElement> supertypes(TypeElement type) {
    Stream<TypeMirror> above = Stream.concat(Stream.of(type.getSuperclass()), type.getInterfaces().stream());
    return Stream.concat(Stream.of(type), above
        .filter(mirror -> mirror.getKind() == TypeKind.DECLARED)
        .flatMap(mirror -> supertypes((TypeElement) ((DeclaredType) mirror).asElement())));
  }
}
