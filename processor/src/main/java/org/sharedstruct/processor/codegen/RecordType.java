package org.sharedstruct.processor.codegen;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import javax.lang.model.element.Modifier;
import org.sharedstruct.processor.model.Field;
import org.sharedstruct.processor.model.Struct;
import org.sharedstruct.support.GuardedView;

/** {@code XYRecord}: the value on the heap. */
final class RecordType {

  private final Struct struct;
  private final TypeNames names;

  RecordType(Struct struct, TypeNames names) {
    this.struct = struct;
    this.names = names;
  }

  TypeSpec build() {
    TypeSpec.Builder type = Members.topLevel(TypeSpec.recordBuilder(names.record()), struct)
        .addJavadoc("The values of a {@link $T}, on the heap and immutable.\n\n", names.struct())
        .addSuperinterface(names.struct())
        .recordConstructor(components());
    Members members = new Members(type, struct.viewMethods());
    for (Field field : struct.fields()) {
      type.addJavadoc("@param $L the field {@code $L}\n", field.component(), field.name());
      if (!field.getter().equals(field.component())) {
        members.add(getter(field));
      }
      if (field.declared() != Field.Setter.NONE) {
        members.add(refusedSetter(field));
      }
    }
    return members.add(copyOf()).build();
  }

  private MethodSpec components() {
    MethodSpec.Builder components = MethodSpec.constructorBuilder();
    for (Field field : struct.fields()) {
      components.addParameter(ParameterSpec.builder(field.type().typeName(), field.component())
          .addAnnotations(field.deprecation().annotations())
          .build());
    }
    return components.build();
  }

  private MethodSpec getter(Field field) {
    return Members.accessor(field.getter(), field)
        .addAnnotation(Override.class)
        .returns(field.type().typeName())
        .addStatement("return $L", field.component())
        .build();
  }

  private MethodSpec refusedSetter(Field field) {
    return Members.accessor(field.setter(), field)
        .addJavadoc("Refuses: a record does not change.\n\n@throws UnsupportedOperationException always\n")
        .addAnnotation(Override.class)
        .returns(field.declared() == Field.Setter.VOID ? TypeName.VOID : names.record())
        .addParameter(field.type().typeName(), "value")
        .addStatement("throw new $T($S)", UnsupportedOperationException.class,
            names.record().simpleName() + " is immutable: " + field.name() + " cannot be set")
        .build();
  }

  private MethodSpec copyOf() {
    CodeBlock values = struct.fields().stream()
        .map(field -> CodeBlock.of("values.$L()", field.getter()))
        .collect(CodeBlock.joining(",$W"));
    return MethodSpec.methodBuilder("copyOf")
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
        .endControlFlow()
        .addStatement("$T values = $T.whole(source)", names.struct(), GuardedView.class)
        .addStatement("return new $T($L)", names.record(), values)
        .build();
  }
}
