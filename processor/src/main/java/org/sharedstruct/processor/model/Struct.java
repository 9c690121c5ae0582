package org.sharedstruct.processor.model;

import com.palantir.javapoet.ClassName;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A user's interface.
 *
 * @param type the interface
 * @param name what the generated types are named after
 * @param isPublic whether the generated types are to be public
 * @param deprecation whether the interface is deprecated
 * @param alignment the multiple of bytes at which it begins at least
 * @param size the bytes that it is to have; 0 for what the fields need
 * @param bases the raw views of the structs that it extends
 * @param fields in the order of memory, inherited ones first
 * @param defaultMethods to be overridden in the guarded view
 * @param hiddenNames simple names that mean something else to the generated types than to us
 * @param suppressions the warnings that are the user's to decide on, not those of generated code
 */
public record Struct(
    ClassName type,
    String name,
    boolean isPublic,
    Deprecation deprecation,
    long alignment,
    long size,
    List<ClassName> bases,
    List<Field> fields,
    List<DefaultMethod> defaultMethods,
    Set<String> hiddenNames,
    List<String> suppressions) {

  /** Keeps copies of the collections, with the names of types as generated ones have to write them. */
  public Struct {
    Visible visible = new Visible(hiddenNames);
    bases = bases.stream().map(visible::of).toList();
    fields = fields.stream().map(visible::of).toList();
    defaultMethods = defaultMethods.stream().map(visible::of).toList();
    hiddenNames = Set.copyOf(hiddenNames);
    suppressions = List.copyOf(suppressions);
  }

  /** Whether it has room to grow. */
  public boolean isSized() {
    return size != 0;
  }

  /** Whether a default method takes the place of an accessor. */
  public boolean hasDefault(Signature accessor) {
    return defaultMethods.stream().anyMatch(method -> method.signature().equals(accessor));
  }

  /** The instance methods that views of one struct have because of the user's interface. */
  public Set<Signature> viewMethods() {
    Set<Signature> methods = new HashSet<>();
    fields.forEach(field -> methods.addAll(field.viewMethods()));
    defaultMethods.forEach(method -> methods.add(method.signature()));
    return methods;
  }

  /** The instance methods that views of arrays have because of the user's fields. */
  public Set<Signature> arrayMethods() {
    Set<Signature> methods = new HashSet<>();
    fields.forEach(field -> methods.addAll(field.arrayMethods()));
    return methods;
  }
}
