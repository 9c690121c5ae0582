package org.sharedstruct.processor;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import java.io.Serializable;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import javax.tools.JavaFileObject;
import org.sharedstruct.SharedStruct;
import org.sharedstruct.Update;
import org.sharedstruct.format.Schema;
import org.sharedstruct.processor.codegen.GeneratedFiles;
import org.sharedstruct.processor.layout.StructLayout;
import org.sharedstruct.processor.model.DefaultMethod;
import org.sharedstruct.processor.model.Deprecation;
import org.sharedstruct.processor.model.Field;
import org.sharedstruct.processor.model.Signature;
import org.sharedstruct.processor.model.Struct;
import org.sharedstruct.support.ArrayHandle;
import org.sharedstruct.support.GuardedArrayOperations;
import org.sharedstruct.support.GuardedArrayStatics;
import org.sharedstruct.support.GuardedOperations;
import org.sharedstruct.support.GuardedStatics;
import org.sharedstruct.support.RawArrayOperations;
import org.sharedstruct.support.RawArrayStatics;
import org.sharedstruct.support.RawOperations;
import org.sharedstruct.support.RawStatics;
import org.sharedstruct.support.StructHandle;

/** Reads an annotated interface into the model. */
final class StructReader {

  /** What guarded views inherit; a constant of the same name would make it ambiguous. */
  private static final Set<String> INHERITED_FIELDS = Set.of("guard", "index");

  /** The member types of generated ones, which they see before any type of the package. */
  private static final Set<String> INHERITED_TYPES = Stream.concat(
          Stream.of("Array"),
          Stream.of(StructHandle.class, ArrayHandle.class, RawOperations.class, RawStatics.class,
                  RawArrayOperations.class, RawArrayStatics.class, GuardedOperations.class, GuardedStatics.class,
                  GuardedArrayOperations.class, GuardedArrayStatics.class)
              .flatMap(type -> Stream.<Class<?>>iterate(type, Objects::nonNull, Class::getSuperclass))
              .flatMap(type -> Stream.of(type.getDeclaredClasses()))
              .filter(member -> (member.getModifiers() & (java.lang.reflect.Modifier.PUBLIC
                  | java.lang.reflect.Modifier.PROTECTED)) != 0)
              .map(Class::getSimpleName))
      .collect(Collectors.toUnmodifiableSet());

  /** Where the packages of all types begin that generated code uses. */
  private static final Set<String> ROOT_PACKAGES = Set.of("java", "org");

  /** The types of java.lang that generated code names without an import. */
  private static final Set<String> JAVA_LANG = Set.of("Deprecated", "Double", "Float", "Integer",
      "InterruptedException", "Long", "Object", "Override", "String", "SuppressWarnings", "Throwable",
      "UnsupportedOperationException");

  /** Operations of ours that an overload of the user's may be confused with. */
  private static final Set<String> TAKING_FUNCTIONS = Set.of("update", "compute", "await");

  /** A record's constructor takes 255 words at most, one of which is the record (JVMS 4.3.3). */
  private static final int MOST_WORDS = 254;

  /** A string constant of a class file (JVMS 4.4.7); in modified UTF-8, which is no longer for names. */
  private static final int MOST_SCHEMA_BYTES = 65_535;

  private final Elements elements;
  private final Types types;
  private final Interfaces interfaces;
  private final GeneratedTypes generated;
  private final MethodHeads heads;
  private final CompiledStructs compiled;
  private final NestedStructs nested;
  private final UpdateResults updateResults;
  private final EnumConstants enumConstants;

  StructReader(ProcessingEnvironment environment, Interfaces interfaces, CompiledStructs compiled,
      GeneratedTypes generated) {
    elements = environment.getElementUtils();
    types = environment.getTypeUtils();
    this.generated = generated;
    heads = new MethodHeads(types, generated);
    updateResults = new UpdateResults(generated);
    this.interfaces = interfaces;
    this.compiled = compiled;
    enumConstants = new EnumConstants(elements);
    nested = new NestedStructs(interfaces, compiled, this::read);
  }

