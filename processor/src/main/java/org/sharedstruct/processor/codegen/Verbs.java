package org.sharedstruct.processor.codegen;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/** The static verbs of a handle: each makes or finds a file by a {@code RegionRequest}. */
final class Verbs {

  private static final ParameterSpec PATH = ParameterSpec.builder(Path.class, "path").build();
  private static final ParameterSpec NAME = ParameterSpec.builder(String.class, "name").build();

  private final ClassName handle;
  private final String createOption;
  private final String temporaryOption;
  private final String openOrCreateOption;
  private final List<MethodSpec> methods = new ArrayList<>();

  /**
   * Verbs of one handle.
   *
   * @param handle what they return
   * @param createOption the simple name of the option type of {@code create}
   * @param temporaryOption the simple name of the option type of {@code createTemporary}
   * @param openOrCreateOption the simple name of the option type of {@code openOrCreate}
   */
  Verbs(ClassName handle, String createOption, String temporaryOption, String openOrCreateOption) {
    this.handle = handle;
    this.createOption = createOption;
    this.temporaryOption = temporaryOption;
    this.openOrCreateOption = openOrCreateOption;
  }

  /**
   * Adds the verbs that make a file with some content.
   *
   * @param content what is in it, in words
   * @param request the {@code RegionRequest}
   * @param parameters what the request takes from the user
   */
  Verbs creating(String content, CodeBlock request, ParameterSpec... parameters) {
    methods.add(verb("create")
        .addJavadoc("""
            A new file with $L. Nobody sees it before it is complete.

            @param path the file, which must not exist
            """, content)
        .addJavadoc(documentation(parameters))
        .addJavadoc("""
            @param options such as {@link org.sharedstruct.SharedMemory#permissions}
            @return the open file
            @throws java.nio.file.FileAlreadyExistsException if the path exists
            @throws IOException if the file cannot be made
            """)
        .addParameter(PATH)
        .addParameters(List.of(parameters))
        .addParameter(options(createOption)).varargs()
        .addStatement("return new $T($L$Z.create(path, options))", handle, request)
        .build());
    methods.add(verb("createTemporary")
        .addJavadoc("""
            A new file with $L, in shared memory where the system has a folder for it,
            or in the folder that an option or the system property {@code org.sharedstruct.folder} names.
            It goes when its last user has gone; give it to others with {@code passTo}.

            """, content)
        .addJavadoc(documentation(parameters))
        .addJavadoc("""
            @param options such as {@link org.sharedstruct.SharedMemory#folder}
            @return the open file
            @throws IOException if the file cannot be made
            """)
        .addParameters(List.of(parameters))
        .addParameter(options(temporaryOption)).varargs()
        .addStatement("return new $T($L$Z.createTemporary(options))", handle, request)
        .build());
    methods.add(verb("openOrCreate")
        .addJavadoc("""
            A file that is made with $L if it is not there.
            However many processes call this at once, one of them makes the file and all open that one.

            @param path the file
            """, content)
        .addJavadoc(documentation(parameters))
        .addJavadoc("""
            @param options for a file that is made, {@link org.sharedstruct.SharedMemory#permissions}
            @return the open file
            @throws org.sharedstruct.SchemaMismatchException if it holds something else
            @throws org.sharedstruct.InvalidRegionException if it is foreign or damaged
            @throws IOException if it can neither be opened nor made
            """)
        .addParameter(PATH)
        .addParameters(List.of(parameters))
        .addParameter(options(openOrCreateOption)).varargs()
        .addStatement("return new $T($L$Z.openOrCreate(path, options))", handle, request)
        .build());
    return this;
  }

  /**
   * Adds the verbs that make a file with values that are given in another form than a list.
   *
   * @param type the form
   * @param list the values as a list
   */
  Verbs creatingFrom(TypeName type, CodeBlock list) {
    ParameterSpec initial = ParameterSpec.builder(type, "initial").build();
    methods.add(delegating("create", createOption, List.of(PATH, initial), list));
    methods.add(delegating("createTemporary", temporaryOption, List.of(initial), list));
    methods.add(delegating("openOrCreate", openOrCreateOption, List.of(PATH, initial), list));
    return this;
  }

