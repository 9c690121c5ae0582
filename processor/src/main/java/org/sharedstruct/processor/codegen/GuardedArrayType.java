package org.sharedstruct.processor.codegen;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeSpec;
import java.util.List;
import java.util.Map;
import org.sharedstruct.processor.model.Struct;
import org.sharedstruct.support.GuardedArrayOperations;
import org.sharedstruct.support.GuardedArrayStatics;

/** {@code GuardedXY.Array}: many structs that every process may use at once, each a commit of its own. */
final class GuardedArrayType {

  private static final Template MEMBERS = Template.of(ArrayTemplate.VIEWS);

  /** Here and not in the superclass, as that would be one call too many to be inlined. */
  private static final Template SET = Template.of("""
      @Override
      public void set(long index, $struct values) {
        $guarded.write(get(index), $record.copyOf(values));
      }
      """);

  private GuardedArrayType() {}

  static TypeSpec of(Struct struct, TypeNames names, List<FieldAccess> fields) {
    Operations operations = new Operations(GuardedArrayOperations.class, GuardedArrayStatics.class,
        struct.arrayMethods(), names.struct(), names.raw(), names.rawArray(), names.guarded(), names.guardedArray(),
        names.record());
    TypeSpec.Builder type = Members.nestedArray()
        .addJavadoc("""
            Many {@link $T} that any thread of any process may use at any time.
            What is said of one struct is true of each element; iteration goes over snapshots of them.
            """, names.struct())
        .superclass(operations.superclass());
    Holes types = Holes.of(names);
    Holes holes = types.with(Map.of("view", names.guarded(), "array", names.guardedArray(),
        "element", types.parameters("ViewGuard guard", "long index"),
        "elements", types.parameters("ViewGuard guard", "long first", "long length"),
        "inherited", CodeBlock.of("guard, first, length, $T.CODEC", names.raw())));
    Members members = new Members(type, struct.arrayMethods()).add(MEMBERS, holes);
    new FieldMethods(struct, names, ViewKind.GUARDED_ARRAY).addTo(members, fields);
    if (operations.areFree()) {
      members.add(SET, holes);
    }
    operations.addTo(members);
    return members.build();
  }
}
