package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sharedstruct.SharedMemory;

/**
 * The library uses no confined arena. As soon as a JVM has accessed one, compiled accesses to regions ask who
 * owns their arena, and a guarded update costs half as much again.
 */
class ConfinedArenaTest {

  @Test
  void noClassMakesOne() throws Exception {
    List<byte[]> classes = classes();
    assertThat(classes).as("classes that were looked at").hasSizeGreaterThan(50);
    assertThat(classes).noneMatch(bytes -> names(bytes, "ofConfined"));
    assertThat(classes).as("it would be found").anyMatch(bytes -> names(bytes, "ofShared"));
  }

  /** Of a folder or a jar. */
  private static List<byte[]> classes() throws IOException, URISyntaxException {
    Path place = Path.of(SharedMemory.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    if (Files.isDirectory(place)) {
      return classes(place);
    }
    try (FileSystem jar = FileSystems.newFileSystem(place)) {
      return classes(jar.getPath("/"));
    }
  }

  private static List<byte[]> classes(Path root) throws IOException {
    List<byte[]> classes = new ArrayList<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        if (file.toString().endsWith(".class")) {
          classes.add(Files.readAllBytes(file));
        }
      }
    }
    return classes;
  }

  private static boolean names(byte[] bytes, String name) {
    return new String(bytes, StandardCharsets.ISO_8859_1).contains(name);
  }
}
