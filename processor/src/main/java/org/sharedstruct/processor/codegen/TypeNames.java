package org.sharedstruct.processor.codegen;

import com.palantir.javapoet.ClassName;
import java.util.List;
import org.sharedstruct.processor.model.Struct;
import org.sharedstruct.processor.model.Visible;

/**
 * The names of a struct's types.
 *
 * @param struct the user's interface
 * @param shared the handle
 * @param raw the view without a lock
 * @param guarded the view that every process may use at once
 * @param record the value on the heap
 */
record TypeNames(
    ClassName struct, ClassName shared, ClassName raw, ClassName guarded, ClassName record) {

  /** The simple name of the types for arrays, nested in those for one struct. */
  static final String ARRAY = "Array";

  static TypeNames of(Struct struct) {
    List<ClassName> generated = simpleNames(struct.name()).stream()
        .map(name -> ClassName.get(struct.type().packageName(), name))
        .toList();
    return new TypeNames(new Visible(struct.hiddenNames()).of(struct.type()),
        generated.get(0), generated.get(1), generated.get(2), generated.get(3));
  }

  /** Handle, raw view, guarded view and record. */
  static List<String> simpleNames(String name) {
    return List.of("Shared" + name, RawType.PREFIX + name, "Guarded" + name, name + "Record");
  }

  ClassName sharedArray() {
    return shared.nestedClass(ARRAY);
  }

  ClassName rawArray() {
    return raw.nestedClass(ARRAY);
  }

  ClassName guardedArray() {
    return guarded.nestedClass(ARRAY);
  }
}
