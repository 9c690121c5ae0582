package org.sharedstruct.processor;

import java.lang.annotation.Annotation;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Types;
import org.sharedstruct.Align;
import org.sharedstruct.Atomic;
import org.sharedstruct.Length;
import org.sharedstruct.Unsigned;
import org.sharedstruct.format.NearNames;
import org.sharedstruct.processor.model.Field;
import org.sharedstruct.processor.model.Signature;

/** Reads the fields of a struct: those of the structs it extends, then its own. */
final class FieldReader {

  /** The methods of Object without parameters; no record component may bear such a name either. */
  private static final Set<String> OBJECT_METHODS = Set.of("clone", "finalize", "getClass", "hashCode",
      "notify", "notifyAll", "toString", "wait");

  private static final List<Class<? extends Annotation>> FIELD_ANNOTATIONS =
      List.of(Length.class, Unsigned.class, Align.class, Atomic.class);

  /** A field and the getter that declares it. */
  private record Declared(Field field, ExecutableElement getter) {

    TypeElement struct() {
      return (TypeElement) getter.getEnclosingElement();
    }
  }

  private final Types types;
  private final Interfaces interfaces;
  private final CompiledStructs compiled;
  private final Function<Report, TypeReader> typeReaders;
  private final TypeReader typeReader;
  private final Report report;
  private final TypeElement struct;
  private final Map<String, Declared> fields = new LinkedHashMap<>();
  private boolean isChainingTold;

  private FieldReader(Types types, Interfaces interfaces, CompiledStructs compiled,
      Function<Report, TypeReader> typeReaders, TypeElement struct, Report report) {
    this.types = types;
    this.interfaces = interfaces;
    this.compiled = compiled;
    this.typeReaders = typeReaders;
    this.struct = struct;
    this.report = report;
    typeReader = typeReaders.apply(report);
  }

  /**
   * Reads one struct.
   *
   * @param typeReaders makes what reads the types of fields
   * @param report gets what is wrong with it
   * @return its fields in the order of memory, as far as they make sense
   */
  static List<Field> read(Types types, Interfaces interfaces, CompiledStructs compiled,
      Function<Report, TypeReader> typeReaders, TypeElement struct, Report report) {
    return new FieldReader(types, interfaces, compiled, typeReaders, struct, report).read().stream()
        .map(Declared::field).toList();
  }

  private Collection<Declared> read() {
    Interfaces.directSupertypes(struct).stream().filter(Interfaces::isStruct).forEach(this::inherit);
    List<ExecutableElement> own = ElementFilter.methodsIn(struct.getEnclosedElements()).stream()
        .filter(method -> Interfaces.isInstanceMethod(method) && Interfaces.isAbstract(method)
            && !isOfObject(method))
        .toList();
    own.stream().filter(this::isGetter).forEach(this::readGetter);
    own.stream().filter(method -> !isGetter(method)).forEach(this::readSetter);
    checkDefaultMethods(interfaces.methods(struct));
    return fields.values();
  }

  /**
   * Whether it declares again what every object has, as interfaces do to document it. A hash code could also be meant
   * for a field; {@code @Override} tells.
   */
  private static boolean isOfObject(ExecutableElement method) {
    return Interfaces.isOfEveryObject(method)
        && (!method.getSimpleName().contentEquals("hashCode") || Annotations.has(method, Override.class))
        && FIELD_ANNOTATIONS.stream().noneMatch(annotation -> Annotations.has(method, annotation));
  }

  /**
   * A getter takes nothing or, for an array, an index. What takes an int and gives something may also be
   * meant for a setter; {@code @Length} and a result that no setter has tell.
   */
  private boolean isGetter(ExecutableElement method) {
    List<? extends VariableElement> parameters = method.getParameters();
    if (parameters.isEmpty()) {
      return true;
    }
    if (parameters.size() > 1 || parameters.getFirst().asType().getKind() != TypeKind.INT) {
      return false;
    }
    return Annotations.has(method, Length.class) || form(method).isEmpty() && !setsSomething(method);
  }

