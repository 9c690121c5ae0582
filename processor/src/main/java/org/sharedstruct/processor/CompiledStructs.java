package org.sharedstruct.processor;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Name;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import org.sharedstruct.format.Schema;
import org.sharedstruct.processor.codegen.GeneratedFiles;
import org.sharedstruct.processor.codegen.RawType;
import org.sharedstruct.support.Generated;

/**
 * Structs that come from class files. What must not depend on the order of a class file's members is
 * read from the schema that we wrote into the struct's generated raw view.
 */
final class CompiledStructs {

  private final Elements elements;
  private final Interfaces interfaces;
  private final Set<Name> sources = new HashSet<>();

  CompiledStructs(Elements elements, Interfaces interfaces) {
    this.elements = elements;
    this.interfaces = interfaces;
  }

  /** Remembers a struct that this compilation has the source of. */
  void addSource(TypeElement struct) {
    sources.add(struct.getQualifiedName());
  }

  /** The qualified names of the structs that this compilation has the sources of. */
  Stream<String> sourceNames() {
    return sources.stream().map(Name::toString);
  }

  boolean isSource(TypeElement struct) {
    return sources.contains(struct.getQualifiedName());
  }

  /**
   * To whom a compiled type belongs that a struct would replace, in words; empty if it is the struct's own, or
   * was generated for one that is no more.
   */
  Optional<String> ownerBeside(TypeElement struct, String generated) {
    TypeElement there = elements.getTypeElement(elements.getModuleOf(struct), generated);
    if (there == null) {
      return Optional.empty();
    }
    return Annotations.of(there, Generated.class)
        .map(mirror -> Annotations.type(mirror, "value")
            .filter(owner -> !owner.equals(struct) && Interfaces.isStruct(owner)
                && GeneratedFiles.simpleNames(interfaces.generatedName(owner))
                    .contains(there.getSimpleName().toString()))
            .map(owner -> "it is generated for " + owner))
        .orElseGet(() -> Optional.of("there is such a type"));
  }

  /** Whether a type was generated for a struct, in an earlier run. */
  boolean isGeneratedFor(TypeElement struct, String generated) {
    return Optional.ofNullable(elements.getTypeElement(elements.getModuleOf(struct), generated))
        .flatMap(there -> Annotations.of(there, Generated.class))
        .flatMap(mirror -> Annotations.type(mirror, "value"))
        .filter(struct::equals).isPresent();
  }

  /** The generated type in which the schema stands. */
  String schemaHolder(TypeElement struct) {
    String packageName = elements.getPackageOf(struct).getQualifiedName().toString();
    return (packageName.isEmpty() ? "" : packageName + ".")
        + RawType.PREFIX + interfaces.generatedName(struct);
  }

  /** A constant of the runtime that this compilation has, which need not be the one that runs us. */
  OptionalInt constant(Class<?> type, String name) {
    return Optional.ofNullable(elements.getTypeElement(type.getName())).stream()
        .flatMap(found -> ElementFilter.fieldsIn(found.getEnclosedElements()).stream())
        .filter(field -> field.getSimpleName().contentEquals(name))
        .mapToInt(field -> (Integer) field.getConstantValue())
        .findFirst();
  }

  /** The names of a struct's fields in the order of memory; empty if it has no generated types. */
  Optional<List<String>> fieldNames(TypeElement struct) {
    return schema(struct).map(schema -> schema.fields().map(Schema.Member::name).toList());
  }

  /** The layout of a struct; empty if it has no generated types. */
  Optional<Schema> schema(TypeElement struct) {
    return Optional.ofNullable(elements.getTypeElement(schemaHolder(struct))).stream()
        .flatMap(holder -> ElementFilter.fieldsIn(holder.getEnclosedElements()).stream())
        .filter(field -> field.getSimpleName().contentEquals(RawType.SCHEMA))
        .map(VariableElement::getConstantValue)
        .map(text -> Schema.parse((String) text))
        .findFirst();
  }
}
