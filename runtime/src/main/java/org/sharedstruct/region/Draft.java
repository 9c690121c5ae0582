package org.sharedstruct.region;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.sharedstruct.format.Geometry;

/**
 * A region that is being made, so that nobody ever sees it half made.
 *
 * <ol>
 *   <li>The draft is created beside the final name, for its owner alone, and locked: {@link Leftovers}
 *       takes a draft that nobody locks for one of a dead creator.
 *   <li>Zeros are written over its whole length. Mapping a hole would put off a full disk until some
 *       store faults; now it is an {@link IOException} here.
 *   <li>Header, schema and initial values are filled in.
 *   <li>It gets exactly the permissions asked for, whatever the umask; so does its companion.
 *   <li>Its creator becomes its first participant, before anyone else can see it.
 *   <li>{@link #publish} links the final name to it. {@code link(2)} fails if the name exists, unlike
 *       {@code rename(2)}, which would replace another's region: of any number of creators one wins.
 *   <li>{@link #close} removes the draft's name and, if it was not published, the companion.
 * </ol>
 */
final class Draft implements AutoCloseable {

  private static final int CHUNK = 1 << 20;

  private final Path draft;
  private final Place place;
  private final Header.Contents contents;
  private final FileChannel channel;
  private boolean published;

  private Draft(Place place, Header.Contents contents) throws IOException {
    this.place = place;
    this.contents = contents;
    draft = Leftovers.draft(place);
    channel = FileChannel.open(draft,
        StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  /**
   * Makes a draft.
   *
   * @param path where it is to be published
   * @param geometry what it is to hold
   * @param terms who may open it
   * @param initializer fills the payload in
   * @throws FileAlreadyExistsException if the path exists, also as a link to nowhere
   * @throws IOException if it cannot be made
   */
  static Draft make(Path path, Geometry geometry, Terms terms, Consumer<MemorySegment> initializer)
      throws IOException {
    Leftovers.sweep(path);
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileAlreadyExistsException(path.toString());
    }
    for (;;) {
      long id = ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);
      Place place = new Place(path.getParent().toRealPath().resolve(path.getFileName()), id);
      Draft draft = new Draft(place, new Header.Contents(geometry, id, terms.temporary()));
      try {
        if (draft.isLocked()) {
          draft.write(terms.permissions(), initializer);
          draft.createCompanion(terms.permissions());
          return draft;
        }
      } catch (Throwable failure) {
        draft.close();
        throw failure;
      }
      draft.close();
    }
  }

  /** Between creating and locking it, somebody may have taken the draft for a dead one's: then again. */
  private boolean isLocked() throws IOException {
    return channel.tryLock() != null && Files.exists(draft);
  }

  private void write(Set<PosixFilePermission> permissions, Consumer<MemorySegment> initializer)
      throws IOException {
    permit(draft, Terms.DEFAULT.permissions());
    Geometry geometry = contents.geometry();
    reserve(geometry.fileSize());
    Header.write(channel, contents);
    try (Arena arena = Arena.ofConfined()) {
      initializer.accept(channel.map(FileChannel.MapMode.READ_WRITE, 0, geometry.fileSize(), arena)
          .asSlice(geometry.payloadOffset(), geometry.payloadSize()));
    }
    permit(draft, permissions);
  }

  private void reserve(long size) throws IOException {
    ByteBuffer zeros = ByteBuffer.allocateDirect((int) Math.min(CHUNK, size));
    for (long at = 0; at < size; at += zeros.limit()) {
      zeros.clear().limit((int) Math.min(zeros.capacity(), size - at));
      Header.writeFully(channel, zeros, at);
    }
  }

  private void createCompanion(Set<PosixFilePermission> permissions) throws IOException {
    Files.createFile(place.companion());
    permit(place.companion(), permissions);
  }

  private static void permit(Path file, Set<PosixFilePermission> permissions) throws IOException {
    PosixFileAttributeView posix = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (posix != null) {
      posix.setPermissions(permissions);
    }
  }

  /** Where it will be. */
  Place place() {
    return place;
  }

  /** What its header says. */
  Header.Contents contents() {
    return contents;
  }

  /**
   * Gives it its name.
   *
   * @throws FileAlreadyExistsException if somebody else was faster
   */
  void publish() throws IOException {
    try {
      Files.createLink(place.path(), draft);
      published = true;
    } catch (FileAlreadyExistsException raced) {
      throw new FileAlreadyExistsException(place.path().toString());
    } catch (UnsupportedOperationException e) {
      throw new FileSystemException(place.path().toString(), null, "the file system has no hard links");
    }
  }

  /**
   * The published file, open for reading and writing, to be closed by the caller. It is opened by its
   * name, which a mapping then bears in the listings of the operating system; unless somebody has
   * removed it already, in which case the draft serves.
   */
  FileChannel reopen() throws IOException {
    try {
      FileChannel named = FileChannel.open(place.path(),
          StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
      if (Header.readId(named, place.path()) == place.id()) {
        return named;
      }
      named.close();
    } catch (IOException removed) {
      // or replaced by what this process may not open
    }
    return channel;
  }

  @Override
  public void close() throws IOException {
    try (channel) {
      if (!published) {
        Companion.remove(place.companion());
      }
      Files.deleteIfExists(draft);
    }
  }
}
