package org.sharedstruct.processor.codegen;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.List;
import java.util.function.Function;
import javax.lang.model.element.Modifier;
import org.sharedstruct.processor.model.Field;
import org.sharedstruct.processor.model.FixedArray;
import org.sharedstruct.processor.model.Nested;
import org.sharedstruct.processor.model.Signature;
import org.sharedstruct.processor.model.Struct;
import org.sharedstruct.support.FixedLength;
import org.sharedstruct.support.GuardedView;
import org.sharedstruct.support.Refusal;

/** {@code XYRecord}: the value on the heap. */
final class RecordType {

  private final Struct struct;
  private final TypeNames names;
  private final List<Field> arrays;

  RecordType(Struct struct, TypeNames names) {
    this.struct = struct;
    this.names = names;
    arrays = struct.fields().stream().filter(field -> field.type() instanceof FixedArray).toList();
  }

  TypeSpec build() {
    TypeSpec.Builder type = Members.topLevel(TypeSpec.recordBuilder(names.record()), struct)
        .addJavadoc("The values of a {@link $T}, on the heap and immutable.\n\n", names.struct())
        .addSuperinterface(names.struct())
        .recordConstructor(components())
        .alwaysQualify(struct.fields().stream().map(Field::component).toArray(String[]::new));
    Members members = new Members(type, struct.viewMethods());
    if (!arrays.isEmpty()) {
      members.add(compactConstructor());
    }
    for (Field field : struct.fields()) {
      type.addJavadoc("@param $L the field {@code $L}\n", field.component(), field.name());
      addGetters(members, field);
      if (field.declared() != Field.Setter.NONE) {
        members.add(refusedSetter(field));
      }
    }
    members.add(copyOf());
    if (arrays.stream().anyMatch(RecordType::isJavaArray)) {
      new ContentEquality(struct, names).addTo(members);
    }
    return members.build();
  }

  private MethodSpec components() {
    MethodSpec.Builder components = MethodSpec.constructorBuilder();
    for (Field field : struct.fields()) {
      components.addParameter(ParameterSpec.builder(field.type().valueName(), field.component())
          .addAnnotations(field.deprecation().annotations())
          .build());
    }
    return components.build();
  }

  private MethodSpec compactConstructor() {
    MethodSpec.Builder constructor = MethodSpec.compactConstructorBuilder()
        .addJavadoc("""
            Keeps copies of the arrays.

            @throws IllegalArgumentException if one does not have the length of its field
            """)
        .addModifiers(Modifier.PUBLIC);
    for (Field field : arrays) {
      FixedArray array = (FixedArray) field.type();
      CodeBlock items = isJavaArray(field)
          ? CodeBlock.of(",$W$L", FieldAccess.items(array.element()))
          : CodeBlock.of("");
      constructor.addStatement("$1L = $2T.copy($3S, $1L, $4L$5L)",
          field.component(), FixedLength.class, field.name(), array.length(), items);
    }
    return constructor.build();
  }

  private static boolean isJavaArray(Field field) {
    return field.type() instanceof FixedArray array && array.isOfPrimitives();
  }

  /** What the record does not have by itself: other names, copies of arrays, their elements. */
  private void addGetters(Members members, Field field) {
    String component = field.component();
    boolean isDeclaredWhole = field.declaredGetter().parameters().isEmpty();
    if (isJavaArray(field)) {
      MethodSpec.Builder copy = Members.accessor(component, field)
          .addJavadoc("A copy of the field {@code $L}.\n\n@return an array of its own\n", field.name())
          .addAnnotation(Override.class);
      members.add(copy.returns(field.type().valueName()).addStatement("return $L.clone()", component).build());
    }
    if (isDeclaredWhole && !field.getter().equals(component)) {
      members.add(Members.accessor(field.getter(), field)
          .addAnnotation(Override.class)
          .returns(field.type().valueName())
          .addStatement(isJavaArray(field) ? "return $L.clone()" : "return $L", component)
          .build());
    }
    if (field.type() instanceof FixedArray array) {
      addElementGetter(members, field, array);
    }
  }

  private void addElementGetter(Members members, Field field, FixedArray array) {
    String component = field.component().equals("element") ? "this.element" : field.component();
    MethodSpec.Builder getter = Members.accessor(field.getter(), field)
        .returns(array.element().valueName())
        .addParameter(TypeName.INT, "element")
        .addStatement(array.isOfPrimitives() ? "return $L[element]" : "return $L.get(element)", component);
    if (!array.declaredWhole()) {
      members.add(getter.addAnnotation(Override.class).build());
    } else if (!struct.hasDefault(Signature.of(field.getter(), TypeName.INT))) {
      members.add(getter
          .addJavadoc("An element of the field {@code $L}.\n\n", field.name())
          .addJavadoc(Tags.of(getter.build(), "the value"))
          .build());
    }
  }

