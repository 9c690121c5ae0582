package org.sharedstruct.processor;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.util.Types;
import org.sharedstruct.processor.codegen.RawType;
import org.sharedstruct.processor.model.DefaultMethod;
import org.sharedstruct.processor.model.Field;
import org.sharedstruct.processor.model.Signature;
import org.sharedstruct.processor.model.Struct;

/** Reads an annotated interface into the model. */
final class StructReader {

  /** What guarded views inherit; a constant of the same name would make it ambiguous. */
  private static final Set<String> INHERITED_NAMES = Set.of("guard", "index");

  private final Types types;
  private final Interfaces interfaces;
  private final CompiledStructs compiled;

  StructReader(ProcessingEnvironment environment, Interfaces interfaces, CompiledStructs compiled) {
    types = environment.getTypeUtils();
    this.interfaces = interfaces;
    this.compiled = compiled;
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
    List<Field> fields = FieldReader.read(types, compiled, type, report);
    List<ExecutableElement> methods = interfaces.methods(type);
    checkSupertypes(type, methods, report);
    checkDefaultMethods(type, fields, methods, report);
    if (fields.isEmpty() && report.isEmpty()) {
      report.add(type, Problem.NO_FIELDS, type);
    }
    return report.isEmpty() ? Optional.of(struct(type, fields, methods)) : Optional.empty();
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
    String name = interfaces.generatedName(type);
    if (!SourceVersion.isIdentifier(RawType.PREFIX + name)) {
      report.add(type, Problem.NAME_NOT_AN_IDENTIFIER, name);
    }
    for (VariableElement constant : Interfaces.constants(type)) {
      if (INHERITED_NAMES.contains(constant.getSimpleName().toString())) {
        report.add(anchor(constant, type), Problem.CONSTANT_TAKEN, constant);
      }
    }
  }

  private void checkSupertypes(TypeElement type, List<ExecutableElement> methods, Report report) {
    for (ExecutableElement method : methods) {
      TypeElement declaring = (TypeElement) method.getEnclosingElement();
      if (Interfaces.isAbstract(method) && !declaring.equals(type) && !Interfaces.isStruct(declaring)) {
        report.add(type, Problem.SUPERTYPE_NOT_A_STRUCT, type, declaring, method.getSimpleName());
      }
    }
  }

  private void checkDefaultMethods(
      TypeElement type, List<Field> fields, List<ExecutableElement> methods, Report report) {
    for (ExecutableElement method : methods) {
      if (!method.isDefault() || !method.getParameters().isEmpty()) {
        continue;
      }
      String name = method.getSimpleName().toString();
      for (Field field : fields) {
        if (field.getter().equals(name)) {
          report.add(anchor(method, type), Problem.FIELD_OVERRIDDEN, name, type);
        } else if (field.component().equals(name)) {
          report.add(anchor(method, type), Problem.FIELD_IS_DEFAULT_METHOD,
              field.name(), field.getter(), name);
        }
      }
    }
  }

  /** The element itself if it stands in the struct, else the struct: a line of the user's own. */
  private static Element anchor(Element element, TypeElement struct) {
    return element.getEnclosingElement().equals(struct) ? element : struct;
  }

  private Struct struct(TypeElement type, List<Field> fields, List<ExecutableElement> methods) {
    return new Struct(
        ClassName.get(type),
        interfaces.generatedName(type),
        Interfaces.enclosingTypes(type).stream().allMatch(t -> t.getModifiers().contains(Modifier.PUBLIC)),
        type.getAnnotation(Deprecated.class) != null,
        fields,
        defaultMethods(type, methods),
        Interfaces.memberTypes(type).stream().map(t -> t.getSimpleName().toString())
            .collect(Collectors.toSet()));
  }

  /** Sorted, so that the generated file is the same whichever compiler runs us. */
  private List<DefaultMethod> defaultMethods(TypeElement type, List<ExecutableElement> methods) {
    return methods.stream()
        .filter(ExecutableElement::isDefault)
        .sorted(Comparator.comparing(ExecutableElement::toString))
        .map(method -> defaultMethod(type, method))
        .toList();
  }

  private DefaultMethod defaultMethod(TypeElement type, ExecutableElement method) {
    TypeName[] parameters = method.getParameters().stream()
        .map(parameter -> TypeName.get(types.erasure(parameter.asType())))
        .toArray(TypeName[]::new);
    return new DefaultMethod(
        MethodSpec.overriding(method, (DeclaredType) type.asType(), types).build(),
        Signature.of(method.getSimpleName().toString(), parameters));
  }
}
