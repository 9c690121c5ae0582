package org.sharedstruct.processor.codegen;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.WildcardTypeName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.lang.model.element.Modifier;
import org.sharedstruct.SharedMemory;
import org.sharedstruct.processor.model.Struct;
import org.sharedstruct.support.ArrayHandle;
import org.sharedstruct.support.Attachment;
import org.sharedstruct.support.StructHandle;

/** {@code SharedXY} and {@code SharedXY.Array}: the mapped file, which a user opens and closes. */
final class SharedType {

  private static final ParameterSpec PATH = ParameterSpec.builder(Path.class, "path").build();
  private static final ParameterSpec LENGTH = ParameterSpec.builder(TypeName.LONG, "length").build();
  private static final ParameterSpec NAME = ParameterSpec.builder(String.class, "name").build();

  private final Struct struct;
  private final TypeNames names;

  SharedType(Struct struct, TypeNames names) {
    this.struct = struct;
    this.names = names;
  }

  TypeSpec build() {
    ParameterSpec initial = ParameterSpec.builder(names.struct(), "initial").build();
    String fill = "memory -> $T.set($T.of(memory), initial)";
    TypeSpec.Builder type = Members.topLevel(TypeSpec.classBuilder(names.shared()), struct)
        .addModifiers(Modifier.FINAL)
        .addJavadoc("""
            A {@link $T} in a mapped file that several processes share. Closing it ends its views and
            leaves the file; all methods may be called by any number of threads.
            """, names.struct())
        .superclass(ParameterizedTypeName.get(
            ClassName.get(StructHandle.class), names.raw(), names.guarded()))
        .addType(array())
        .addMethod(constructor(names.raw(), names.guarded()))
        .addMethod(create(names.shared(), "A new file with a struct of zeros.",
            "CreateOption")
            .addStatement("return new $T($T.create(path, $T.SCHEMA, options))",
                names.shared(), Attachment.class, names.raw())
            .build())
        .addMethod(create(names.shared(), "A new file with these values.",
            "CreateOption", initial)
            .addStatement("return new $T($T.create(path, $T.SCHEMA,\n" + fill + ", options))",
                names.shared(), Attachment.class, names.raw(), names.raw(), names.raw())
            .build())
        .addMethod(open(names.shared())
            .addStatement("return new $T($T.open(path, $T.SCHEMA, options))",
                names.shared(), Attachment.class, names.raw())
            .build())
        .addMethod(openOrCreate(names.shared(), "made with a struct of zeros if it is not there.",
            "OpenOrCreateOption")
            .addStatement("return new $T($T.openOrCreate(path, $T.SCHEMA, options))",
                names.shared(), Attachment.class, names.raw())
            .build())
        .addMethod(openOrCreate(names.shared(), "made with these values if it is not there.",
            "OpenOrCreateOption", initial)
            .addStatement("return new $T($T.openOrCreate(path, $T.SCHEMA,\n" + fill + ", options))",
                names.shared(), Attachment.class, names.raw(), names.raw(), names.raw())
            .build())
        .addMethod(inherited(names.shared())
            .addStatement("return new $T($T.inherited(name, $T.SCHEMA))",
                names.shared(), Attachment.class, names.raw())
            .build());
    return type.build();
  }

  private TypeSpec array() {
    ClassName array = names.sharedArray();
    TypeName records = ParameterizedTypeName.get(
        ClassName.get(List.class), WildcardTypeName.subtypeOf(names.struct()));
    ParameterSpec initial = ParameterSpec.builder(records, "initial").build();
    String fill = "memory -> $T.of(memory).setAll(initial)";
    return Members.nestedArray()
        .addJavadoc("""
            Many {@link $T} in a mapped file that several processes share.
            """, names.struct())
        .superclass(ParameterizedTypeName.get(
            ClassName.get(ArrayHandle.class), names.rawArray(), names.guardedArray()))
        .addMethod(constructor(names.rawArray(), names.guardedArray()))
        .addMethod(create(array, "A new file with structs of zeros.",
            "CreateArrayOption", LENGTH)
            .addStatement("return new Array($T.createArray(path, $T.SCHEMA, length, options))",
                Attachment.class, names.raw())
            .build())
        .addMethod(create(array, "A new file with these values.",
            "CreateArrayOption", initial)
            .addStatement("return new Array($T.createArray(path, $T.SCHEMA, initial.size(),\n" + fill
                + ", options))", Attachment.class, names.raw(), names.rawArray())
            .build())
        .addMethod(open(array)
            .addStatement("return new Array($T.openArray(path, $T.SCHEMA, options))",
                Attachment.class, names.raw())
            .build())
        .addMethod(openOrCreate(array, "made with structs of zeros if it is not there.",
            "OpenOrCreateArrayOption", LENGTH)
            .addStatement("return new Array($T.openOrCreateArray(path, $T.SCHEMA, length, options))",
                Attachment.class, names.raw())
            .build())
        .addMethod(openOrCreate(array, "made with these values if it is not there.",
            "OpenOrCreateArrayOption", initial)
            .addStatement("return new Array($T.openOrCreateArray(path, $T.SCHEMA, initial.size(),\n"
                + fill + ", options))", Attachment.class, names.raw(), names.rawArray())
            .build())
        .addMethod(inherited(array)
            .addStatement("return new Array($T.inheritedArray(name, $T.SCHEMA))",
                Attachment.class, names.raw())
            .build())
        .build();
  }

