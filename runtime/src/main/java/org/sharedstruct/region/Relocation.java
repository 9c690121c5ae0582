package org.sharedstruct.region;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import org.sharedstruct.kernel.FileStatus;
import org.sharedstruct.kernel.FileUsers;
import org.sharedstruct.kernel.ProcessUser;

/**
 * Finds the companion of a region that is opened for writing, and makes a region of its own of one that is
 * not where it was made: copied, restored from a backup, or in another file system. The header says as which
 * file, by device and inode, the region was made.
 *
 * <ul>
 *   <li>It is that file, and the companion is there, under the region's name or, after a rename, under
 *       another one: all is as ever.
 *   <li>It is that file, and the companion is missing: the region was moved to this folder, or somebody
 *       removed what he did not know, or it is a copy that got the inode of a file that is gone. It is
 *       renewed as below, unless a process is seen that still uses it.
 *   <li>It is another file (a copy), or the file system has another number (a copy that got the same inode
 *       by chance; or the same file, mounted again): it gets a new id and companion, and is left by all,
 *       in {@link Header#renew}. But the number of a file system depends on who looks: where somebody has
 *       a byte in the companion of that inode, it is his region, and stays as it is; so it does for one who
 *       does not own it.
 * </ul>
 *
 * <p>The last is done by one at a time, who holds byte 0 of a companion with the old id, and lets nobody
 * enter by it meanwhile. Whoever waited for that, and whoever enters, compares the id afterwards, and begins
 * again if it has changed. To be killed between any two steps leaves a region that is still, or again, not
 * where it was made, and a companion for {@link Leftovers}.
 */
final class Relocation {

  private static final String NOT_WHERE_IT_WAS_MADE = "is not where it was made";

  private final Path file;
  private final Path path;
  private final PlainFile opened;
  private final Header.Contents contents;

  private Relocation(Path file, Path path, PlainFile opened, Header.Contents contents) {
    this.file = file;
    this.path = path;
    this.opened = opened;
    this.contents = contents;
  }

  /**
   * Says where a region is, and sees to it that it has a companion.
   *
   * @param file the region, as the user names it
   * @param path the same, links resolved
   * @param opened the same, open for writing
   * @param contents what its header says
   * @return empty if the header is to be read again, since it has changed
   * @throws FileSystemException if the region is used by others in another place, or not this user's to renew
   */
  static Optional<Place> settle(Path file, Path path, PlainFile opened, Header.Contents contents)
      throws IOException {
    return new Relocation(file, path, opened, contents).settle();
  }

  private Optional<Place> settle() throws IOException {
    boolean isFile = contents.origin().isFile(opened.status());
    Optional<Path> companion = Companion.find(path, contents.id());
    if (isFile && contents.origin().isFileSystem(opened.status())) {
      return companion.isPresent() ? companion.map(this::place) : renewUnlessSeen("lacks its lock file");
    }
    if (isFile && companion.isPresent()) {
      return isOwner() ? renewUnlessUsed(companion.get()) : companion.map(this::place);
    }
    return renewUnlessSeen(NOT_WHERE_IT_WAS_MADE);
  }

  /**
   * For a region without a companion: looks first whether the region itself is gone, which takes its
   * companion with it. Who is seen to use it may be one who was faster to renew it.
   */
  private Optional<Place> renewUnlessSeen(String state) throws IOException {
    if (!isCurrent()) {
      return Optional.empty();
    }
    SortedSet<Long> users = FileUsers.mapping(opened.status(), opened.channel());
    if (!users.isEmpty()) {
      if (!isCurrent()) {
        return Optional.empty();
      }
      throw used(users);
    }
    requireOwner(state);
    Path gate = Companion.path(path, contents.id());
    Companion.createIfMissing(gate, opened.status());
    return renewUnlessUsed(gate);
  }

  private Place place(Path companion) {
    return new Place(path, contents.id(), opened.status().inode(), companion);
  }

  private Optional<Place> renewUnlessUsed(Path gate) throws IOException {
    boolean isFile = contents.origin().isFile(opened.status());
    Companion companion;
    try {
      companion = Companion.open(gate, opened.status().user());
    } catch (NoSuchFileException renewedByOthers) {
      return Optional.empty();
    }
    try {
      boolean renewed = companion.ifDeserted(() -> {
        if (isCurrent()) {
          requireOwner(NOT_WHERE_IT_WAS_MADE);
          renew();
        }
        companion.remove();
        return true;
      });
      if (renewed) {
        return Optional.empty();
      }
      if (isFile) {
        return Optional.of(place(gate));
      }
      throw new FileSystemException(file.toString(), null, String.format(Locale.ROOT,
          "is a copy of a region that is still used under this name: bytes of %s are locked by %s",
          gate, Census.of(opened).names(companion.lockers(Companion.GATE))));
    } finally {
      companion.close();
    }
  }

  /**
   * Whether the name still leads to this file, and nobody else was faster: also not one who had stored the
   * id, but not yet the origin, when the header was read.
   */
  private boolean isCurrent() throws IOException {
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS) && FileStatus.ofLink(path).isSameAs(opened.status())
        && Header.says(opened.channel(), path, contents.id(), contents.origin());
  }

  private void renew() throws IOException {
    long id = Draft.newId();
    Companion fresh = Companion.create(Companion.path(path, id), opened.status(), Companion.GATE);
    try {
      Header.renew(opened.channel(), path, id, Header.Origin.of(opened.status()));
    } finally {
      fresh.leave(Companion.GATE);
      fresh.close();
    }
  }

  private FileSystemException used(SortedSet<Long> users) throws IOException {
    return new FileSystemException(file.toString(), null, String.format(Locale.ROOT,
        "was moved, or its lock file was removed, while processes use it that others cannot see without"
            + " that: %s; it can be opened for writing when they have closed it",
        Census.of(opened).names(users)));
  }

  private boolean isOwner() {
    return ProcessUser.id() == opened.status().user() || ProcessUser.id() == 0;
  }

  private void requireOwner(String state) throws IOException {
    if (!isOwner()) {
      throw new AccessDeniedException(file.toString(), null, String.format(Locale.ROOT,
          "%s, and has to be opened for writing once by its owner, %s; READ_ONLY opens it for reading",
          state, Admission.owner(path)));
    }
  }
}
