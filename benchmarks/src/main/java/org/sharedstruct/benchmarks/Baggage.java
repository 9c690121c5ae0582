package org.sharedstruct.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a library brings along: jars, as Maven resolved them for this program, and flags.
 *
 * @param library whose it is
 * @param side whose contender it is
 */
record Baggage(Library library, Side side) implements Contender {

  private static final Figure SIZE = new Figure("size of its jar and of all that it needs", "KiB");
  private static final Figure JARS = new Figure("how many jars these are", "jars");
  private static final Figure FLAGS = new Figure("flags that its JVM needs", "flags");

  /** Of each level of the tree that Maven writes. */
  private static final int INDENT = 3;

  @Override
  public String name() {
    return library.name();
  }

  @Override
  public List<Figure> figures() {
    return List.of(SIZE, JARS, FLAGS);
  }

  @Override
  public Samples measure(Plan plan) throws IOException, AbsentException {
    List<Path> jars = jars();
    Samples samples = new Samples();
    samples.add(SIZE, size(jars) / 1024.0);
    samples.add(JARS, jars.size());
    samples.add(FLAGS, library.flags().size());
    return samples;
  }

  /** The library's line and those that are further in below it. */
  private List<Path> jars() throws IOException, AbsentException {
    List<Path> jars = new ArrayList<>();
    int depth = -1;
    for (String line : tree()) {
      String[] coordinates = line.substring(indent(line)).split(":");
      if (depth >= 0 && indent(line) <= depth) {
        break;
      }
      if (depth >= 0) {
        jars.add(jar(coordinates));
      } else if (line.substring(indent(line)).startsWith(library.artifact() + ":")) {
        depth = indent(line);
        jars.add(jar(coordinates));
      }
    }
    return jars;
  }

  private static List<String> tree() throws IOException {
    try (BufferedReader reader = new BufferedReader(new InputStreamReader(
        Baggage.class.getResourceAsStream("dependencies.txt"), StandardCharsets.UTF_8))) {
      return reader.readAllLines();
    }
  }

  private static int indent(String line) {
    int indent = 0;
    while (!Character.isLetterOrDigit(line.charAt(indent))) {
      indent += INDENT;
    }
    return indent;
  }

  /** Where the class path has it: its name is artifact, version and, in the midst of the coordinates, a classifier. */
  private static Path jar(String[] coordinates) throws AbsentException {
    int version = coordinates.length - 2;
    String classifier = version == 4 ? "-" + coordinates[3] : "";
    String name = coordinates[1] + "-" + coordinates[version] + classifier + ".jar";
    return Stream.of(System.getProperty("java.class.path").split(System.getProperty("path.separator")))
        .map(Path::of)
        .filter(path -> path.endsWith(name))
        .findFirst()
        .orElseThrow(() -> AbsentException.unpacked(name));
  }

  private static long size(List<Path> jars) throws IOException {
    long size = 0;
    for (Path jar : jars) {
      size += Files.size(jar);
    }
    return size;
  }
}
