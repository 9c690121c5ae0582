package org.sharedstruct.processor.codegen;

import com.palantir.javapoet.ClassName;
import org.sharedstruct.processor.model.Struct;

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
    String packageName = struct.type().packageName();
    return new TypeNames(
        struct.type(),
        ClassName.get(packageName, "Shared" + struct.name()),
        ClassName.get(packageName, RawType.PREFIX + struct.name()),
        ClassName.get(packageName, "Guarded" + struct.name()),
        ClassName.get(packageName, struct.name() + "Record"));
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