  private static MethodSpec constructor(ClassName raw, ClassName guarded) {
    return MethodSpec.constructorBuilder()
        .addModifiers(Modifier.PRIVATE)
        .addParameter(Attachment.class, "attachment")
        .addStatement("super(attachment, $T::new, $T::new)", raw, guarded)
        .build();
  }

  private static MethodSpec.Builder create(
      ClassName handle, String what, String option, ParameterSpec... parameters) {
    return verb("create", handle, option, PATH, parameters)
        .addJavadoc("""
            $L Nobody sees it before it is complete.

            @param path the file, which must not exist
            """, what)
        .addJavadoc(documentation(parameters))
        .addJavadoc("""
            @param options such as {@link $1T#permissions}
            @return the open file
            @throws java.nio.file.FileAlreadyExistsException if the path exists
            @throws IOException if the file cannot be made
            """, SharedMemory.class);
  }

  private static MethodSpec.Builder open(ClassName handle) {
    return verb("open", handle, "OpenOption", PATH)
        .addJavadoc("""
            A file that is there.

            @param path the file
            @param options such as {@link $1T#READ_ONLY}
            @return the open file
            @throws java.nio.file.NoSuchFileException if there is none
            @throws org.sharedstruct.SchemaMismatchException if it holds something else
            @throws org.sharedstruct.InvalidRegionException if it is foreign or damaged
            @throws IOException if it cannot be opened for another reason
            """, SharedMemory.class);
  }

  private static MethodSpec.Builder openOrCreate(
      ClassName handle, String otherwise, String option, ParameterSpec... parameters) {
    return verb("openOrCreate", handle, option, PATH, parameters)
        .addJavadoc("""
            A file that is $L
            However many processes call this at once, one of them makes the file and all open that one.

            @param path the file
            """, otherwise)
        .addJavadoc(documentation(parameters))
        .addJavadoc("""
            @param options such as {@link $1T#permissions}, for a file that is made
            @return the open file
            @throws org.sharedstruct.SchemaMismatchException if it holds something else
            @throws org.sharedstruct.InvalidRegionException if it is foreign or damaged
            @throws IOException if it can neither be opened nor made
            """, SharedMemory.class);
  }

  private static MethodSpec.Builder inherited(ClassName handle) {
    return verb("inherited", handle, null, NAME)
        .addJavadoc("""
            The file that the parent process gave to this one with {@code passTo}.

            @param name the name it was given by
            @return the open file
            @throws IllegalStateException if none was given by that name
            @throws IOException if it cannot be opened
            """);
  }

  private static String documentation(ParameterSpec[] parameters) {
    StringBuilder text = new StringBuilder();
    for (ParameterSpec parameter : parameters) {
      text.append(parameter == LENGTH
          ? "@param length number of elements\n"
          : "@param initial what it holds at first; of guarded views, one commit\n");
    }
    return text.toString();
  }

  private static MethodSpec.Builder verb(String verb, ClassName handle, String option,
      ParameterSpec first, ParameterSpec... parameters) {
    MethodSpec.Builder method = MethodSpec.methodBuilder(verb)
        .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
        .returns(handle)
        .addException(IOException.class)
        .addParameter(first)
        .addParameters(List.of(parameters));
    if (option != null) {
      // A member type that handles inherit: its simple name is enough.
      method.addParameter(ArrayTypeName.of(ClassName.get("", option)), "options").varargs();
    }
    return method;
  }
}
