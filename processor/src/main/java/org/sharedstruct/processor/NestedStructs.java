package org.sharedstruct.processor;

import com.palantir.javapoet.ClassName;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.util.ElementFilter;
import org.sharedstruct.processor.codegen.GeneratedFiles;
import org.sharedstruct.processor.codegen.RawType;
import org.sharedstruct.processor.layout.StructLayout;
import org.sharedstruct.processor.model.Nested;
import org.sharedstruct.processor.model.Struct;
import org.sharedstruct.format.Schema;

/** The structs that fields are made of. */
final class NestedStructs {

  private final Interfaces interfaces;
  private final CompiledStructs compiled;
  private final BiFunction<TypeElement, Report, Optional<Struct>> reader;

  /**
   * What is nested.
   *
   * @param reader reads a struct that there is the source of
   */
  NestedStructs(Interfaces interfaces, CompiledStructs compiled,
      BiFunction<TypeElement, Report, Optional<Struct>> reader) {
    this.interfaces = interfaces;
    this.compiled = compiled;
    this.reader = reader;
  }

  /** The struct that a getter gives, if it can be part of another one. */
  Optional<Nested> read(ExecutableElement getter, TypeElement type, Report report) {
    TypeElement outer = (TypeElement) getter.getEnclosingElement();
    if (reaches(type, outer, new HashSet<>())) {
      report.add(getter, Problem.CONTAINS_ITSELF, Interfaces.describe(getter), type, outer);
      return Optional.empty();
    }
    return (compiled.isSource(type) ? ofSource(getter, type, report) : ofClassFile(getter, type, report))
        .map(schema -> nested(type, schema));
  }

  private Optional<Schema> ofSource(ExecutableElement getter, TypeElement type, Report report) {
    Optional<Struct> struct = reader.apply(type, new Report());
    if (struct.isEmpty()) {
      report.add(getter, Problem.NESTED_HAS_PROBLEMS, Interfaces.describe(getter), type);
    }
    return struct.map(StructLayout::of).map(StructLayout::schema);
  }

  private Optional<Schema> ofClassFile(ExecutableElement getter, TypeElement type, Report report) {
    Optional<Schema> schema = compiled.schema(type);
    if (schema.isEmpty()) {
      report.add(getter, Problem.NESTED_NOT_GENERATED,
          Interfaces.describe(getter), type, compiled.schemaHolder(type));
    }
    return schema;
  }

  private Nested nested(TypeElement type, Schema schema) {
    ClassName name = ClassName.get(type);
    String record = GeneratedFiles.simpleNames(interfaces.generatedName(type)).get(3);
    return new Nested(name, rawOf(type), ClassName.get(name.packageName(), record), schema);
  }

  /** The raw view of another struct. */
  ClassName rawOf(TypeElement struct) {
    return ClassName.get(ClassName.get(struct).packageName(), RawType.PREFIX + interfaces.generatedName(struct));
  }

  /** Whether a struct is another one, or contains it somewhere within. */
  private static boolean reaches(TypeElement from, TypeElement struct, Set<TypeElement> seen) {
    Set<TypeElement> parts = Interfaces.closure(from);
    return parts.contains(struct) || seen.add(from) && parts.stream()
        .flatMap(part -> ElementFilter.methodsIn(part.getEnclosedElements()).stream())
        .filter(method -> Interfaces.isInstanceMethod(method) && Interfaces.isAbstract(method))
        .map(ExecutableElement::getReturnType)
        .filter(DeclaredType.class::isInstance)
        .map(type -> (TypeElement) ((DeclaredType) type).asElement())
        .filter(type -> Interfaces.isStruct(type) && !parts.contains(type)) // a fluent setter gives itself
        .anyMatch(type -> reaches(type, struct, seen));
  }
}