  /**
   * Reads one struct.
   *
   * @param report gets everything that is wrong with it
   * @return the struct, if nothing is
   */
  Optional<Struct> read(TypeElement type, Report report) {
    if (type.getKind() != ElementKind.INTERFACE) {
      report.add(type, Problem.NOT_AN_INTERFACE, type.getSimpleName(), Interfaces.kindOf(type));
      return Optional.empty();
    }
    checkHead(type, report);
    KotlinStubs.check(type, report);
    checkNames(type, report);
    long alignment = Alignments.of(type, report);
    List<Field> fields = FieldReader.read(types, interfaces, compiled,
        problems -> new TypeReader(types, nested, enumConstants, problems), type, report);
    List<ExecutableElement> methods = interfaces.methods(type);
    checkSupertypes(type, methods, report);
    checkDefaultMethods(type, methods, report);
    checkUpdates(type, report);
    checkVisible(type, methods, report);
    checkNumber(type, fields, report);
    checkObscured(type, fields, report);
    if (!report.isEmpty()) {
      return Optional.empty();
    }
    Struct struct = struct(type, alignment, fields, methods);
    checkSize(type, StructLayout.of(struct), report);
    checkRoom(type, methods, struct, report);
    return report.isEmpty() ? Optional.of(struct) : Optional.empty();
  }

  private void checkHead(TypeElement type, Report report) {
    if (!type.getTypeParameters().isEmpty()) {
      report.add(type, Problem.GENERIC, type);
    }
    if (Interfaces.enclosingTypes(type).stream().anyMatch(t -> t.getModifiers().contains(Modifier.PRIVATE))) {
      report.add(type, Problem.PRIVATE, type);
    }
    if (type.getModifiers().contains(Modifier.SEALED)) {
      report.add(type, Problem.SEALED, type);
    }
    if (type.getEnclosingElement() instanceof PackageElement && compiled.isSource(type)) {
      interfaces.file(type)
          .filter(file -> !file.isNameCompatible(type.getSimpleName().toString(), JavaFileObject.Kind.SOURCE))
          .ifPresent(file -> report.add(
              type, Problem.AUXILIARY, type.getSimpleName(), Path.of(file.getName()).getFileName()));
    }
  }

  private void checkNames(TypeElement type, Report report) {
    String name = interfaces.generatedName(type);
    List<String> generated = GeneratedFiles.simpleNames(name);
    if (!generated.stream().allMatch(SourceVersion::isIdentifier)) {
      report.add(type, Problem.NAME_NOT_AN_IDENTIFIER, name);
    }
    for (TypeElement nested : Interfaces.memberTypes(type)) {
      if (generated.contains(nested.getSimpleName().toString())) {
        report.add(Interfaces.anchor(nested, type), Problem.NESTED_TYPE_TAKEN, nested);
      }
    }
    for (VariableElement constant : Interfaces.constants(type)) {
      if (INHERITED_FIELDS.contains(constant.getSimpleName().toString())) {
        report.add(Interfaces.anchor(constant, type), Problem.CONSTANT_TAKEN, constant);
      }
    }
    if (elements.getPackageOf(type).isUnnamed()
        && type.getEnclosingElement() instanceof PackageElement
        && INHERITED_TYPES.contains(type.getSimpleName().toString())) {
      report.add(type, Problem.NAME_HIDDEN, type);
    }
  }

  private void checkSupertypes(TypeElement type, List<ExecutableElement> methods, Report report) {
    for (ExecutableElement method : methods) {
      TypeElement declaring = (TypeElement) method.getEnclosingElement();
      if (Interfaces.isAbstract(method) && !declaring.equals(type)
          && !Interfaces.isStruct(declaring) && !Interfaces.isOfEveryObject(method)) {
        report.add(type, Problem.SUPERTYPE_NOT_A_STRUCT,
            type, declaring, Interfaces.describe(method), cure(type, declaring, method));
      }
    }
  }

  /** Only what is compiled here can be annotated; only what a field can hold can be declared as one. */
  private String cure(TypeElement type, TypeElement declaring, ExecutableElement method) {
    boolean isOurs = interfaces.file(declaring).stream()
        .anyMatch(file -> file.getKind() == JavaFileObject.Kind.SOURCE);
    ExecutableType member = (ExecutableType) types.asMemberOf((DeclaredType) type.asType(), method);
    String head = member.getReturnType() + " " + IntStream.range(0, method.getParameters().size())
        .mapToObj(i -> member.getParameterTypes().get(i) + " " + method.getParameters().get(i).getSimpleName())
        .collect(Collectors.joining(", ", method.getSimpleName() + "(", ")"));
    if (method.getParameters().isEmpty() && member.getReturnType().getKind().isPrimitive()) {
      return (isOurs ? "Annotate " + declaring + ", or declare it here, too: " : "Declare it here, too: ") + head + ";";
    }
    return "Give it a body" + (isOurs ? ", there or here: " : " here: ") + "default " + head + " { ... }";
  }

