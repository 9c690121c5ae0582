package org.sharedstruct.processor.model;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
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
    List<Field> fields,
    List<DefaultMethod> defaultMethods,
    Set<String> hiddenNames,
    List<String> suppressions) {

  /** Keeps copies of the collections. */
  public Struct {
    fields = List.copyOf(fields);
    defaultMethods = List.copyOf(defaultMethods);
    hiddenNames = Set.copyOf(hiddenNames);
    suppressions = List.copyOf(suppressions);
  }

  /** Whether the interface declares a setter. */
  public boolean hasSetters() {
    return fields.stream().anyMatch(field -> field.declared() != Field.Setter.NONE);
  }

  /** Whether a default method takes the place of a field's setter. */
  public boolean hasDefaultSetter(Field field) {
    Signature setter = Signature.of(field.setter(), field.type().typeName());
    return defaultMethods.stream().anyMatch(method -> method.signature().equals(setter));
  }

  /** The instance methods that views of one struct have because of the user's interface. */
  public Set<Signature> viewMethods() {
    Set<Signature> methods = new HashSet<>();
    for (Field field : fields) {
      methods.add(Signature.of(field.getter()));
      methods.add(Signature.of(field.setter(), field.type().typeName()));
    }
    defaultMethods.forEach(method -> methods.add(method.signature()));
    return methods;
  }

  /** The instance methods that views of arrays have because of the user's fields. */
  public Set<Signature> arrayMethods() {
    Set<Signature> methods = new HashSet<>();
    for (Field field : fields) {
      methods.add(Signature.of(field.getter(), TypeName.LONG));
      methods.add(Signature.of(field.setter(), TypeName.LONG, field.type().typeName()));
    }
    return methods;
  }
}
