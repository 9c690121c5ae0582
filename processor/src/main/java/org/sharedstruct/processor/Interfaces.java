package org.sharedstruct.processor;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.tools.JavaFileObject;
import org.sharedstruct.SharedStruct;
import org.sharedstruct.processor.model.Deprecation;

/** Questions about interfaces that the compiler answers only in several steps. */
final class Interfaces {

  private final Elements elements;

  Interfaces(Elements elements) {
    this.elements = elements;
  }

  /** The interfaces that a type extends, in the order of its declaration. */
  static List<TypeElement> directSupertypes(TypeElement type) {
    return type.getInterfaces().stream()
        .filter(mirror -> mirror.getKind() == TypeKind.DECLARED)
        .map(mirror -> (TypeElement) ((DeclaredType) mirror).asElement())
        .toList();
  }

  /** The type itself and all that it extends, each once, a type before those that it extends. */
  static Set<TypeElement> closure(TypeElement type) {
    Set<TypeElement> closure = new LinkedHashSet<>();
    addClosure(type, closure);
    return closure;
  }

  private static void addClosure(TypeElement type, Set<TypeElement> closure) {
    if (closure.add(type)) {
      directSupertypes(type).forEach(supertype -> addClosure(supertype, closure));
    }
  }

  /** The instance methods of a type, inherited ones too, without those that another one overrides. */
  List<ExecutableElement> methods(TypeElement type) {
    List<ExecutableElement> all = closure(type).stream()
        .flatMap(declaring -> ElementFilter.methodsIn(declaring.getEnclosedElements()).stream())
        .filter(Interfaces::isInstanceMethod)
        .toList();
    return all.stream()
        .filter(method -> all.stream().noneMatch(other -> overrides(other, method, type)))
        .toList();
  }

  /** Only a method of a subtype overrides another; the Eclipse compiler says so of either one. */
  private boolean overrides(ExecutableElement method, ExecutableElement other, TypeElement type) {
    TypeElement declaring = (TypeElement) method.getEnclosingElement();
    TypeElement otherDeclaring = (TypeElement) other.getEnclosingElement();
    return !declaring.equals(otherDeclaring)
        && closure(declaring).contains(otherDeclaring)
        && elements.overrides(method, other, type);
  }

  static boolean isInstanceMethod(ExecutableElement method) {
    return !method.getModifiers().contains(Modifier.STATIC)
        && !method.getModifiers().contains(Modifier.PRIVATE);
  }

  static boolean isAbstract(ExecutableElement method) {
    return method.getModifiers().contains(Modifier.ABSTRACT);
  }

  /** The constants of a type, inherited ones too. */
  static List<VariableElement> constants(TypeElement type) {
    return closure(type).stream()
        .flatMap(declaring -> ElementFilter.fieldsIn(declaring.getEnclosedElements()).stream())
        .toList();
  }

  /** The types nested in a type, inherited ones too. */
  static List<TypeElement> memberTypes(TypeElement type) {
    return closure(type).stream()
        .flatMap(declaring -> ElementFilter.typesIn(declaring.getEnclosedElements()).stream())
        .toList();
  }

  static boolean isStruct(TypeElement type) {
    return Annotations.has(type, SharedStruct.class);
  }

  /** What the types generated for a struct are named after. */
  String generatedName(TypeElement struct) {
    String given = Annotations.of(struct, SharedStruct.class).stream()
        .flatMap(mirror -> mirror.getElementValues().values().stream())
        .map(AnnotationValue::getValue)
        .filter(String.class::isInstance) // else the compiler itself reports it
        .map(String.class::cast)
        .filter(name -> !name.equals("<error>"))
        .findFirst()
        .orElse("");
    return given.isEmpty() ? struct.getSimpleName().toString() : given;
  }

  /**
   * Whether everything that a struct depends on is known; another processor may still write types.
   *
   * @param generated types that we are going to write ourselves: default methods may speak of them
   */
  static boolean isComplete(TypeElement type, GeneratedTypes generated) {
    return isComplete(type, new KnownTypes(generated), new HashSet<>());
  }

  private static boolean isComplete(TypeElement type, KnownTypes known, Set<TypeElement> seen) {
    for (TypeElement declaring : closure(type)) {
      if (!seen.add(declaring)) {
        continue;
      }
      List<ExecutableElement> methods = ElementFilter.methodsIn(declaring.getEnclosedElements()).stream()
          .filter(Interfaces::isInstanceMethod).toList();
      if (!known.areKnown(declaring, declaring.getInterfaces()) || !methods.stream().allMatch(known::isKnown)
          || !Annotations.areReadable(declaring) || !methods.stream().allMatch(Annotations::areReadable)
          || !nestedStructs(methods).allMatch(nested -> isComplete(nested, known, seen))) {
        return false;
      }
    }
    return true;
  }