  private boolean setsSomething(ExecutableElement method) {
    return isOfBean(method)
        || ElementFilter.methodsIn(struct.getEnclosedElements()).stream().anyMatch(other ->
            other.getParameters().isEmpty() && other.getSimpleName().equals(method.getSimpleName()));
  }

  private void checkDefaultMethods(List<ExecutableElement> methods) {
    for (ExecutableElement method : methods) {
      if (!method.isDefault()) {
        continue;
      }
      checkAnnotations(method);
      String name = method.getSimpleName().toString();
      for (Declared declared : fields.values()) {
        if (isGetterOf(declared.field, method)) {
          report.add(Interfaces.anchor(method, struct), Problem.FIELD_OVERRIDDEN,
              Interfaces.describe(method), declared.struct());
        } else if (declared.field.component().equals(name) && method.getParameters().isEmpty()) {
          report.add(Interfaces.anchor(method, struct), Problem.FIELD_IS_DEFAULT_METHOD,
              declared.field.name(), declared.field.getter(), name);
        }
      }
    }
  }

  /** Whether a method has the head of a field's getter, of all elements or of one. */
  private static boolean isGetterOf(Field field, ExecutableElement method) {
    List<? extends VariableElement> parameters = method.getParameters();
    boolean isOfElement = field.declaredGetter().parameters().size() == 1 && parameters.size() == 1
        && parameters.getFirst().asType().getKind() == TypeKind.INT;
    return field.getter().equals(method.getSimpleName().toString()) && (parameters.isEmpty() || isOfElement);
  }

  /** What describes a field has no effect on any other method, and would be believed to have one. */
  private void checkAnnotations(ExecutableElement method) {
    for (Class<? extends Annotation> annotation : FIELD_ANNOTATIONS) {
      if (Annotations.has(method, annotation) && method.getEnclosingElement().equals(struct)) {
        report.add(method, Problem.ANNOTATION_MISPLACED, Interfaces.describe(method), annotation.getSimpleName());
      }
    }
  }

  private void inherit(TypeElement supertype) {
    if (Interfaces.closure(supertype).contains(struct)) {
      return; // a cycle, which the compiler itself reports
    }
    Report theirs = new Report();
    Collection<Declared> inherited =
        new FieldReader(types, interfaces, compiled, typeReaders, supertype, theirs).read();
    if (!theirs.isEmpty()) {
      report.add(struct, Problem.SUPERTYPE_HAS_PROBLEMS, struct, supertype);
      return;
    }
    for (Declared declared : inMemoryOrder(supertype, inherited)) {
      Declared other = fields.get(declared.field.name());
      if (other != null && !other.getter.equals(declared.getter)) {
        report.add(struct, Problem.INHERITED_TWICE,
            declared.field.name(), other.struct(), declared.struct());
      } else if (other == null || other.field.declared() == Field.Setter.NONE) {
        fields.put(declared.field.name(), declared); // the setter may be declared on one path only
      }
    }
  }

  /** A class file does not keep the order of its members in every compiler; the schema does. */
  private Collection<Declared> inMemoryOrder(TypeElement supertype, Collection<Declared> inherited) {
    if (compiled.isSource(supertype)) {
      return inherited;
    }
    Optional<List<String>> order = compiled.fieldNames(supertype);
    if (order.isEmpty()) {
      report.add(struct, Problem.SUPERTYPE_NOT_GENERATED,
          struct, supertype, compiled.schemaHolder(supertype));
      return List.of();
    }
    Map<String, Declared> byName = new LinkedHashMap<>();
    inherited.forEach(declared -> byName.put(declared.field.name(), declared));
    if (!byName.keySet().equals(Set.copyOf(order.get()))) {
      report.add(struct, Problem.SUPERTYPE_STALE, struct, supertype, byName.keySet(),
          compiled.schemaHolder(supertype), order.get());
      return List.of();
    }
    return order.get().stream().map(byName::get).toList();
  }

