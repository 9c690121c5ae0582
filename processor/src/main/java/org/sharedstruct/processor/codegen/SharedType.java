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
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import org.sharedstruct.processor.model.Struct;
import org.sharedstruct.support.ArrayHandle;
import org.sharedstruct.support.Attachment;
import org.sharedstruct.support.RegionRequest;
import org.sharedstruct.support.StructHandle;
import org.sharedstruct.support.ViewGuard;

/**
 * {@code SharedXY} and {@code SharedXY.Array}: the mapped file, which a user opens and closes. Each of their static
 * verbs is one of a {@link RegionRequest}.
 */
final class SharedType {

  private static final ParameterSpec PATH = ParameterSpec.builder(Path.class, "path").build();
  private static final ParameterSpec NAME = ParameterSpec.builder(String.class, "name").build();
  private static final ParameterSpec LENGTH = ParameterSpec.builder(TypeName.LONG, "length").build();

  private final Struct struct;
  private final TypeNames names;

  SharedType(Struct struct, TypeNames names) {
    this.struct = struct;
    this.names = names;
  }

  TypeSpec build() {
    ParameterSpec initial = ParameterSpec.builder(names.struct(), "initial").build();
    TypeSpec.Builder type = Members.topLevel(TypeSpec.classBuilder(names.shared()), struct)
        .addModifiers(Modifier.FINAL)
        .addJavadoc("""
            A {@link $T} in a mapped file that several processes share.
            Closing it ends its views and leaves the file; any number of threads may use it at once.
            """, names.struct())
        .superclass(ParameterizedTypeName.get(
            ClassName.get(StructHandle.class), names.raw(), names.guarded()))
        .addMethod(constructor())
        .addMethod(view(names.guarded(), "new $T(guard, first)"));
    addVerbs(type, names.shared(), "", request("struct()"), "a struct of zeros");
    addVerbs(type, names.shared(), "", request("struct(initial)"), "these values", initial);
    addAttaching(type, names.shared(), request("struct()"));
    return type.addType(array()).build();
  }

  private TypeSpec array() {
    TypeName records = ParameterizedTypeName.get(
        ClassName.get(List.class), WildcardTypeName.subtypeOf(names.struct()));
    ParameterSpec initial = ParameterSpec.builder(records, "initial").build();
    TypeSpec.Builder type = Members.nestedArray()
        .addJavadoc("Many {@link $T} in a mapped file that several processes share.\n", names.struct())
        .superclass(ParameterizedTypeName.get(
            ClassName.get(ArrayHandle.class), names.rawArray(), names.guardedArray()))
        .addMethod(constructor())
        .addMethod(view(names.guardedArray(), "new $T(guard, first, length)"));
    addVerbs(type, names.sharedArray(), "Array", request("array(length)"), "structs of zeros", LENGTH);
    addVerbs(type, names.sharedArray(), "Array", request("array(initial)"), "these values", initial);
    addAttaching(type, names.sharedArray(), request("array()"));
    return type.build();
  }

  private CodeBlock request(String content) {
    return CodeBlock.of("$T.$L.$L", names.raw(), RawType.CODEC, content);
  }

  private MethodSpec constructor() {
    return MethodSpec.constructorBuilder()
        .addModifiers(Modifier.PRIVATE)
        .addParameter(Attachment.class, "attachment")
        .addStatement("super(attachment, $T.$L)", names.raw(), RawType.CODEC)
        .build();
  }

  private static MethodSpec view(ClassName guarded, String made) {
    return MethodSpec.methodBuilder("view")
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PROTECTED)
        .returns(guarded)
        .addParameter(ViewGuard.class, "guard")
        .addParameter(TypeName.LONG, "first")
        .addParameter(TypeName.LONG, "length")
        .addStatement("return " + made, guarded)
        .build();
  }

  /** The verbs that make a file. */
  private static void addVerbs(TypeSpec.Builder type, ClassName handle, String kind, CodeBlock request,
      String content, ParameterSpec... parameters) {
    type.addMethod(verb(handle, request, "create", "Create" + kind + "Option",
        Stream.concat(Stream.of(PATH), Stream.of(parameters)).toArray(ParameterSpec[]::new))
        .addJavadoc("A new file with " + content + ": {@link $T#create}.\n", RegionRequest.class)
        .build());
    type.addMethod(verb(handle, request, "createTemporary", "Temporary" + kind + "Option", parameters)
        .addJavadoc("A new file with " + content + " that goes with its last user:\n{@link $T#createTemporary}.\n",
            RegionRequest.class)
        .build());
    type.addMethod(verb(handle, request, "openOrCreate", "OpenOrCreate" + kind + "Option",
        Stream.concat(Stream.of(PATH), Stream.of(parameters)).toArray(ParameterSpec[]::new))
        .addJavadoc("The file, made with " + content + " if it is not there:\n{@link $T#openOrCreate}.\n",
            RegionRequest.class)
        .build());
  }

  /** The verbs that need a file. */
  private static void addAttaching(TypeSpec.Builder type, ClassName handle, CodeBlock request) {
    type.addMethod(verb(handle, request, "open", "OpenOption", PATH)
        .addJavadoc("A file that is there: {@link $T#open}.\n", RegionRequest.class)
        .build());
    type.addMethod(verb(handle, request, "inherited", "OpenOption", NAME)
        .addJavadoc("The file that the parent process passed on by a name: {@link $T#inherited}.\n",
            RegionRequest.class)
        .build());
    type.addMethod(head(TypeName.BOOLEAN, "migrate", "MigrateOption", PATH)
        .addJavadoc("Converts the file of another version of the struct: {@link $T#migrate}.\n", RegionRequest.class)
        .addStatement("return $L.migrate(path, options)", request)
        .build());
  }

  private static MethodSpec.Builder verb(
      ClassName handle, CodeBlock request, String name, String option, ParameterSpec... parameters) {
    String first = parameters.length > 0 && (parameters[0].equals(PATH) || parameters[0].equals(NAME))
        ? parameters[0].name() + ", "
        : "";
    return head(handle, name, option, parameters)
        .addStatement("return new $T($L.$L($Loptions))", handle, request, name, first);
  }

  private static MethodSpec.Builder head(TypeName returned, String name, String option, ParameterSpec... parameters) {
    return MethodSpec.methodBuilder(name)
        .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
        .returns(returned)
        .addParameters(List.of(parameters))
        .addParameter(ArrayTypeName.of(ClassName.get("", option)), "options")
        .varargs()
        .addException(IOException.class);
  }
}
