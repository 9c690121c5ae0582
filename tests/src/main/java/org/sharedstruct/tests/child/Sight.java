package org.sharedstruct.tests.child;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.sharedstruct.OwnerDiedException;
import org.sharedstruct.format.Format;

/**
 * What others see of a region while one who works there is stopped between two stores; after his death
 * they must see the same.
 *
 * @param work what he is doing
 * @param region the name of the file
 * @param point the number of the point at which he is stopped; negative: the work is done
 * @param path the library's methods that he is in, the outermost first
 * @param values count and double of each element, each as one commit left it; empty if the elements are
 *     half written and their writer is dead already
 * @param version the version of the region
 * @param halfWritten whether the elements of an array are half written
 * @param held whether somebody, living or dead, has the lock
 */
public record Sight(Work work, String region, int point, String path, Optional<List<Long>> values,
    long version, boolean halfWritten, boolean held) {

  private static final String LIBRARY = "org.sharedstruct.guard.";
  private static final String BETWEEN = ";";

  /** Looks at a region through a handle of its own. */
  static Sight of(Work work, Path region, int point, String path) {
    try (Tallies tallies = Tallies.open(work.form(), region)) {
      return new Sight(work, region.getFileName().toString(), point, path, values(tallies),
          tallies.version(), RegionWords.getInt(region, Format.DIRTY) != 0,
          RegionWords.getLong(region, Format.LOCK) != 0);
    } catch (IOException e) {
      throw new IllegalStateException(region + " cannot be looked at", e);
    }
  }

  private static Optional<List<Long>> values(Tallies tallies) {
    try {
      return Optional.of(tallies.oneByOne());
    } catch (OwnerDiedException told) {
      return Optional.empty();
    }
  }

  /** The library's methods that the calling thread is in. */
  static String pathOfThisThread() {
    List<String> frames = StackWalker.getInstance().walk(stack -> stack
        .filter(frame -> frame.getClassName().startsWith(LIBRARY))
        .map(frame -> frame.getClassName().substring(LIBRARY.length()) + "." + frame.getMethodName())
        .collect(Collectors.toList()));
    return String.join(" > ", frames.reversed());
  }

  /** One line, of which {@link #parse} makes the same again. */
  @Override
  public String toString() {
    String numbers = values.stream().flatMap(List::stream).map(String::valueOf).collect(Collectors.joining(" "));
    return String.join(BETWEEN, work.name(), region, String.valueOf(point), path, numbers,
        String.valueOf(version), String.valueOf(halfWritten), String.valueOf(held));
  }

  /** Reads what {@link #toString} wrote. */
  public static Sight parse(String line) {
    String[] parts = line.split(BETWEEN, -1);
    Optional<List<Long>> values = parts[4].isEmpty()
        ? Optional.empty()
        : Optional.of(Arrays.stream(parts[4].split(" ")).map(Long::valueOf).toList());
    return new Sight(Work.valueOf(parts[0]), parts[1], Integer.parseInt(parts[2]), parts[3], values,
        Long.parseLong(parts[5]), Boolean.parseBoolean(parts[6]), Boolean.parseBoolean(parts[7]));
  }
}
