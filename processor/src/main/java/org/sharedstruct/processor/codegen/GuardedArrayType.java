package org.sharedstruct.processor.codegen;

import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.List;
import javax.lang.model.element.Modifier;
import org.sharedstruct.processor.model.Struct;
import org.sharedstruct.support.GuardedArrayOperations;
import org.sharedstruct.support.GuardedArrayStatics;
import org.sharedstruct.support.ViewGuard;

/** {@code GuardedXY.Array}: many structs that every process may use at once, each a commit of its own. */
final class GuardedArrayType {

  private final Struct struct;
  private final TypeNames names;
  private final List<FieldAccess> fields;

  GuardedArrayType(Struct struct, TypeNames names, List<FieldAccess> fields) {
    this.struct = struct;
    this.names = names;
    this.fields = fields;
  }

  TypeSpec build() {
    Operations operations = new Operations(GuardedArrayOperations.class, GuardedArrayStatics.class, struct.arrayMethods(), names.struct(),
        names.raw(), names.rawArray(), names.guarded(), names.guardedArray(), names.record());
    TypeSpec.Builder type = Members.nestedArray()
        .addJavadoc("""
            Many {@link $T} that any thread of any process may use at any time.
            What is said of one struct is true of each element; iteration goes over snapshots of them.
            """, names.struct())
        .superclass(operations.superclass());
    Members members = new Members(type, struct.arrayMethods())
        .add(constructor())
        .add(element())
        .add(elements());
    FieldMethods methods = new FieldMethods(struct, names, ViewKind.GUARDED_ARRAY);
    fields.forEach(field -> methods.addTo(members, field));
    fields.forEach(field -> ColumnMethods.of(field, ViewKind.GUARDED_ARRAY, names).forEach(members::offer));
    if (operations.areFree()) {
      members.add(set());
    }
    operations.addTo(members);
    return members.build();
  }

  /** Here and not in the superclass, as that would be one call too many to be inlined. */
  private MethodSpec set() {
    return MethodSpec.methodBuilder("set")
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC)
        .addParameter(TypeName.LONG, "index")
        .addParameter(names.struct(), "values")
        .addStatement("$T.write(get(index), $T.copyOf(values))", names.guarded(), names.record())
        .build();
  }

  private MethodSpec constructor() {
    return MethodSpec.constructorBuilder()
        .addParameter(ViewGuard.class, "guard")
        .addParameter(TypeName.LONG, "first")
        .addParameter(TypeName.LONG, "length")
        .addStatement("super(guard, first, length, $T.$L)", names.raw(), RawType.CODEC)
        .build();
  }

  private MethodSpec element() {
    return MethodSpec.methodBuilder("view")
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PROTECTED)
        .returns(names.guarded())
        .addParameter(ViewGuard.class, "guard")
        .addParameter(TypeName.LONG, "index")
        .addStatement("return new $T(guard, index)", names.guarded())
        .build();
  }

  private MethodSpec elements() {
    return MethodSpec.methodBuilder("view")
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PROTECTED)
        .returns(names.guardedArray())
        .addParameter(ViewGuard.class, "guard")
        .addParameter(TypeName.LONG, "first")
        .addParameter(TypeName.LONG, "length")
        .addStatement("return new Array(guard, first, length)")
        .build();
  }
}