  private void checkDefaultMethods(TypeElement type, List<ExecutableElement> methods, Report report) {
    ClassName struct = ClassName.get(type);
    Set<Signature> statics = new HashSet<>(GeneratedFiles.helpers(struct.packageName(), interfaces.generatedName(type)));
    Collections.addAll(statics,
        Signature.of("copyOf", struct),
        Signature.of("of", ClassName.get(MemorySegment.class)),
        Signature.of("of", ClassName.get(MemorySegment.class), TypeName.LONG),
        Signature.of("allocate", ClassName.get(SegmentAllocator.class)));
    for (ExecutableElement method : methods) {
      if (!method.isDefault()) {
        continue;
      }
      Element line = Interfaces.anchor(method, type);
      KnownTypes.mentioned(method).flatMap(generated::unresolved).forEach(name -> {
        List<ClassName> meanings = generated.meanings(method, name);
        if (meanings.size() > 1) {
          report.add(line, Problem.TYPE_AMBIGUOUS, Interfaces.describe(method), name,
              meanings.get(0), meanings.get(1));
        }
      });
      KnownTypes.mentioned(method).filter(KnownTypes::isPrivate).findFirst().ifPresent(hidden ->
          report.add(line, Problem.HIDDEN_TYPE, Interfaces.describe(method), hidden));
      if (type.getTypeParameters().isEmpty() && statics.contains(defaultMethod(type, method).signature())) {
        report.add(line, Problem.OPERATION_TAKEN, Interfaces.describe(method));
      }
    }
  }

  /** What has no package cannot be written otherwise than by its simple name. */
  private void checkVisible(TypeElement type, List<ExecutableElement> methods, Report report) {
    Set<String> hidden = hiddenNames(type);
    for (ExecutableElement method : methods) {
      KnownTypes.mentioned(method).flatMap(KnownTypes::outermost)
          .filter(other -> elements.getPackageOf(other).isUnnamed()
              && hidden.contains(other.getSimpleName().toString())
              && !Interfaces.enclosingTypes(type).contains(other))
          .findFirst()
          .ifPresent(other -> report.add(Interfaces.anchor(method, type), Problem.NAME_HIDDEN, other));
    }
  }

  /** Which of its own methods write. */
  private void checkUpdates(TypeElement type, Report report) {
    boolean hasSetters = interfaces.hasSetters(type);
    for (ExecutableElement method : ElementFilter.methodsIn(type.getEnclosedElements())) {
      boolean isUpdate = Annotations.has(method, Update.class);
      if (isUpdate && !method.isDefault()) {
        report.add(method, Problem.UPDATE_MISPLACED, Interfaces.describe(method));
      } else if (isUpdate) {
        updateResults.check(method, report);
      } else if (hasSetters && method.isDefault() && method.getReturnType().getKind() == TypeKind.VOID
          && !Annotations.suppresses(type, Problem.UPDATE_MISSING)
          && !Annotations.suppresses(method, Problem.UPDATE_MISSING)) {
        report.warn(method, Problem.UPDATE_MISSING, Interfaces.describe(method));
      }
    }
  }

  private static void checkSize(TypeElement type, StructLayout layout, Report report) {
    if (layout.size() > Schema.MOST_BYTES) {
      report.add(type, Problem.TOO_LARGE, type, layout.size(), Schema.MOST_BYTES);
      return;
    }
    int schemaBytes = layout.schema().text().getBytes(StandardCharsets.UTF_8).length;
    if (schemaBytes > MOST_SCHEMA_BYTES) {
      report.add(type, Problem.SCHEMA_TOO_LONG, type, schemaBytes, MOST_SCHEMA_BYTES);
    }
  }

  /** Whether a size that is given is one, and the fields lie within. */
  private static void checkRoom(
      TypeElement type, List<ExecutableElement> methods, Struct struct, Report report) {
    StructLayout layout = StructLayout.of(struct);
    if (struct.isSized() && (struct.size() < 0 || struct.size() % layout.alignment() != 0)) {
      report.add(type, Problem.SIZE_IMPOSSIBLE, type, struct.size(), layout.alignment());
      return;
    }
    long end = 0;
    for (StructLayout.Slot slot : layout.slots()) {
      if (slot.end() > layout.size()) {
        ExecutableElement getter = methods.stream()
            .filter(method -> Interfaces.isAbstract(method)
                && method.getSimpleName().contentEquals(slot.field().getter()))
            .findFirst().orElseThrow();
        report.add(Interfaces.anchor(getter, type), Problem.SIZE_EXCEEDED, Interfaces.describe(getter),
            slot.offset(), slot.end() - 1, type, layout.size(), Math.max(0, layout.size() - end));
      }
      end = slot.end();
    }
  }

  private static void checkNumber(TypeElement type, List<Field> fields, Report report) {
    if (fields.isEmpty() && report.isEmpty()) {
      report.add(type, Problem.NO_FIELDS, type);
    }
    int words = fields.stream().mapToInt(StructReader::words).sum();
    if (words > MOST_WORDS) {
      report.add(type, Problem.TOO_MANY_FIELDS, type, words);
    }
  }

