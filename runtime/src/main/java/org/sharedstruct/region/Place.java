package org.sharedstruct.region;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.sharedstruct.format.Format;

/**
 * Where an attached region is, and which one it is; so that it can be removed, and nothing else in its
 * place.
 *
 * @param path the file, links resolved
 * @param id the region's random number
 */
record Place(Path path, long id) {

  /** The region's companion. */
  Path companion() {
    return Companion.path(path, id);
  }

  /**
   * Removes the region's files, unless somebody else is just doing it.
   *
   * <ol>
   *   <li>Byte 0 of the companion, which is no participant's, is locked: one removes at a time.
   *   <li>The state in the header is set: whoever has opened the file already and is about to attach
   *       finds that it is too late.
   *   <li>The name goes, while it is known to lead to this region: nobody else may remove it now, and so
   *       no other region can have taken its place.
   *   <li>The companion goes.
   * </ol>
   *
   * <p>Killed after the second step, this leaves a marked region; after the third, a companion. {@link
   * Leftovers} finds both.
   *
   * @return whether this call removed it
   */
  boolean remove() throws IOException {
    Companion companion;
    try {
      companion = Companion.open(companion());
    } catch (NoSuchFileException gone) {
      return false;
    }
    try {
      return companion.exclusively(this::removeFiles);
    } finally {
      companion.close();
    }
  }

  /** Whether the path still leads to this region, and nobody has begun to remove it. */
  boolean isThere() throws IOException {
    try {
      return Header.readId(path) == id && !Header.isRemoved(path);
    } catch (NoSuchFileException gone) {
      return false;
    }
  }

  /** The steps after the first, for callers that exclude others. */
  boolean removeFiles() throws IOException {
    try {
      if (Header.readId(path) != id) {
        return false;
      }
      markRemoved();
      boolean removed = Files.deleteIfExists(path);
      Companion.remove(companion());
      return removed;
    } catch (NoSuchFileException gone) {
      return false;
    }
  }

  private void markRemoved() throws IOException {
    try (FileChannel channel =
        FileChannel.open(path, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
      ByteBuffer state = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.nativeOrder());
      Header.writeFully(channel, state.putInt(0, Format.REMOVED), Format.STATE);
    }
  }
}