  private MethodSpec refusedSetter(Field field) {
    MethodSpec.Builder setter = Members.accessor(field.setter(), field)
        .addJavadoc("Refuses: a record does not change.\n\n@throws UnsupportedOperationException always\n")
        .addAnnotation(Override.class)
        .returns(field.declared() == Field.Setter.VOID ? TypeName.VOID : names.record());
    List<TypeName> parameters = field.declarableSetter().parameters();
    if (parameters.size() == 2) {
      setter.addParameter(TypeName.INT, "element")
          .addParameter(((FixedArray) field.type()).element().typeName(), "value");
    } else {
      setter.addParameter(field.type().typeName(), "value");
    }
    return setter
        .addStatement("throw $T.ofSetter($S, $S)", Refusal.class, names.record().simpleName(), field.name())
        .build();
  }

  private MethodSpec copyOf() {
    MethodSpec.Builder copyOf = MethodSpec.methodBuilder("copyOf")
        .addJavadoc("""
            Copies the values of any {@link $T}; all of one commit, if it is a guarded view.

            @param source what to copy
            @return a record, {@code source} itself if it is one
            """, names.struct())
        .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
        .returns(names.record())
        .addParameter(names.struct(), "source")
        .beginControlFlow("if (source instanceof $T record)", names.record())
        .addStatement("return record")
        .endControlFlow();
    if (!arrays.isEmpty()) {
      copyOf.beginControlFlow("if (source instanceof $T raw)", names.raw())
          .addStatement("return $L", ofRaw(struct, names))
          .endControlFlow();
    }
    copyOf.addStatement("$T values = $T.whole(source)", names.struct(), GuardedView.class);
    NameAllocator locals = new NameAllocator();
    List.of("source", "record", "raw", "values", "element").forEach(locals::newName);
    for (Field field : arrays) {
      locals.newName(field.component(), field);
      gather(copyOf, field, locals.get(field));
    }
    return copyOf
        .addStatement("return new $T($L)", names.record(), arguments(struct, field ->
            field.type() instanceof FixedArray ? CodeBlock.of(locals.get(field)) : fromAny(field)))
        .build();
  }

  /** A record of what the raw view {@code raw} holds. */
  static CodeBlock ofRaw(Struct struct, TypeNames names) {
    return CodeBlock.of("new $T($L)", names.record(), arguments(struct, RecordType::fromRaw));
  }

  private static CodeBlock arguments(Struct struct, Function<Field, CodeBlock> argument) {
    return struct.fields().stream().map(argument).collect(CodeBlock.joining(",$W"));
  }

  /** A raw view gives arrays whole, which is faster than element by element. */
  private static CodeBlock fromRaw(Field field) {
    return switch (field.type()) {
      case FixedArray(Nested _, int _, boolean _) -> CodeBlock.of("raw.$L().toRecords()", field.getter());
      case Nested nested -> CodeBlock.of("$T.copyOf(raw.$L())", nested.valueName(), field.getter());
      default -> CodeBlock.of("raw.$L()", field.getter());
    };
  }

  private static CodeBlock fromAny(Field field) {
    return field.type() instanceof Nested nested
        ? CodeBlock.of("$T.copyOf(values.$L())", nested.valueName(), field.getter())
        : CodeBlock.of("values.$L()", field.getter());
  }

  /** Puts what the interface gives of an array into a local variable. */
  private static void gather(MethodSpec.Builder copyOf, Field field, String local) {
    FixedArray array = (FixedArray) field.type();
    TypeName type = field.type().valueName();
    if (array.declaredWhole()) {
      copyOf.addStatement("$T $L = values.$L()", type, local, field.getter());
    } else if (array.isOfPrimitives()) {
      copyOf.addStatement("$T $L = new $T[$L]", type, local, array.element().typeName(), array.length())
          .beginControlFlow("for (int element = 0; element < $L.length; element++)", local)
          .addStatement("$L[element] = values.$L(element)", local, field.getter())
          .endControlFlow();
    } else if (array.element() instanceof Nested nested) {
      copyOf.addStatement("$T $L = $T.gather($L,$Welement -> $T.copyOf(values.$L(element)))",
          type, local, FixedLength.class, array.length(), nested.valueName(), field.getter());
    } else {
      copyOf.addStatement("$T $L = $T.gather($L,$Welement -> values.$L(element))",
          type, local, FixedLength.class, array.length(), field.getter());
    }
  }
}