  private MethodSpec delegating(
      String name, String option, List<ParameterSpec> parameters, CodeBlock list) {
    MethodSpec.Builder verb = verb(name).addJavadoc("As {@code $L} with a list of the values.\n\n", name);
    if (parameters.contains(PATH)) {
      verb.addJavadoc("@param path the file\n");
    }
    return verb
        .addJavadoc("""
            $L@param options as there
            @return the open file
            @throws IOException as there
            """, documentation(new ParameterSpec[] {parameters.getLast()}))
        .addParameters(parameters)
        .addParameter(options(option)).varargs()
        .addStatement("return $L($L$L, options)", name, parameters.contains(PATH) ? "path, " : "", list)
        .build();
  }

  /** Adds the verbs that only find a file. */
  Verbs attaching(CodeBlock request) {
    methods.add(verb("open")
        .addJavadoc("""
            A file that is there. One that this process may only read is opened for reading only.

            @param path the file
            @param options such as {@link org.sharedstruct.SharedMemory#READ_ONLY}
            @return the open file
            @throws java.nio.file.NoSuchFileException if there is none
            @throws org.sharedstruct.SchemaMismatchException if it holds something else
            @throws org.sharedstruct.InvalidRegionException if it is foreign or damaged
            @throws org.sharedstruct.UntrustedFileException if somebody else may have put it there
            @throws IOException if it cannot be opened for another reason
            """)
        .addParameter(PATH)
        .addParameter(options("OpenOption")).varargs()
        .addStatement("return new $T($L$Z.open(path, options))", handle, request)
        .build());
    methods.add(verb("inherited")
        .addJavadoc("""
            The file that the parent process gave to this one with {@code passTo}.

            @param name the name it was given by
            @param options such as {@link org.sharedstruct.SharedMemory#READ_ONLY}
            @return the open file
            @throws IllegalStateException if none was given by that name
            @throws IOException if it cannot be opened
            """)
        .addParameter(NAME)
        .addParameter(options("OpenOption")).varargs()
        .addStatement("return new $T($L$Z.inherited(name, options))", handle, request)
        .build());
    methods.add(MethodSpec.methodBuilder("migrate")
        .addJavadoc("""
            Converts the file of another version of this struct, in one step. Fields of the same name
            keep their values, and new ones are zero. No other process may have the file open for
            writing, and only its owner may do this.

            @param path the file
            @param options such as {@link org.sharedstruct.SharedMemory#losing}
            @return whether it was converted; false if it can be opened as it is
            @throws java.nio.file.NoSuchFileException if there is none
            @throws org.sharedstruct.SchemaMismatchException if values would be lost that no option names
            @throws org.sharedstruct.InvalidRegionException if it is foreign or damaged
            @throws IOException if others use it, or it cannot be written; the file is unchanged then
            """)
        .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
        .returns(TypeName.BOOLEAN)
        .addException(IOException.class)
        .addParameter(PATH)
        .addParameter(options("MigrateOption")).varargs()
        .addStatement("return $L$Z.migrate(path, options)", request)
        .build());
    return this;
  }

  /** Adds all verbs to a type. */
  TypeSpec.Builder addTo(TypeSpec.Builder type) {
    return type.addMethods(methods);
  }

  private MethodSpec.Builder verb(String name) {
    return MethodSpec.methodBuilder(name)
        .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
        .returns(handle)
        .addException(IOException.class);
  }

  /** Options are member types that handles inherit: the simple name is enough. */
  private static ParameterSpec options(String type) {
    return ParameterSpec.builder(ArrayTypeName.of(ClassName.get("", type)), "options").build();
  }

  private static String documentation(ParameterSpec[] parameters) {
    StringBuilder text = new StringBuilder();
    for (ParameterSpec parameter : parameters) {
      text.append(parameter.name().equals("length")
          ? "@param length number of elements\n"
          : "@param initial what it holds at first; of guarded views, one commit\n");
    }
    return text.toString();
  }
}