  private void readGetter(ExecutableElement method) {
    Accessor accessor = Accessor.of(method);
    String name = method.getSimpleName().toString();
    if (OBJECT_METHODS.contains(name) || OBJECT_METHODS.contains(accessor.field())) {
      report.add(method, Problem.OBJECT_METHOD, Interfaces.describe(method),
          OBJECT_METHODS.contains(name) ? name : accessor.field());
    } else if (method.getReturnType().getKind() == TypeKind.VOID) {
      report.add(method, Problem.NOT_AN_ACCESSOR, Interfaces.describe(method), "it returns nothing and takes nothing");
    } else if (isAccessorHead(method) && !isRedeclared(method)) {
      typeReader.read(method).ifPresent(type -> addField(method, new Field(accessor.field(),
          accessor.component(), type, typeReader.alignment(method, type), typeReader.isAtomic(method, type),
          name, accessor.setter(), Field.Setter.NONE,
          Interfaces.deprecation(method), interfaces.summary(method),
          method.getParameters().isEmpty()
              ? Field.INDEX
              : interfaces.parameterName(method.getParameters().getFirst(), Field.INDEX),
          Field.VALUE)));
    }
  }

  /** Whether a getter declares again what a struct has that is extended, which says all about the field. */
  private boolean isRedeclared(ExecutableElement getter) {
    Optional<Declared> same = fields.values().stream()
        .filter(declared -> !declared.struct().equals(struct) && isGetterOf(declared.field, getter))
        .findFirst();
    if (same.isPresent() && (FIELD_ANNOTATIONS.stream().anyMatch(annotation -> Annotations.has(getter, annotation))
        || !types.isSameType(getter.getReturnType(), same.get().getter.getReturnType()))) {
      report.add(getter, Problem.FIELD_REDECLARED, Interfaces.describe(getter), same.get().struct());
    }
    return same.isPresent();
  }

  private void addField(ExecutableElement getter, Field field) {
    for (Declared other : fields.values()) {
      if (other.field.component().equals(field.component())) {
        report.add(getter, Problem.FIELD_TWICE, field.name(), other.field.getter(), field.getter());
        return;
      }
      List<Signature> shared = field.viewMethods().stream().filter(other.field.viewMethods()::contains).toList();
      if (!shared.isEmpty()) {
        report.add(getter, Problem.ACCESSOR_TWICE, other.field.name(), field.name(), shared.getFirst());
        return;
      }
    }
    fields.put(field.name(), new Declared(field, getter));
  }

  private boolean isAccessorHead(ExecutableElement method) {
    if (!method.getTypeParameters().isEmpty()) {
      report.add(method, Problem.NOT_AN_ACCESSOR, Interfaces.describe(method), "it has type parameters");
    } else if (!method.getThrownTypes().isEmpty()) {
      report.add(method, Problem.NOT_AN_ACCESSOR, Interfaces.describe(method), "it declares exceptions");
    } else {
      return true;
    }
    return false;
  }

  private void readSetter(ExecutableElement method) {
    if (Annotations.has(method, Length.class) && form(method).isEmpty() && method.getParameters().size() == 1) {
      report.add(method, Problem.INDEX_NOT_INT, Interfaces.describe(method), method.getParameters().getFirst().asType(),
          method.getReturnType(), method.getSimpleName());
      return;
    }
    checkAnnotations(method);
    if (!isAccessorHead(method)) {
      return;
    }
    List<? extends VariableElement> parameters = method.getParameters();
    TypeMirror parameter = parameters.getLast().asType();
    String name = method.getSimpleName().toString();
    boolean isIndexed = parameters.size() == 2 && parameters.getFirst().asType().getKind() == TypeKind.INT;
    if (parameters.size() > 1 && !isIndexed) {
      report.add(method, Problem.NOT_AN_ACCESSOR,
          Interfaces.describe(method), "it takes " + parameters.size() + " parameters");
      return;
    }
    if (name.equals("equals") && parameter.toString().equals(Object.class.getName())) {
      report.add(method, Problem.OBJECT_METHOD, Interfaces.describe(method), name);
      return;
    }
    Optional<Field.Setter> form = form(method);
    Optional<Declared> set = fields.values().stream()
        .filter(declared -> declared.field.setter().equals(name))
        .findFirst();
    if (form.isEmpty()) {
      report.add(method, Problem.NOT_AN_ACCESSOR, Interfaces.describe(method),
          "a setter returns void or " + struct.getSimpleName() + ", not " + method.getReturnType());
    } else if (set.isEmpty() && meant(name).isPresent()) {
      refuseForm(method, meant(name).get());
    } else if (set.isEmpty()) {
      report.add(method, Problem.SETTER_WITHOUT_GETTER, Interfaces.describe(method),
          (isIndexed ? "@Length(16) " : "") + parameter, getterFor(name), isIndexed ? "int index" : "",
          NearNames.to(fieldOf(name), fields.keySet())
              .map(near -> ". Did you mean " + fields.get(near).field.setter() + "?").orElse(""));
    } else {
      addSetter(method, parameter, set.get(), form.get());
    }
  }

