package org.sharedstruct.tool;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.sharedstruct.format.Schema;
import org.sharedstruct.region.Region;
import org.sharedstruct.tools.SchemaOfClass;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A struct, as the file of a region has it or a class was generated for it. */
final class StructSource {

  @Parameters(index = "0", paramLabel = "FILE|CLASS", arity = "0..1",
      description = {"A region; or, if there is no file of that name, a struct's interface or one of its generated",
          "types: com.acme.XY."})
  private String fileOrClass;

  @Option(names = {"-cp", "--class-path"}, paramLabel = "PATH", defaultValue = "",
      description = "Where the class is: jars and folders, with a colon between.")
  private String classPath;

  /** Whether there is none. */
  boolean isMissing() {
    return fileOrClass == null;
  }

  Schema schema() throws IOException {
    return find(fileOrClass, classPath);
  }

  /** The struct of a region or a class, by its name. */
  static Schema find(String fileOrClass, String classPath) throws IOException {
    try {
      Path file = Path.of(fileOrClass);
      if (Files.exists(file) || fileOrClass.indexOf('/') >= 0) {
        return Region.schemaOf(file);
      }
    } catch (InvalidPathException noPath) {
      // it may be a class all the same
    }
    try (URLClassLoader classes = new URLClassLoader(urls(classPath), StructSource.class.getClassLoader())) {
      return SchemaOfClass.find(fileOrClass, classes);
    } catch (IllegalArgumentException none) {
      throw new IllegalArgumentException(fileOrClass + ": " + none.getMessage(), none);
    }
  }

  private static URL[] urls(String classPath) throws MalformedURLException {
    List<URL> urls = new ArrayList<>();
    for (String part : classPath.split(File.pathSeparator)) {
      if (!part.isEmpty()) {
        urls.add(Path.of(part).toUri().toURL());
      }
    }
    return urls.toArray(URL[]::new);
  }
}
