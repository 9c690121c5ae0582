package org.sharedstruct.region;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Makes a region's file so that nobody ever sees it half made.
 *
 * <ol>
 *   <li>A file of another name is created beside the final one, for its owner alone.
 *   <li>Zeros are written over its whole length. Mapping a hole would put off a full disk until some
 *       store faults; now it is an {@link IOException} here.
 *   <li>Header, schema and initial values are filled in.
 *   <li>It gets exactly the permissions asked for, whatever the umask.
 *   <li>The final name is linked to it. {@code link(2)} fails if the name exists, unlike
 *       {@code rename(2)}, which would replace another's region: of any number of creators one wins.
 *   <li>The first name is removed, also after a failure.
 * </ol>
 */
final class Publisher {

  private static final int CHUNK = 1 << 20;

  private Publisher() {}

  /**
   * Creates and publishes one file.
   *
   * @param initializer fills the payload in before anyone else sees it
   * @throws FileAlreadyExistsException if the path exists, also as a link to nowhere
   */
  static void publish(Path path, Geometry geometry, Set<PosixFilePermission> permissions,
      Consumer<MemorySegment> initializer) throws IOException {
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileAlreadyExistsException(path.toString());
    }
    Path draft = path.resolveSibling("." + path.getFileName() + "." + UUID.randomUUID() + ".draft");
    try {
      write(draft, geometry, permissions, initializer);
      Files.createLink(path, draft);
    } catch (FileAlreadyExistsException e) {
      throw new FileAlreadyExistsException(path.toString());
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private static void write(Path draft, Geometry geometry, Set<PosixFilePermission> permissions,
      Consumer<MemorySegment> initializer) throws IOException {
    try (FileChannel channel = FileChannel.open(draft,
        StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      permit(draft, Region.OWNER_ONLY);
      reserve(channel, geometry.fileSize());
      Header.write(channel, geometry);
      try (Arena arena = Arena.ofConfined()) {
        initializer.accept(channel.map(FileChannel.MapMode.READ_WRITE, 0, geometry.fileSize(), arena)
            .asSlice(geometry.payloadOffset(), geometry.payloadSize()));
      }
      permit(draft, permissions);
    }
  }

  private static void permit(Path file, Set<PosixFilePermission> permissions) throws IOException {
    PosixFileAttributeView posix = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (posix != null) {
      posix.setPermissions(permissions);
    }
  }

  private static void reserve(FileChannel channel, long size) throws IOException {
    ByteBuffer zeros = ByteBuffer.allocateDirect((int) Math.min(CHUNK, size));
    for (long at = 0; at < size; at += zeros.limit()) {
      zeros.clear().limit((int) Math.min(zeros.capacity(), size - at));
      writeFully(channel, zeros, at);
    }
  }

  /** Writes all bytes between position and limit. */
  static void writeFully(FileChannel channel, ByteBuffer bytes, long at) throws IOException {
    int first = bytes.position();
    while (bytes.hasRemaining()) {
      channel.write(bytes, at + bytes.position() - first);
    }
  }
}
