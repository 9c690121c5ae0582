package org.sharedstruct.processor.codegen;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Iterator;
import java.util.List;
import javax.lang.model.element.Modifier;
import org.sharedstruct.processor.model.Struct;
import org.sharedstruct.support.RawArrayOperations;
import org.sharedstruct.support.RawArrayStatics;
import org.sharedstruct.support.RawView;

/** {@code RawXY.Array}: many structs in memory, without a lock. */
final class RawArrayType {

  /** Inherited, whatever else has that name. */
  private static final String VIEWS = "Views";

  private final Struct struct;
  private final TypeNames names;
  private final List<FieldAccess> fields;

  RawArrayType(Struct struct, TypeNames names, List<FieldAccess> fields) {
    this.struct = struct;
    this.names = names;
    this.fields = fields;
  }

  TypeSpec build() {
    Operations operations = new Operations(RawArrayOperations.class, RawArrayStatics.class, struct.arrayMethods(),
        names.struct(), names.raw(), names.rawArray(), names.record());
    TypeSpec.Builder type = Members.nestedArray()
        .addJavadoc("Many {@link $T} in plain memory, one after the other, without a lock.\n", names.struct())
        .superclass(operations.superclass());
    Members members = new Members(type, struct.arrayMethods())
        .add(constructor())
        .add(stride())
        .add(view())
        .add(views())
        .add(copyOf())
        .add(of())
        .offer(allocate());
    FieldMethods methods = new FieldMethods(struct, names, ViewKind.RAW_ARRAY);
    fields.forEach(field -> methods.addTo(members, field));
    fields.forEach(field -> ColumnMethods.of(field, ViewKind.RAW_ARRAY, names).forEach(members::offer));
    operations.addTo(members);
    return members.add(iterator()).build();
  }

  private MethodSpec iterator() {
    TypeSpec iterator = TypeSpec.anonymousClassBuilder("this")
        .superclass(ParameterizedTypeName.get(ClassName.get("", VIEWS), names.raw()))
        .addMethod(MethodSpec.methodBuilder("next")
            .addAnnotation(Override.class)
            .addModifiers(Modifier.PUBLIC)
            .returns(names.raw())
            .addStatement("return element(Array.this, advance())")
            .build())
        .build();
    return MethodSpec.methodBuilder("iterator")
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC)
        .returns(ParameterizedTypeName.get(ClassName.get(Iterator.class), names.raw()))
        .addStatement("return $L", iterator)
        .build();
  }

  private MethodSpec constructor() {
    return MethodSpec.constructorBuilder()
        .addParameter(MemorySegment.class, "segment")
        .addParameter(TypeName.LONG, "offset")
        .addParameter(TypeName.LONG, "length")
        .addParameter(Object.class, "owner")
        .addStatement("super(segment, offset, length, $L, owner)", RawType.CODEC)
        .build();
  }

  private MethodSpec stride() {
    return MethodSpec.methodBuilder("stride")
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PROTECTED)
        .returns(TypeName.LONG)
        .addStatement("return SIZE")
        .build();
  }

  private MethodSpec view() {
    return MethodSpec.methodBuilder("view")
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PROTECTED)
        .returns(names.raw())
        .addParameter(MemorySegment.class, "segment")
        .addParameter(TypeName.LONG, "offset")
        .addParameter(Object.class, "owner")
        .addStatement("return new $T(segment, offset, owner)", names.raw())
        .build();
  }

  private MethodSpec views() {
    return MethodSpec.methodBuilder("view")
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PROTECTED)
        .returns(names.rawArray())
        .addParameter(MemorySegment.class, "segment")
        .addParameter(TypeName.LONG, "offset")
        .addParameter(TypeName.LONG, "length")
        .addParameter(Object.class, "owner")
        .addStatement("return new Array(segment, offset, length, owner)")
        .build();
  }

  private MethodSpec copyOf() {
    return MethodSpec.methodBuilder("copyOf")
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PROTECTED)
        .returns(names.record())
        .addParameter(RawView.class, "array")
        .addParameter(names.struct(), "values")
        .addStatement("return $T.copyOf(values)", names.record())
        .build();
  }

  private MethodSpec of() {
    return MethodSpec.methodBuilder("of")
        .addJavadoc("""
            A view of all structs in some memory.

            @param segment a multiple of {@value #SIZE} bytes
            @return the view
            @throws IllegalArgumentException if the segment has another size or is not aligned
            """)
        .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
        .returns(names.rawArray())
        .addParameter(MemorySegment.class, "segment")
        .addStatement("return new Array(segment, 0, count(segment, LAYOUT), null)")
        .build();
  }

  private MethodSpec allocate() {
    return MethodSpec.methodBuilder("allocate")
        .addJavadoc("Structs in new memory of this process, all zeros, freed when nobody can reach them.\n")
        .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
        .returns(names.rawArray())
        .addParameter(TypeName.LONG, "length")
        .addStatement("return of($T.ofAuto().allocate(LAYOUT, length))", Arena.class)
        .build();
  }
}
