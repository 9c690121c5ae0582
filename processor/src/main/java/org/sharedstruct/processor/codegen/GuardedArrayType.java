package org.sharedstruct.processor.codegen;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.WildcardTypeName;
import java.util.List;
import javax.lang.model.element.Modifier;
import org.sharedstruct.processor.model.Struct;
import org.sharedstruct.support.FixedLength;
import org.sharedstruct.support.GuardedArray;
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
    TypeSpec.Builder type = Members.nestedArray()
        .addJavadoc("""
            Many {@link $T} that any thread of any process may use at any time.
            What is said of one struct is true of each element; iteration goes over snapshots of them.
            """, names.struct())
        .superclass(ParameterizedTypeName.get(ClassName.get(GuardedArray.class),
            names.raw(), names.guarded(), names.record()));
    Members members = new Members(type, struct.arrayMethods())
        .add(constructor())
        .add(view())
        .offer(get());
    FieldMethods methods = new FieldMethods(struct, names, ViewKind.GUARDED_ARRAY);
    WaitingMethods waiting = WaitingMethods.ofElement(names);
    fields.forEach(field -> methods.addTo(members, field));
    fields.forEach(field -> ColumnMethods.of(field, ViewKind.GUARDED_ARRAY, names).forEach(members::offer));
    return members
        .offer(snapshot())
        .add(set())
        .add(setAll())
        .add(setAllOfArray())
        .add(fill())
        .add(copyTo())
        .add(update())
        .add(compute())
        .offer(SectionMethods.update(names.guardedArray()))
        .offer(SectionMethods.compute(names.guardedArray()))
        .offer(SectionMethods.repair(names.guardedArray()))
        .offer(waiting.await())
        .offer(waiting.changes())
        .add(raw())
        .offer(SliceMethods.of(names.guardedArray()))
        .add(SliceMethods.twinOf(names.guardedArray(), GuardedArray.class))
        .add(describe())
        .build();
  }

  private MethodSpec constructor() {
    return MethodSpec.constructorBuilder()
        .addParameter(ViewGuard.class, "guard")
        .addParameter(TypeName.LONG, "first")
        .addParameter(TypeName.LONG, "length")
        .addStatement("super(guard, first, length)")
        .build();
  }

  private MethodSpec view() {
    return MethodSpec.methodBuilder("view")
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PROTECTED)
        .returns(names.guarded())
        .addParameter(ViewGuard.class, "guard")
        .addParameter(TypeName.LONG, "index")
        .addStatement("return new $T(guard, index)", names.guarded())
        .build();
  }

  private MethodSpec get() {
    return MethodSpec.methodBuilder("get")
        .addJavadoc("""
            The guarded view of one element.

            @param index from 0 to {@code length() - 1}
            @return a guarded view
            @throws IndexOutOfBoundsException if there is no such element
            """)
        .addModifiers(Modifier.PUBLIC)
        .returns(names.guarded())
        .addParameter(TypeName.LONG, "index")
        .addStatement("return $T.get(this, index)", GuardedArray.class)
        .build();
  }

  private MethodSpec snapshot() {
    return MethodSpec.methodBuilder("snapshot")
        .addJavadoc("""
            All fields of one element as one commit left them.

            @param index from 0 to {@code length() - 1}
            @return a record
            @throws IndexOutOfBoundsException if there is no such element
            """)
        .addModifiers(Modifier.PUBLIC)
        .returns(names.record())
        .addParameter(TypeName.LONG, "index")
        .addStatement("return $T.snapshot(this, index)", GuardedArray.class)
        .build();
  }

  private MethodSpec set() {
    return MethodSpec.methodBuilder("set")
        .addJavadoc("""
            Stores all fields of one element as one commit.

            @param index from 0 to {@code length() - 1}
            @param values what to store; if it is a guarded view, the fields of one commit
            @throws IndexOutOfBoundsException if there is no such element
            """)
        .addModifiers(Modifier.PUBLIC)
        .addParameter(TypeName.LONG, "index")
        .addParameter(names.struct(), "values")
        .addStatement("$T.set($T.get(this, index), values)", names.guarded(), GuardedArray.class)
        .build();
  }

  private MethodSpec setAll() {
    TypeName values = ParameterizedTypeName.get(
        ClassName.get(List.class), WildcardTypeName.subtypeOf(names.struct()));
    return MethodSpec.methodBuilder("setAll")
        .addJavadoc("""
            Stores all elements.
            All values are checked first. A reader of the whole array sees all of them or none.

            @param values what to store, exactly {@code length()} of them
            @throws IllegalArgumentException if there are more or fewer
            """)
        .addModifiers(Modifier.PUBLIC)
        .addParameter(values, "values")
        .addStatement("$T.setAll(this, $T.$L,$W$T.records(values, $T::copyOf))",
            GuardedArray.class, names.raw(), RawType.CODEC, FixedLength.class, names.record())
        .build();
  }

  private MethodSpec setAllOfArray() {
    return MethodSpec.methodBuilder("setAll")
        .addJavadoc("""
            Stores all elements.
            All values are checked first. A reader of the whole array sees all of them or none.

            @param values what to store, exactly {@code length()} of them
            @throws IllegalArgumentException if there are more or fewer
            """)
        .addModifiers(Modifier.PUBLIC)
        .addParameter(ArrayTypeName.of(names.struct()), "values")
        .addStatement("setAll($T.of(values))", List.class)
        .build();
  }

  private MethodSpec fill() {
    return MethodSpec.methodBuilder("fill")
        .addJavadoc("""
            Stores the same values in every element.
            All values are checked first. A reader of the whole array sees all of them or none.

            @param values what to store; if it is a guarded view, the fields of one commit
            """)
        .addModifiers(Modifier.PUBLIC)
        .addParameter(names.struct(), "values")
        .addStatement("$T.fill(this, $T.$L,$W$T.copyOf(values))",
            GuardedArray.class, names.raw(), RawType.CODEC, names.record())
        .build();
  }

  private MethodSpec copyTo() {
    return MethodSpec.methodBuilder("copyTo")
        .addJavadoc("""
            Copies all elements to the heap, as they were at one moment; see {@link #snapshot()}.

            @param target gets the records, exactly {@code length()} of them
            @throws IllegalArgumentException if it is longer or shorter
            """)
        .addModifiers(Modifier.PUBLIC)
        .addParameter(ArrayTypeName.of(names.record()), "target")
        .addStatement("$T.copyTo(this, 0,$W$T.$L.column(), target)",
            GuardedArray.class, names.raw(), RawType.CODEC)
        .build();
  }

  private MethodSpec update() {
    return MethodSpec.methodBuilder("update")
        .addJavadoc("""
            Runs an action on one element, under the lock and as one commit: others see all that it
            writes or, if it throws, none of it.

            @param index from 0 to {@code length() - 1}
            @param action reads and writes the raw view it is given, which is not to be kept
            @throws IndexOutOfBoundsException if there is no such element
            """)
        .addModifiers(Modifier.PUBLIC)
        .addParameter(TypeName.LONG, "index")
        .addParameter(GuardedType.consumer(names), "action")
        .addStatement("$T.update(this, index, action)", GuardedArray.class)
        .build();
  }

  private MethodSpec compute() {
    return MethodSpec.methodBuilder("compute")
        .addJavadoc("""
            As {@code update}, with a result.

            @param <T> the result's type
            @param index from 0 to {@code length() - 1}
            @param function reads and writes the raw view it is given, which is not to be kept
            @return what the function returned
            @throws IndexOutOfBoundsException if there is no such element
            """)
        .addModifiers(Modifier.PUBLIC)
        .addTypeVariable(GuardedType.RESULT)
        .returns(GuardedType.RESULT)
        .addParameter(TypeName.LONG, "index")
        .addParameter(GuardedType.function(names), "function")
        .addStatement("return $T.compute(this, index, function)", GuardedArray.class)
        .build();
  }

  private MethodSpec raw() {
    return MethodSpec.methodBuilder("raw")
        .addJavadoc("""
            The same elements without the lock.

            @return the raw view
            """)
        .addModifiers(Modifier.PUBLIC)
        .returns(names.rawArray())
        .addStatement("return $T.raw(this, $T::new)", GuardedArray.class, names.rawArray())
        .build();
  }

  private MethodSpec describe() {
    return MethodSpec.methodBuilder("toString")
        .addJavadoc("The length, snapshots of the first elements and where they are.\n")
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC)
        .returns(String.class)
        .addStatement("return $T.toString(this, $S)",
            GuardedArray.class, names.guarded().simpleName())
        .build();
  }
}
