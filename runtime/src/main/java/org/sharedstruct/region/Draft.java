package org.sharedstruct.region;

import java.io.File;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.sharedstruct.format.Geometry;
import org.sharedstruct.kernel.FileStatus;
import org.sharedstruct.kernel.OpenFile;
import org.sharedstruct.kernel.Uninterrupted;

/**
 * A region that is being made, so that nobody ever sees it half made.
 *
 * <ol>
 *   <li>The draft is created beside the final name, for its owner alone in the one call that makes it, and
 *       locked: {@link Leftovers} takes a draft that nobody locks for one of a dead creator.
 *   <li>It gets room on the disk for its whole length: by {@code fallocate(2)} where native access is
 *       granted, else zeros are written. Mapping a hole would put off a full disk until some store faults;
 *       now it is an {@link IOException} here.
 *   <li>Header and schema are filled in.
 *   <li>The companion is made ({@link Membership#creating}), and the creator becomes the first participant,
 *       before anyone else can see the region; so the companion is never taken for a leftover.
 *   <li>The initial values are filled in, by the caller's thread.
 *   <li>The draft gets exactly the permissions asked for, whatever the umask.
 *   <li>{@link #publish} links the final name to it. {@code link(2)} fails if the name exists, unlike
 *       {@code rename(2)}, which would replace another's region: of any number of creators one wins.
 *   <li>{@link #close} removes the draft's name and, if it was not published, the companion.
 * </ol>
 */
final class Draft implements AutoCloseable {

  private static final int CHUNK = 1 << 20;

  /** Of drafts that somebody took for a dead one's, although they cannot be of the same process. */
  private static final int ATTEMPTS = 100;

  private final Path file;
  private final Path draft;
  private final Path path;
  private final long id;
  private final Geometry geometry;
  private final Terms terms;
  private final FileChannel channel;
  private final Arena arena = Arena.ofShared();
  private final FileStatus replaced;
  private FileStatus status;
  private Place place;
  private Header.Contents contents;
  private Membership membership;
  private MemorySegment whole;
  private boolean published;

  private Draft(Path file, Path path, FileStatus replaced, long id, Geometry geometry, Terms terms)
      throws IOException {
    this.file = file;
    this.replaced = replaced;
    this.path = path;
    this.id = id;
    this.terms = terms;
    draft = path.resolveSibling(HiddenName.DRAFT.of(path, id));
    this.geometry = geometry;
    channel = PlainFile.create(draft);
  }