  /** The structs that getters give. */
  private static Stream<TypeElement> nestedStructs(List<ExecutableElement> methods) {
    return methods.stream()
        .filter(Interfaces::isAbstract)
        .map(ExecutableElement::getReturnType)
        .filter(type -> type.getKind() == TypeKind.DECLARED)
        .map(type -> (TypeElement) ((DeclaredType) type).asElement())
        .filter(Interfaces::isStruct);
  }

  /** Whether a struct, or one within it, declares a setter. */
  boolean hasSetters(TypeElement struct) {
    return hasSetters(struct, new HashSet<>());
  }

  private boolean hasSetters(TypeElement struct, Set<TypeElement> seen) {
    if (!seen.add(struct)) {
      return false; // it contains itself, which is told elsewhere
    }
    List<ExecutableElement> methods = methods(struct);
    return methods.stream().anyMatch(method -> isSetter(struct, method))
        || nestedStructs(methods).anyMatch(nested -> hasSetters(nested, seen));
  }

  private static boolean isSetter(TypeElement struct, ExecutableElement method) {
    return isAbstract(method) && !method.getParameters().isEmpty()
        && (method.getReturnType().getKind() == TypeKind.VOID
            || method.getReturnType() instanceof DeclaredType fluent
                && closure(struct).contains((TypeElement) fluent.asElement()));
  }

  /** A method as it is called in messages, the same in every compiler: {@code x(float)}. */
  static String describe(ExecutableElement method) {
    return method.getParameters().stream()
        .map(parameter -> parameter.asType().toString())
        .collect(Collectors.joining(",", method.getSimpleName() + "(", ")"));
  }

  /** A type or method as it is called in messages. */
  static String describe(Element element) {
    return element instanceof ExecutableElement method ? describe(method) : element.toString();
  }

  /** A method without its type, as it is declared: {@code sample(int index)}. */
  static String declaration(ExecutableElement method) {
    return method.getParameters().stream()
        .map(parameter -> parameter.asType() + " " + parameter.getSimpleName())
        .collect(Collectors.joining(", ", method.getSimpleName() + "(", ")"));
  }

  /** Whether the user has written Javadoc on something. */
  boolean isDocumented(Element element) {
    return elements.getDocComment(element) != null;
  }

  /** Interfaces such as Comparator declare methods again that every object has, to document them. */
  static boolean isOfEveryObject(ExecutableElement method) {
    return Set.of("equals(java.lang.Object)", "hashCode()", "toString()").contains(describe(method));
  }

  /** What the user says of something in the first sentence of its Javadoc; empty if nothing. */
  String summary(Element element) {
    String comment = elements.getDocComment(element);
    return comment == null ? "" : Summary.of(comment);
  }

  /**
   * What the user calls a parameter.
   *
   * @param otherwise what it is called where that is not known, or would mean something else in generated code: the
   *     names of types, constants and packages
   */
  String parameterName(VariableElement parameter, String otherwise) {
    String name = parameter.getSimpleName().toString();
    boolean isUsable = Character.isLowerCase(name.codePointAt(0)) && !name.matches("(arg|p)\\d+")
        && elements.getAllPackageElements(name).isEmpty();
    return isUsable ? name : otherwise;
  }

  /** Whether and how something is deprecated. */
  static Deprecation deprecation(Element element) {
    Deprecated annotation = element.getAnnotation(Deprecated.class);
    if (annotation == null) {
      return Deprecation.NONE;
    }
    return annotation.forRemoval() ? Deprecation.FOR_REMOVAL : Deprecation.ORDINARY;
  }

  /** The element itself if it stands in the struct, else the struct: a line of the user's own. */
  static Element anchor(Element element, TypeElement struct) {
    return element.getEnclosingElement().equals(struct) ? element : struct;
  }

  /** The source file of a type; empty if the compiler does not tell. */
  Optional<JavaFileObject> file(TypeElement type) {
    try {
      return Optional.ofNullable(elements.getFileObjectOf(type));
    } catch (UnsupportedOperationException noSuchQuestion) {
      return Optional.empty();
    }
  }

  /** The type and the types around it. */
  static List<TypeElement> enclosingTypes(TypeElement type) {
    List<TypeElement> types = new ArrayList<>();
    for (Element at = type; at instanceof TypeElement enclosing; at = at.getEnclosingElement()) {
      types.add(enclosing);
    }
    return types;
  }

  /** {@code a class}, {@code an enum}: what a type is, for messages. */
  static String kindOf(TypeElement type) {
    ElementKind kind = type.getKind();
    return switch (kind) {
      case ENUM -> "an enum";
      case ANNOTATION_TYPE -> "an annotation type";
      case INTERFACE -> "an interface";
      case RECORD -> "a record";
      default -> "a class";
    };
  }
}
