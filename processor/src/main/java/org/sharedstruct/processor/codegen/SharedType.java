package org.sharedstruct.processor.codegen;

import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeSpec;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Modifier;
import org.sharedstruct.processor.model.Struct;
import org.sharedstruct.support.RegionRequest;

/**
 * {@code SharedXY} and {@code SharedXY.Array}: the mapped file, which a user opens and closes. Each of their static
 * verbs is one of a {@link RegionRequest}.
 */
final class SharedType {

  private static final Template VIEWS = Template.of("""
      private $handle(Attachment attachment) { super(attachment, $raw.CODEC); }

      @Override
      protected $view view(ViewGuard guard, long first, long length) { return new $view($place); }
      """);

  private static final Template MAKING = Template.of("""
      /** A new file with $content: {@link RegionRequest#create}. */
      public static $handle create(Path path, $initial, Create${kind}Option... options)
          throws IOException {
        return new $handle($raw.CODEC.$request($initial).create(path, options));
      }

      /**
       * A new file with $content that goes with its last user:
       * {@link RegionRequest#createTemporary}.
       */
      public static $handle createTemporary($initial, Temporary${kind}Option... options)
          throws IOException {
        return new $handle($raw.CODEC.$request($initial).createTemporary(options));
      }

      /**
       * The file, made with $content if it is not there:
       * {@link RegionRequest#openOrCreate}.
       */
      public static $handle openOrCreate(Path path, $initial, OpenOrCreate${kind}Option... options)
          throws IOException {
        return new $handle($raw.CODEC.$request($initial).openOrCreate(path, options));
      }
      """);

  private static final Template ATTACHING = Template.of("""
      /** A file that is there: {@link RegionRequest#open}. */
      public static $handle open(Path path, OpenOption... options) throws IOException {
        return new $handle($raw.CODEC.$request().open(path, options));
      }

      /** The file that the parent process passed on by a name: {@link RegionRequest#inherited}. */
      public static $handle inherited(String name, OpenOption... options) throws IOException {
        return new $handle($raw.CODEC.$request().inherited(name, options));
      }

      /** Converts the file of another version of the struct: {@link RegionRequest#migrate}. */
      public static boolean migrate(Path path, MigrateOption... options) throws IOException {
        return $raw.CODEC.$request().migrate(path, options);
      }
      """);

  private final Struct struct;
  private final TypeNames names;
  private final Holes types;

  SharedType(Struct struct, TypeNames names) {
    this.struct = struct;
    this.names = names;
    types = Holes.of(names);
  }

  TypeSpec build() {
    TypeSpec.Builder type = Members.topLevel(TypeSpec.classBuilder(names.shared()), struct)
        .addModifiers(Modifier.FINAL)
        .addJavadoc("""
            A {@link $T} in a mapped file that several processes share.
            Closing it ends its views and leaves the file; any number of threads may use it at once.
            """, names.struct())
        .superclass(types.type("StructHandle<$raw, $guarded>"));
    Holes holes = types.with(Map.of("handle", names.shared(), "view", names.guarded(), "place", "guard, first",
        "request", "struct", "kind", ""));
    addMembers(type, holes, "a struct of zeros", types.parameters(), types.parameters("$struct initial"));
    return type.addType(array()).build();
  }

  private TypeSpec array() {
    TypeSpec.Builder type = Members.nestedArray()
        .addJavadoc("Many {@link $T} in a mapped file that several processes share.\n", names.struct())
        .superclass(types.type("ArrayHandle<$rawArray, $guardedArray>"));
    Holes holes = types.with(Map.of("handle", names.sharedArray(), "view", names.guardedArray(),
        "place", "guard, first, length", "request", "array", "kind", "Array"));
    addMembers(type, holes, "structs of zeros", types.parameters("long length"),
        types.parameters("List<? extends $struct> initial"));
    return type.build();
  }

  private static void addMembers(TypeSpec.Builder type, Holes holes, String zeros, List<ParameterSpec> size,
      List<ParameterSpec> initial) {
    type.addMethods(VIEWS.methods(holes))
        .addMethods(MAKING.methods(holes.with(Map.of("content", zeros, "initial", size))))
        .addMethods(MAKING.methods(holes.with(Map.of("content", "these values", "initial", initial))))
        .addMethods(ATTACHING.methods(holes));
  }
}
