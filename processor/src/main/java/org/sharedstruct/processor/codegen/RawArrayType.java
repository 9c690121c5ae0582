package org.sharedstruct.processor.codegen;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.WildcardTypeName;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Iterator;
import java.util.List;
import javax.lang.model.element.Modifier;
import org.sharedstruct.processor.model.Struct;
import org.sharedstruct.support.RawArray;

/** {@code RawXY.Array}: many structs in memory, without a lock. */
final class RawArrayType {

  private final Struct struct;
  private final TypeNames names;
  private final List<FieldAccess> fields;

  RawArrayType(Struct struct, TypeNames names, List<FieldAccess> fields) {
    this.struct = struct;
    this.names = names;
    this.fields = fields;
  }

  TypeSpec build() {
    TypeSpec.Builder type = Members.nestedArray()
        .addJavadoc("Many {@link $T} in plain memory, one after the other, without a lock.\n", names.struct())
        .superclass(ParameterizedTypeName.get(ClassName.get(RawArray.class), names.raw()));
    Members members = new Members(type, struct.arrayMethods())
        .add(constructor())
        .add(stride())
        .add(view())
        .add(of())
        .offer(allocate())
        .offer(get());
    FieldMethods methods = new FieldMethods(struct, names, ViewKind.RAW_ARRAY);
    fields.forEach(field -> methods.addTo(members, field));
    fields.forEach(field -> ColumnMethods.of(field, ViewKind.RAW_ARRAY, names).forEach(members::offer));
    return members
        .add(set())
        .add(setAll())
        .add(setAllOfArray())
        .add(fill())
        .add(toRecords())
        .add(copyTo())
        .offer(SliceMethods.of(names.rawArray()))
        .add(SliceMethods.twinOf(names.rawArray(), RawArray.class))
        .add(iterator())
        .add(describe())
        .build();
  }

  private MethodSpec constructor() {
    return MethodSpec.constructorBuilder()
        .addParameter(MemorySegment.class, "segment")
        .addParameter(TypeName.LONG, "offset")
        .addParameter(TypeName.LONG, "length")
        .addParameter(Object.class, "owner")
        .addStatement("super(segment, offset, length, SIZE, owner)")
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

  private MethodSpec iterator() {
    ClassName views = ClassName.get(RawArray.class).nestedClass("Views");
    TypeSpec iterator = TypeSpec.anonymousClassBuilder("this")
        .superclass(ParameterizedTypeName.get(views, names.raw()))
        .addMethod(MethodSpec.methodBuilder("next")
            .addAnnotation(Override.class)
            .addModifiers(Modifier.PUBLIC)
            .returns(names.raw())
            .addStatement("return $T.get(Array.this, advance())", RawArray.class)
            .build())
        .build();
    return MethodSpec.methodBuilder("iterator")
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC)
        .returns(ParameterizedTypeName.get(ClassName.get(Iterator.class), names.raw()))
        .addStatement("return $L", iterator)
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
        .addStatement("return new Array(segment, 0, $T.count(segment, LAYOUT), null)", RawArray.class)
        .build();
  }

  private MethodSpec allocate() {
    return MethodSpec.methodBuilder("allocate")
        .addJavadoc("""
            Structs in new memory of this process, all zeros, freed when nobody can reach them.

            @param length number of elements
            @return the view
            """)
        .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
        .returns(names.rawArray())
        .addParameter(TypeName.LONG, "length")
        .addStatement("return of($T.ofAuto().allocate(LAYOUT, length))", Arena.class)
        .build();
  }

  private MethodSpec get() {
    return MethodSpec.methodBuilder("get")
        .addJavadoc("""
            The view of one element.

            @param index from 0 to {@code length() - 1}
            @return a raw view
            @throws IndexOutOfBoundsException if there is no such element
            """)
        .addModifiers(Modifier.PUBLIC)
        .returns(names.raw())
        .addParameter(TypeName.LONG, "index")
        .addStatement("return $T.get(this, index)", RawArray.class)
        .build();
  }

  private MethodSpec set() {
    return MethodSpec.methodBuilder("set")
        .addJavadoc("""
            Stores all fields of an element.

            @param index from 0 to {@code length() - 1}
            @param values what to store; if it is a guarded view, the fields of one commit
            @return this view
            @throws IndexOutOfBoundsException if there is no such element
            """)
        .addModifiers(Modifier.PUBLIC)
        .returns(names.rawArray())
        .addParameter(TypeName.LONG, "index")
        .addParameter(names.struct(), "values")
        .addStatement("$T.set($T.get(this, index), values)", names.raw(), RawArray.class)
        .addStatement("return this")
        .build();
  }

  private MethodSpec setAll() {
    TypeName values = ParameterizedTypeName.get(
        ClassName.get(List.class), WildcardTypeName.subtypeOf(names.struct()));
    return MethodSpec.methodBuilder("setAll")
        .addJavadoc("""
            Stores all elements.

            @param values what to store, exactly {@code length()} of them
            @return this view
            @throws IllegalArgumentException if there are more or fewer
            """)
        .addModifiers(Modifier.PUBLIC)
        .returns(names.rawArray())
        .addParameter(values, "values")
        .addStatement("$T.copyAll(values, this, (view, value) -> $T.set(view, value))",
            RawArray.class, names.raw())
        .addStatement("return this")
        .build();
  }

  private MethodSpec setAllOfArray() {
    return MethodSpec.methodBuilder("setAll")
        .addJavadoc("""
            Stores all elements.

            @param values what to store, exactly {@code length()} of them
            @return this view
            @throws IllegalArgumentException if there are more or fewer
            """)
        .addModifiers(Modifier.PUBLIC)
        .returns(names.rawArray())
        .addParameter(ArrayTypeName.of(names.struct()), "values")
        .addStatement("return setAll($T.of(values))", List.class)
        .build();
  }

  private MethodSpec fill() {
    return MethodSpec.methodBuilder("fill")
        .addJavadoc("""
            Stores the same values in every element.

            @param values what to store; if it is a guarded view, the fields of one commit
            @return this view
            """)
        .addModifiers(Modifier.PUBLIC)
        .returns(names.rawArray())
        .addParameter(names.struct(), "values")
        .addStatement("$T.fill(this, $L, $T.copyOf(values))", RawArray.class, RawType.CODEC, names.record())
        .addStatement("return this")
        .build();
  }

  private MethodSpec copyTo() {
    return MethodSpec.methodBuilder("copyTo")
        .addJavadoc("""
            Copies all elements to the heap, one after the other.

            @param target gets the records, exactly {@code length()} of them
            @throws IllegalArgumentException if it is longer or shorter
            """)
        .addModifiers(Modifier.PUBLIC)
        .addParameter(ArrayTypeName.of(names.record()), "target")
        .addStatement("$T.copyTo(this, 0, $L.column(), target)", RawArray.class, RawType.CODEC)
        .build();
  }

  private MethodSpec toRecords() {
    return MethodSpec.methodBuilder("toRecords")
        .addJavadoc("""
            Copies all elements, one after the other.

            @return an unmodifiable list
            """)
        .addModifiers(Modifier.PUBLIC)
        .returns(ParameterizedTypeName.get(ClassName.get(List.class), names.record()))
        .addStatement("return stream().map($T::copyOf).toList()", names.record())
        .build();
  }

  private MethodSpec describe() {
    return MethodSpec.methodBuilder("toString")
        .addJavadoc("The length, the first elements and where they are.\n")
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC)
        .returns(String.class)
        .addStatement("return $T.toString(this, $S, $T::copyOf)",
            RawArray.class, names.raw().simpleName(), names.record())
        .build();
  }
}