  /** Where a name may be of a variable or a type, it is of the variable (JLS 6.4.2). */
  private static void checkObscured(TypeElement type, List<Field> fields, Report report) {
    List<String> names = fields.stream().map(Field::component).toList();
    names.stream().filter(ROOT_PACKAGES::contains).findFirst().ifPresent(root ->
        names.stream().filter(name -> Character.isUpperCase(name.codePointAt(0))).findFirst().ifPresent(name ->
            report.add(type, Problem.OBSCURED, type, name, root)));
  }

  private static int words(Field field) {
    TypeName type = field.type().valueName();
    return type.equals(TypeName.LONG) || type.equals(TypeName.DOUBLE) ? 2 : 1;
  }

  private Struct struct(TypeElement type, long alignment, List<Field> fields, List<ExecutableElement> methods) {
    return new Struct(
        ClassName.get(type),
        interfaces.generatedName(type),
        Interfaces.enclosingTypes(type).stream().allMatch(t -> t.getModifiers().contains(Modifier.PUBLIC)),
        Interfaces.deprecation(type),
        alignment,
        Annotations.number(type, SharedStruct.class, "size").orElse(0),
        Interfaces.directSupertypes(type).stream().filter(Interfaces::isStruct).map(nested::rawOf).toList(),
        fields,
        defaultMethods(type, methods),
        hiddenNames(type),
        suppressions(type, methods));
  }

  /** Sorted, so that the generated file is the same whichever compiler runs us. */
  private List<DefaultMethod> defaultMethods(TypeElement type, List<ExecutableElement> methods) {
    return methods.stream()
        .filter(ExecutableElement::isDefault)
        .sorted(Comparator.comparing(Interfaces::describe))
        .map(method -> defaultMethod(type, method))
        .toList();
  }

  private DefaultMethod defaultMethod(TypeElement type, ExecutableElement method) {
    return new DefaultMethod(
        heads.overriding(method, type).toBuilder()
            .addAnnotations(Interfaces.deprecation(method).annotations())
            .build(),
        interfaces.isDocumented(method),
        Annotations.has(method, Update.class));
  }

  private Set<String> hiddenNames(TypeElement type) {
    Set<String> hidden = new HashSet<>(INHERITED_TYPES);
    Interfaces.memberTypes(type).forEach(nested -> hidden.add(nested.getSimpleName().toString()));
    String packageName = elements.getPackageOf(type).getQualifiedName().toString();
    JAVA_LANG.stream()
        .filter(name -> elements.getTypeElement(packageName.isEmpty() ? name : packageName + "." + name) != null)
        .forEach(hidden::add);
    hidden.remove("Array"); // always ours, and named by its simple name
    return hidden;
  }

  /** Warnings about what the user has declared belong to the user's own lines. */
  private static List<String> suppressions(TypeElement type, List<ExecutableElement> methods) {
    List<ExecutableElement> defaults = methods.stream().filter(ExecutableElement::isDefault).toList();
    boolean namesTypes = defaults.stream().flatMap(KnownTypes::mentioned)
        .anyMatch(mentioned -> !mentioned.getKind().isPrimitive() && mentioned.getKind() != TypeKind.VOID);
    Stream<TypeElement> fieldTypes = methods.stream()
        .map(ExecutableElement::getReturnType)
        .filter(DeclaredType.class::isInstance)
        .flatMap(returned -> Interfaces.enclosingTypes((TypeElement) ((DeclaredType) returned).asElement()).stream());
    boolean isDeprecated = Stream
        .of(methods.stream(), Interfaces.enclosingTypes(type).stream(), fieldTypes)
        .flatMap(elements -> elements)
        .anyMatch(element -> Interfaces.deprecation(element) != Deprecation.NONE);
    boolean overloads = defaults.stream()
        .anyMatch(method -> TAKING_FUNCTIONS.contains(method.getSimpleName().toString()));
    List<String> warnings = new ArrayList<>(List.of("all", "exports", "doclint:missing"));
    if (Interfaces.closure(type).stream()
        .anyMatch(supertype -> supertype.getQualifiedName().contentEquals(Serializable.class.getName()))) {
      warnings.add("serial"); // that a view is not serializable, the user learns when one is written
    }
    if (isDeprecated || namesTypes) {
      warnings.addAll(List.of("deprecation", "removal"));
    }
    if (namesTypes) {
      warnings.addAll(List.of("rawtypes", "unchecked"));
    }
    if (overloads) {
      warnings.add("overloads");
    }
    return warnings;
  }
}