  /**
   * Begins a draft, up to the initial values.
   *
   * @param file where it is to be published
   * @param geometry what it is to hold
   * @param terms who may open it
   * @throws FileAlreadyExistsException if the path exists, also as a link to nowhere
   * @throws IOException if it cannot be made
   */
  static Draft begin(Path file, Geometry geometry, Terms terms) throws IOException {
    Path folder = realFolder(file);
    Path path = folder.resolve(file.getFileName());
    if (!HiddenName.isShortEnough(path)) {
      throw new FileSystemException(file.toString(), null, String.format(Locale.ROOT,
          "the name is longer than %d bytes, which leaves no room for the names of the files beside it",
          HiddenName.longestRegion()));
    }
    Leftovers.sweep(path);
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileAlreadyExistsException(file.toString());
    }
    return begin(file, path, null, geometry, terms);
  }

  /**
   * Begins a draft that is to take the place of a region, up to the initial values.
   *
   * @param path the region, links resolved
   * @param replaced the region's file, whose group and permissions it gets
   * @throws IOException if it cannot be made
   */
  static Draft replacing(Path path, FileStatus replaced, Geometry geometry) throws IOException {
    return begin(path, path, replaced, geometry,
        Terms.DEFAULT.withPermissions(Modes.set(replaced.permissions())));
  }

  private static Draft begin(Path file, Path path, FileStatus replaced, Geometry geometry, Terms terms)
      throws IOException {
    requireRoom(file, path.getParent(), geometry.fileSize());
    try {
      return tryToBegin(file, path, replaced, geometry, terms);
    } catch (FileAlreadyExistsException | NoSuchFileException odd) {
      throw new FileSystemException(file.toString(), null, "cannot be made: " + odd);
    } catch (FileSystemException refused) {
      throw file(file, refused);
    }
  }

  private static Draft tryToBegin(Path file, Path path, FileStatus replaced, Geometry geometry, Terms terms)
      throws IOException {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Draft draft = new Draft(file, path, replaced, newId(), geometry, terms);
      try {
        if (draft.identify() && draft.reserve() && draft.isLocked()) {
          Header.write(draft.channel, draft.contents);
          draft.enter();
          return draft;
        }
      } catch (Throwable failure) {
        draft.close();
        throw failure;
      }
      draft.close();
    }
    throw new FileSystemException(file.toString(), null, "cannot be made: others remove its drafts");
  }

  /** A number that no region had before, never zero. */
  static long newId() {
    return ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);
  }

  /** The folder, which has to be there. */
  private static Path realFolder(Path file) throws IOException {
    Path folder = file.getParent();
    if (folder == null) {
      throw new FileAlreadyExistsException(file.toString());
    }
    try {
      return folder.toRealPath();
    } catch (NoSuchFileException missing) {
      throw new NoSuchFileException(file.toString(), null, "there is no folder " + folder);
    }
  }

  /** Speaks of the file that was asked for, where something failed with a hidden one. */
  private static FileSystemException file(Path file, FileSystemException failure) {
    String reason = failure.getReason() == null ? failure.getClass().getSimpleName() : failure.getReason();
    FileSystemException told = failure instanceof AccessDeniedException
        ? new AccessDeniedException(file.toString(), null, "no file can be made in this folder")
        : new FileSystemException(file.toString(), null, reason);
    told.initCause(failure);
    return told;
  }

  private static void requireRoom(Path file, Path folder, long size) throws IOException {
    long free = freeSpace(folder);
    if (size > free) {
      throw noRoom(file, size, free);
    }
  }

  /** What is left in a folder's file system; some, such as {@code ramfs}, have no limit and say zero. */
  private static long freeSpace(Path folder) {
    File file = folder.toFile();
    return file.getTotalSpace() == 0 ? Long.MAX_VALUE : file.getUsableSpace();
  }

  private static FileSystemException noRoom(Path file, long size, long free) {
    return new FileSystemException(file.toString(), null, String.format(Locale.ROOT,
        "No space left on its file system: %d bytes are needed, %d are free", size, free));
  }

  /** False if somebody took it for a dead one's already. */
  private boolean identify() throws IOException {
    try {
      if (replaced != null) {
        PlainFile.own(channel, draft, replaced);
      }
      status = FileStatus.ofLink(draft);
    } catch (NoSuchFileException swept) {
      return false;
    }
    place = Place.ofNew(path, id, status);
    contents = new Header.Contents(geometry, id, terms.temporary(), Header.Origin.of(status));
    return true;
  }

  /**
   * Gets the room. It comes before the lock, which would be lost with the descriptor that native access
   * needs.
   */
  private boolean reserve() throws IOException {
    long size = geometry.fileSize();
    try {
      Optional<OpenFile> open = OpenFile.open(draft);
      try (OpenFile opened = open.orElse(null)) {
        if (opened == null || !opened.allocate(size)) {
          writeZeros(size);
        }
      }
      return true;
    } catch (NoSuchFileException sweptAlready) {
      return false;
    } catch (ClosedByInterruptException cut) {
      throw cut;
    } catch (IOException failure) {
      long free = freeSpace(draft.getParent());
      if (size > free) {
        throw noRoom(file, size, free);
      }
      throw new FileSystemException(file.toString(), null, String.format(Locale.ROOT,
          "cannot get %d bytes: %s (%d are free)", size, failure.getMessage(), free));
    }
  }

  private void writeZeros(long size) throws IOException {
    ByteBuffer zeros = ByteBuffer.allocateDirect((int) Math.min(CHUNK, size));
    for (long at = 0; at < size; at += zeros.limit()) {
      zeros.clear().limit((int) Math.min(zeros.capacity(), size - at));
      Header.writeFully(channel, zeros, at);
    }
  }

  /** Between creating and locking it, somebody may have taken the draft for a dead one's: then again. */
  private boolean isLocked() throws IOException {
    return channel.tryLock() != null && Files.exists(draft, LinkOption.NOFOLLOW_LINKS);
  }

  private void enter() throws IOException {
    FileStatus statusToBe = status.withPermissions(Modes.number(terms.permissions()));
    membership = Membership.creating(place, statusToBe, terms.temporary());
    whole = channel.map(FileChannel.MapMode.READ_WRITE, 0, geometry.fileSize(), arena);
  }

  /** The initial values, all zeros as yet. */
  MemorySegment payload() {
    return whole.asSlice(geometry.payloadOffset(), geometry.payloadSize());
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
    membership.enlist(whole, terms.name());
    PlainFile.permit(channel, draft, terms.permissions());
    try {
      Files.createLink(path, draft);
      published = true;
    } catch (FileAlreadyExistsException raced) {
      throw new FileAlreadyExistsException(file.toString());
    } catch (UnsupportedOperationException e) {
      throw new FileSystemException(file.toString(), null, "the file system has no hard links");
    }
  }

  /**
   * Gives it the name of another region, which loses it in the same moment. It is on the disk before: a power
   * failure leaves either of the two, and not a name without values.
   */
  void replace() throws IOException {
    whole.force();
    channel.force(true);
    PlainFile.permit(channel, draft, terms.permissions());
    Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE);
    published = true;
  }

  /** Maps the published file. */
  MemorySegment map() throws IOException {
    try (FileChannel named = reopen()) {
      return membership.map(named, geometry.fileSize());
    }
  }

  /**
   * Opens it by its name, which a mapping then bears in the listings of the operating system; unless
   * somebody has removed it already, in which case the draft serves.
   */
  private FileChannel reopen() throws IOException {
    try {
      PlainFile named = PlainFile.open(path, true);
      if (named.status().isSameAs(status)) {
        return named.channel();
      }
      named.close();
    } catch (IOException removed) {
      // or replaced by what this process may not open
    }
    return PlainFile.open(draft, true).channel();
  }

  /** The creator's, who stays in what was published. */
  Membership membership() {
    return membership;
  }

  /** Takes its name away again, if it has one, since its creator cannot use it. */
  void withdraw() {
    membership.run();
    if (published) {
      try {
        Uninterrupted.call(place::remove);
      } catch (IOException refused) {
        // who made it is told why he cannot have it
      }
    }
  }

  @Override
  public void close() throws IOException {
    if (arena.scope().isAlive()) {
      arena.close();
    }
    try (channel) {
      if (!published) {
        if (membership != null) {
          membership.run();
        }
        Files.deleteIfExists(Companion.path(path, id));
      }
      Files.deleteIfExists(draft);
    }
  }
}
