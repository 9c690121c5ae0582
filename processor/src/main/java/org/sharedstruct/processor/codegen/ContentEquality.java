package org.sharedstruct.processor.codegen;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.TypeName;
import javax.lang.model.element.Modifier;
import org.sharedstruct.processor.model.Signature;
import org.sharedstruct.processor.model.Struct;
import org.sharedstruct.support.RecordContents;

/**
 * Equality, hash code and text of a record with arrays, which Java would compare by identity: all of
 * them by the list of the components' values.
 */
final class ContentEquality {

  private final Struct struct;
  private final TypeNames names;
  private final String values;

  ContentEquality(Struct struct, TypeNames names) {
    this.struct = struct;
    this.names = names;
    NameAllocator methods = new NameAllocator();
    struct.viewMethods().stream().map(Signature::name).distinct().sorted().forEach(methods::newName);
    values = methods.newName("values");
  }

  void addTo(Members members) {
    members.add(equality()).add(hash()).add(text()).add(values());
  }

  private MethodSpec equality() {
    return MethodSpec.methodBuilder("equals")
        .addJavadoc("Whether the other is such a record of equal values, arrays by their content.\n")
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC)
        .returns(TypeName.BOOLEAN)
        .addParameter(Object.class, "other")
        .addStatement("return other instanceof $T record$W&& $T.equal($L(this), $L(record))",
            names.record(), RecordContents.class, values, values)
        .build();
  }

  private MethodSpec hash() {
    return MethodSpec.methodBuilder("hashCode")
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC)
        .returns(TypeName.INT)
        .addStatement("return $T.hash($L(this))", RecordContents.class, values)
        .build();
  }

  private MethodSpec text() {
    CodeBlock components = struct.fields().stream()
        .map(field -> CodeBlock.of("$S", field.component()))
        .collect(CodeBlock.joining(",$W"));
    return MethodSpec.methodBuilder("toString")
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC)
        .returns(String.class)
        .addStatement("return $T.text($S, $L(this),$W$L)",
            RecordContents.class, names.record().simpleName(), values, components)
        .build();
  }

  private MethodSpec values() {
    CodeBlock components = struct.fields().stream()
        .map(field -> CodeBlock.of("record.$L", field.component()))
        .collect(CodeBlock.joining(",$W"));
    return MethodSpec.methodBuilder(values)
        .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
        .returns(ArrayTypeName.of(Object.class))
        .addParameter(names.record(), "record")
        .addStatement("return new $T[] {$L}", Object.class, components)
        .build();
  }
}
