package org.sharedstruct.region;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A file beside regions that is of no use any more: the process that should have removed it has died.
 *
 * @param file where it is
 * @param region the path of the region that it was made for
 * @param what it is, in words
 */
public record Leftover(Path file, Path region, String what) {

  /** What there is in a folder; {@link Leftovers} removes it, while this changes nothing. */
  static List<Leftover> in(Path folder) throws IOException {
    List<HiddenName.Parts> hidden = new ArrayList<>();
    Set<Long> regions = new HashSet<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        HiddenName.parse(file).ifPresentOrElse(hidden::add, () -> regions.add(id(file)));
      }
    }
    return hidden.stream().filter(parts -> isLeft(parts, regions))
        .map(parts -> new Leftover(parts.file(), parts.region(), what(parts.kind()))).toList();
  }

  /** Zero for a file that is not a region, and for one that this process may not read. */
  private static long id(Path file) {
    try (PlainFile opened = PlainFile.open(file, false)) {
      return Header.readId(opened.channel(), file);
    } catch (IOException notOurs) {
      return 0;
    }
  }

  /** A companion may be that of a region which was renamed since: so it belongs to the region of its id. */
  private static boolean isLeft(HiddenName.Parts parts, Set<Long> regions) {
    return Files.exists(parts.file()) && switch (parts.kind()) {
      case DRAFT -> !isMakerAlive(parts.process());
      case REMOVED -> true;
      case LOCK -> !regions.contains(parts.id()) && id(parts.region()) != parts.id();
    };
  }

  /** The name begins with the process id. In doubt it lives. */
  private static boolean isMakerAlive(String process) {
    try {
      return ProcessHandle.of(Long.parseLong(process.replaceFirst("-.*", ""))).isPresent();
    } catch (NumberFormatException unknown) {
      return true;
    }
  }

  private static String what(HiddenName kind) {
    return switch (kind) {
      case DRAFT -> "half made";
      case REMOVED -> "half removed";
      case LOCK -> "lock file of a region that is gone";
    };
  }
}
