package org.sharedstruct.tool;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.sharedstruct.format.Schema;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** A struct, as the file of a region has it or a class was generated for it. */
final class StructSource {

  @Parameters(index = "0", paramLabel = "FILE|CLASS", arity = "0..1",
      description = "A region; or, if there is no file of that name, a struct's interface or one of its generated"
          + " types: com.acme.XY.")
  private String fileOrClass;

  @Mixin private ClassPath classes;

  /** Whether there is none. */
  boolean isMissing() {
    return fileOrClass == null;
  }

  /** The file, if it is one. */
  Optional<Path> file() {
    return ClassPath.file(fileOrClass);
  }

  Schema schema() throws IOException {
    return classes.schema(fileOrClass);
  }
}
