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
        .addJavadoc("The values of a {@link $T}, on the heap and immutable.\n", names.struct())
        .addJavadoc(documentedComponents())
        .addSuperinterface(names.struct())
        .recordConstructor(components())
        .alwaysQualify(struct.fields().stream().map(Field::component).toArray(String[]::new));
    Members members = new Members(type, struct.viewMethods());
    if (!arrays.isEmpty()) {
      members.add(compactConstructor());
    }
    for (Field field : struct.fields()) {
      addGetters(members, field);
      if (field.declared() != Field.Setter.NONE) {
        members.add(refusedSetter(field));
      }
    }
    members.add(copyOf());
    struct.fields().forEach(field -> members.offer(with(field)));
    if (arrays.stream().anyMatch(RecordType::isJavaArray)) {
      new ContentEquality(struct, names).addTo(members);
    }
    return members.build();
  }

  /** Those that the user has said something of. */
  private CodeBlock documentedComponents() {
    CodeBlock tags = struct.fields().stream()
        .filter(field -> !field.summary().isEmpty())
        .map(field -> CodeBlock.of("@param $L $L\n", field.component(), field.summary()))
        .collect(CodeBlock.joining(""));
    return tags.isEmpty() ? tags : CodeBlock.of("\n$L", tags);
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
          .addJavadoc("A copy of the field {@code $L}.\n", field.name())
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
    String component = field.component().equals(field.index()) ? "this." + field.index() : field.component();
    MethodSpec.Builder getter = Members.accessor(field.getter(), field)
        .returns(array.element().valueName())
        .addParameter(TypeName.INT, field.index())
        .addStatement(array.isOfPrimitives() ? "return $L[$L]" : "return $L.get($L)", component, field.index());
    if (!array.declaredWhole()) {
      members.add(getter.addAnnotation(Override.class).build());
    } else if (!struct.hasDefault(Signature.of(field.getter(), TypeName.INT))) {
      members.add(getter
          .addJavadoc("An element of the field {@code $L}.\n", field.name())
          .build());
    }
  }

  private MethodSpec refusedSetter(Field field) {
    MethodSpec.Builder setter = Members.accessor(field.setter(), field)
        .addJavadoc("Refuses with an {@link $T}: a record does not change.\n", UnsupportedOperationException.class)
        .addAnnotation(Override.class)
        .returns(field.declared() == Field.Setter.VOID ? TypeName.VOID : names.record());
    List<TypeName> parameters = field.declarableSetter().parameters();
    if (parameters.size() == 2) {
      setter.addParameter(TypeName.INT, field.index())
          .addParameter(((FixedArray) field.type()).element().typeName(), field.value());
    } else {
      setter.addParameter(field.type().typeName(), field.value());
    }
    return setter
        .addStatement("throw $T.ofSetter($S, $S)", Refusal.class, names.record().simpleName(), field.name())
        .build();
  }

  private MethodSpec with(Field other) {
    String component = other.component();
    return Members.accessor("with" + other.capitalizedName(), other)
        .addJavadoc("The same with another {@code $L}.\n", component)
        .returns(names.record())
        .addParameter(other.type().valueName(), component)
        .addStatement("return new $T($L)", names.record(), struct.fields().stream()
            .map(field -> CodeBlock.of("$L", field.component()))
            .collect(CodeBlock.joining(",$W")))
        .build();
  }

  private MethodSpec copyOf() {
    MethodSpec.Builder copyOf = MethodSpec.methodBuilder("copyOf")
        .addJavadoc("A record of any {@link $T}, itself if it is one; of a guarded view, one commit.\n", names.struct())
        .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
        .returns(names.record())
        .addParameter(names.struct(), "source")
        .beginControlFlow("if (source instanceof $T record)", names.record())
        .addStatement("return record")
        .endControlFlow();
    if (!arrays.isEmpty()) {
      copyOf.beginControlFlow("if (source instanceof $T raw)", names.raw())
          .addStatement("return raw.record(raw)")
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

  /** A record of what the raw view holds in which this stands. */
  static CodeBlock ofRaw(Struct struct, TypeNames names) {
    return CodeBlock.of("new $T($L)", names.record(), arguments(struct, RecordType::fromRaw));
  }

  private static CodeBlock arguments(Struct struct, Function<Field, CodeBlock> argument) {
    return struct.fields().stream().map(argument).collect(CodeBlock.joining(",$W"));
  }

  /** A raw view gives arrays whole, which is faster than element by element. */
  private static CodeBlock fromRaw(Field field) {
    return switch (field.type()) {
      case FixedArray(Nested _, int _, boolean _) -> CodeBlock.of("$L().toRecords()", own(field));
      case Nested nested -> CodeBlock.of("$T.copyOf($L())", nested.valueName(), own(field));
      default -> CodeBlock.of("$L()", own(field));
    };
  }

  /** A method that is called {@code yield} is not to be called by that alone (JLS 3.9). */
  private static String own(Field field) {
    return field.getter().equals("yield") ? "this.yield" : field.getter();
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
