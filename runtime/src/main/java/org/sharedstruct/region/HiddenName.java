package org.sharedstruct.region;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sharedstruct.kernel.PathBytes;

/** The names of the files beside a region {@code NAME}; ID has 16 hexadecimal digits. */
enum HiddenName {

  /** {@code .NAME.ID.lock}: the companion of a region. */
  LOCK("lock"),

  /** {@code .NAME.ID.removed}: a region that is being removed. */
  REMOVED("removed"),

  /** {@code .NAME.ID.PROCESS.draft}: a region that is being made. */
  DRAFT(thisProcess() + ".draft");

  /** The longest name that the file systems of Linux have, in bytes. */
  private static final int LONGEST = 255;

  private static final Pattern ANY = Pattern.compile(
      "\\.(?<region>.+)\\.(?<id>\\p{XDigit}{16})\\.((?<process>[^.]+)\\.)?(?<kind>lock|removed|draft)");

  private final String end;

  HiddenName(String end) {
    this.end = end;
  }

  /** The process id alone would come back, in containers even at each start. */
  private static String thisProcess() {
    ProcessHandle process = ProcessHandle.current();
    return process.pid() + "-" + process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }

  /** The name beside a region. */
  String of(Path region, long id) {
    return String.format(Locale.ROOT, ".%s%s", region.getFileName(), ending(id));
  }

  private String ending(long id) {
    return String.format(Locale.ROOT, ".%016x.%s", id, end);
  }

  /** How many bytes of a region's name leave room for the names of all files beside it. */
  static int longestRegion() {
    return LONGEST - 1 - DRAFT.ending(0).length();
  }

  /** Whether a region's name leaves room. */
  static boolean isShortEnough(Path region) {
    return PathBytes.ofName(region) <= longestRegion();
  }

  /** A file with this ending, whatever the region's name was when it was made. */
  Optional<Path> find(Path folder, long id) throws IOException {
    String ending = ending(id);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, file -> {
      String name = file.getFileName().toString();
      return name.startsWith(".") && name.endsWith(ending)
          && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    })) {
      for (Path file : files) {
        return Optional.of(file);
      }
      return Optional.empty();
    }
  }

  /**
   * What a hidden name says.
   *
   * @param file its path
   * @param region the path of the region that it was made for
   * @param id of that region
   * @param kind what it is
   * @param own whether it is a draft of this process
   * @param process who makes it, if it is a draft; else null
   */
  record Parts(Path file, Path region, long id, HiddenName kind, boolean own, String process) {}

  /** Reads a name; empty if it is none of these, or no text in the encoding of this process. */
  static Optional<Parts> parse(Path file) {
    Matcher name = ANY.matcher(file.getFileName().toString());
    if (!name.matches() || (name.group("process") == null) == name.group("kind").equals("draft")) {
      return Optional.empty();
    }
    HiddenName kind = valueOf(name.group("kind").toUpperCase(Locale.ROOT));
    boolean own = kind == DRAFT && DRAFT.end.equals(name.group("process") + ".draft");
    try {
      return Optional.of(new Parts(file, file.resolveSibling(name.group("region")),
          Long.parseUnsignedLong(name.group("id"), 16), kind, own, name.group("process")));
    } catch (InvalidPathException notText) {
      return Optional.empty();
    }
  }
}