  private void addSetter(
      ExecutableElement method, TypeMirror parameter, Declared declared, Field.Setter form) {
    TypeMirror type = declared.getter.getReturnType();
    boolean isIndexed = !declared.getter.getParameters().isEmpty();
    if (method.getParameters().size() != (isIndexed ? 2 : 1)) {
      refuseForm(method, declared);
      return;
    }
    if (!types.isSameType(parameter, type)) {
      report.add(method, Problem.SETTER_AGAINST_GETTER, Interfaces.describe(method), parameter, type);
      return;
    }
    if (form == Field.Setter.VOID && !isChainingTold && !isOfBean(method)) {
      tellOfChaining(method);
    }
    fields.put(declared.field.name(), new Declared(declared.field.withSetter(
        form, interfaces.parameterName(method.getParameters().getLast(), Field.VALUE)), declared.getter));
  }

  /** Those of beans are not chained, and nobody expects them to be. */
  private static boolean isOfBean(ExecutableElement setter) {
    return setter.getSimpleName().toString().matches("set\\p{Lu}.*");
  }

  /** Once a struct: who has declared one setter so, has most likely declared all so. */
  private void tellOfChaining(ExecutableElement setter) {
    isChainingTold = true;
    if (!Annotations.suppresses(struct, Problem.CHAINING) && !Annotations.suppresses(setter, Problem.CHAINING)) {
      String parameters = setter.getParameters().stream()
          .map(parameter -> parameter.asType() + " " + parameter.getSimpleName())
          .collect(Collectors.joining(", "));
      report.note(setter, Problem.CHAINING, Interfaces.describe(setter), setter.getSimpleName(),
          struct.getSimpleName() + " " + setter.getSimpleName() + "(" + parameters + ")");
    }
  }

  private void refuseForm(ExecutableElement setter, Declared declared) {
    report.add(setter, Problem.SETTER_FORM, Interfaces.describe(setter), Interfaces.describe(declared.getter),
        declared.field.setter(), declared.getter.getParameters().isEmpty() ? "" : "int index, ",
        declared.getter.getReturnType());
  }

  /** The field that a setter of another style is for: {@code setX} where the getter is {@code x}, or the reverse. */
  private Optional<Declared> meant(String setter) {
    return Optional.ofNullable(fields.get(fieldOf(setter)));
  }

  private static String fieldOf(String setter) {
    return setter.matches("set\\p{Lu}.*") ? Accessor.decapitalized(setter.substring("set".length())) : setter;
  }

  private static String getterFor(String setter) {
    return setter.matches("set\\p{Lu}.*") ? "get" + setter.substring("set".length()) : setter;
  }

  /** A setter returns nothing or the struct; one that was inherited may return the struct it is from. */
  private Optional<Field.Setter> form(ExecutableElement setter) {
    TypeMirror returned = setter.getReturnType();
    if (returned.getKind() == TypeKind.VOID) {
      return Optional.of(Field.Setter.VOID);
    }
    boolean isStruct = returned instanceof DeclaredType declared
        && Interfaces.closure(struct).contains((TypeElement) declared.asElement());
    return isStruct ? Optional.of(Field.Setter.FLUENT) : Optional.empty();
  }
}
