package org.sharedstruct.tests.child;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What this process holds of a region, as proc(5) of Linux shows it. */
public final class Held {

  /** What {@link #of} says of a region of which nothing is held. */
  public static final String NOTHING = "0 mappings, 0 descriptors";

  private Held() {}

  /** How many mappings and open descriptors there are of the region's file and of its lock file. */
  public static String of(Path region) throws IOException {
    String name = region.getFileName().toString();
    try (Stream<String> maps = Files.lines(Path.of("/proc/self/maps"));
        Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
      return "%d mappings, %d descriptors".formatted(
          maps.filter(line -> line.contains(name)).count(),
          descriptors.toList().stream()
              .filter(descriptor -> target(descriptor).contains(name)).count());
    }
  }

  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException closedMeanwhile) {
      return "";
    }
  }
}
