package org.sharedstruct.processor;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/**
 * Source files in {@code src/test/resources}, which tests hand to the compilers: {@code good} ones
 * compile, {@code bad} ones are refused by us, {@code broken} ones by the compiler, {@code awkward} ones
 * may be either; for {@code golden} ones we have what is generated, word for word.
 */
final class Inputs {

  /** Read where they are written, so that golden files can be rewritten there. */
  private static final Path RESOURCES = Path.of(System.getProperty("basedir", ""), "src/test/resources");

  private Inputs() {}

  static Path folder(String name) {
    return RESOURCES.resolve(name).toAbsolutePath();
  }

  /** The names of what is directly in a folder of ours. */
  static List<String> namesIn(String folder) throws IOException {
    return entriesOf(folder(folder)).stream().map(entry -> entry.getFileName().toString()).toList();
  }

  /** Arguments for a test that takes the name of something in a folder, and a compiler. */
  static Stream<Arguments> forBothCompilers(String folder) throws IOException {
    return namesIn(folder).stream().flatMap(name ->
        Stream.of(Compiler.values()).map(compiler -> Arguments.of(name, compiler)));
  }

  /** The files and folders directly in a folder, by name. */
  static List<Path> entriesOf(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted().toList();
    }
  }

  /** A file itself, or the files anywhere in a folder, by name. */
  static List<Path> filesIn(Path fileOrFolder) throws IOException {
    try (Stream<Path> paths = Files.walk(fileOrFolder)) {
      return paths.filter(Files::isRegularFile).sorted().toList();
    }
  }

  /** The texts of the files anywhere in a folder, by their paths in it. */
  static SortedMap<String, String> textsIn(Path folder) throws IOException {
    SortedMap<String, String> texts = new TreeMap<>();
    for (Path file : filesIn(folder)) {
      String path = folder.relativize(file).toString().replace(File.separatorChar, '/');
      texts.put(path, Files.readString(file));
    }
    return texts;
  }
}
