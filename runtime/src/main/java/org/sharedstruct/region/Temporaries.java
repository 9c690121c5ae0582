package org.sharedstruct.region;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where temporary regions live: in {@code /dev/shm} if there is one, else in the folder for temporary
 * files. Their last participant removes them; what the last ones could not remove because all of them
 * were killed, the next one removes who makes a temporary region.
 */
final class Temporaries {

  private static final Path SHARED_MEMORY = Path.of("/dev/shm");
  private static final String PREFIX = "sharedstruct-";

  /** A temporary region, or a hidden file beside one. */
  private static final Pattern NAME = Pattern.compile("\\.?(?<region>" + PREFIX + "[-\\p{XDigit}]{36})(\\..*)?");

  private Temporaries() {}

  /** A path for a new region, in a folder that is free of dead ones. */
  static Path newPath() {
    Path folder = Files.isWritable(SHARED_MEMORY)
        ? SHARED_MEMORY
        : Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath();
    sweep(folder);
    return folder.resolve(PREFIX + UUID.randomUUID());
  }

  private static void sweep(Path folder) {
    Set<Path> regions = new TreeSet<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        if (name.matches()) {
          regions.add(folder.resolve(name.group("region")));
        }
      }
    } catch (IOException unreadable) {
      return; // creating a region there will say what is wrong
    }
    regions.forEach(Temporaries::sweepRegion);
  }

  private static void sweepRegion(Path region) {
    try {
      if (Files.exists(region)) {
        removeIfDeserted(new Place(region, Header.readId(region)));
      }
    } catch (IOException notOurs) {
      // another user's, or gone in the meantime
    }
    Leftovers.sweep(region);
  }

  private static void removeIfDeserted(Place place) throws IOException {
    Companion companion = Companion.open(place.companion());
    try {
      companion.ifDeserted(place::removeFiles);
    } finally {
      companion.close();
    }
  }
}
