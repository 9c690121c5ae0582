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
import java.util.Optional;
import org.sharedstruct.format.Schema;
import org.sharedstruct.region.Region;
import org.sharedstruct.tools.SchemaOfClass;
import picocli.CommandLine.Option;

/** Where the classes of structs are, for words that are either the file of a region or a class. */
final class ClassPath {

  @Option(names = {"-cp", "--class-path"}, paramLabel = "PATH", defaultValue = "",
      description = "Where the class is: jars and folders, with a colon between.")
  private String classPath;

  /** The file that a word means; empty if it means a class. */
  static Optional<Path> file(String fileOrClass) {
    try {
      Path file = Path.of(fileOrClass);
      return Files.exists(file) || fileOrClass.indexOf('/') >= 0 ? Optional.of(file) : Optional.empty();
    } catch (InvalidPathException noPath) {
      return Optional.empty(); // it may be a class all the same
    }
  }

  /** The schema of what a word means. */
  Schema schema(String fileOrClass) throws IOException {
    Optional<Path> file = file(fileOrClass);
    if (file.isPresent()) {
      return Region.schemaOf(file.get());
    }
    try (URLClassLoader classes = new URLClassLoader(urls(), ClassPath.class.getClassLoader())) {
      return SchemaOfClass.find(fileOrClass, classes);
    } catch (IllegalArgumentException none) {
      throw new IllegalArgumentException(fileOrClass + ": " + none.getMessage(), none);
    }
  }

  private URL[] urls() throws MalformedURLException {
    List<URL> urls = new ArrayList<>();
    for (String part : classPath.split(File.pathSeparator)) {
      if (!part.isEmpty()) {
        urls.add(Path.of(part).toUri().toURL());
      }
    }
    return urls.toArray(URL[]::new);
  }
}
