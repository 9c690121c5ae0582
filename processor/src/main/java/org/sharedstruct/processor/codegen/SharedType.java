package org.sharedstruct.processor.codegen;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.WildcardTypeName;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import org.sharedstruct.processor.model.Struct;
import org.sharedstruct.support.ArrayHandle;
import org.sharedstruct.support.Attachment;
import org.sharedstruct.support.RegionRequest;
import org.sharedstruct.support.StructHandle;

/** {@code SharedXY} and {@code SharedXY.Array}: the mapped file, which a user opens and closes. */
final class SharedType {

  private static final ParameterSpec LENGTH =
      ParameterSpec.builder(TypeName.LONG, "length").build();

  private final Struct struct;
  private final TypeNames names;

  SharedType(Struct struct, TypeNames names) {
    this.struct = struct;
    this.names = names;
  }

  TypeSpec build() {
    ParameterSpec initial = ParameterSpec.builder(names.struct(), "initial").build();
    CodeBlock zeros = CodeBlock.of("$T.struct($T.SCHEMA)", RegionRequest.class, names.raw());
    CodeBlock filled = CodeBlock.of("$L\n.filledBy(memory -> $T.set($T.of(memory), initial))\n",
        zeros, names.raw(), names.raw());
    TypeSpec.Builder type = Members.topLevel(TypeSpec.classBuilder(names.shared()), struct)
        .addModifiers(Modifier.FINAL)
        .addJavadoc("""
            A {@link $T} in a mapped file that several processes share.
            Closing it ends its views and leaves the file; any number of threads may use it at once.
            """, names.struct())
        .superclass(ParameterizedTypeName.get(
            ClassName.get(StructHandle.class), names.raw(), names.guarded()))
        .addType(array())
        .addMethod(constructor(names.raw(), names.guarded()));
    return new Verbs(names.shared(), "CreateOption", "TemporaryOption", "OpenOrCreateOption")
        .creating("a struct of zeros", zeros)
        .creating("these values", filled, initial)
        .attaching(zeros)
        .addTo(type)
        .build();
  }

  private TypeSpec array() {
    TypeName records = ParameterizedTypeName.get(
        ClassName.get(List.class), WildcardTypeName.subtypeOf(names.struct()));
    ParameterSpec initial = ParameterSpec.builder(records, "initial").build();
    CodeBlock any = CodeBlock.of("$T.array($T.SCHEMA)", RegionRequest.class, names.raw());
    CodeBlock zeros = CodeBlock.of("$T.array($T.SCHEMA, length)", RegionRequest.class, names.raw());
    CodeBlock filled = CodeBlock.of(
        "$T.array($T.SCHEMA, initial.size())\n.filledBy(memory -> $T.of(memory).setAll(initial))\n",
        RegionRequest.class, names.raw(), names.rawArray());
    TypeSpec.Builder type = Members.nestedArray()
        .addJavadoc("Many {@link $T} in a mapped file that several processes share.\n", names.struct())
        .superclass(ParameterizedTypeName.get(
            ClassName.get(ArrayHandle.class), names.rawArray(), names.guardedArray()))
        .addMethod(constructor(names.rawArray(), names.guardedArray()));
    return new Verbs(names.sharedArray(), "CreateArrayOption", "TemporaryArrayOption",
        "OpenOrCreateArrayOption")
        .creating("structs of zeros", zeros, LENGTH)
        .creating("these values", filled, initial)
        .creatingFrom(ArrayTypeName.of(names.struct()), CodeBlock.of("$T.of(initial)", List.class))
        .creatingFrom(ParameterizedTypeName.get(
            ClassName.get(Stream.class), WildcardTypeName.subtypeOf(names.struct())),
            CodeBlock.of("initial.toList()"))
        .attaching(any)
        .addTo(type)
        .build();
  }

  private static MethodSpec constructor(ClassName raw, ClassName guarded) {
    return MethodSpec.constructorBuilder()
        .addModifiers(Modifier.PRIVATE)
        .addParameter(Attachment.class, "attachment")
        .addStatement("super(attachment, $T::new, $T::new)", raw, guarded)
        .build();
  }
}
