package org.sharedstruct.region;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.util.Locale;
import org.sharedstruct.guard.Faults;

/**
 * Why a page of a mapped file could not be had. Either the file ends before it; or it is a hole in the
 * file, and the file system has no block for it. Our own files have no holes, see {@link Draft}, but
 * copies of them may: {@code cp} makes holes of zeros.
 */
final class UnreachablePage {

  /** No page of memory is smaller. */
  private static final long SMALLEST_PAGE = 4096;

  private UnreachablePage() {}

  /**
   * Looks at the file, as it is now.
   *
   * @param name what to call the region
   * @param place where its file was
   * @param mapped bytes of the mapping
   * @return a sentence that begins with the name
   */
  static String reason(Object name, Place place, long mapped) {
    try {
      if (Files.size(place.path()) < mapped) {
        return name + Faults.TRUNCATED;
      }
      FileStore store = Files.getFileStore(place.path());
      long free = store.getUsableSpace();
      long needed = Math.max(store.getBlockSize(), SMALLEST_PAGE);
      if (free < needed) {
        return String.format(Locale.ROOT,
            "%s has a hole, and the file system of %s is full: %d bytes are free, %d are needed",
            name, place.path(), free, needed);
      }
      return String.format(Locale.ROOT, "%s could not be accessed: all %d bytes of the file are there,"
          + " and %d are free in its file system; a quota may be used up, or the disk damaged",
          name, mapped, free);
    } catch (IOException | UnsupportedOperationException removed) {
      return name + " could not be accessed: its file was truncated, or the file system is full";
    }
  }
}
