package org.sharedstruct.region;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.sharedstruct.kernel.FileStatus;
import org.sharedstruct.kernel.FileUsers;
import org.sharedstruct.kernel.Uninterrupted;

/**
 * Where an attached region is, and which one it is; so that it can be removed, and nothing else in its
 * place.
 *
 * @param path the file, links resolved
 * @param id the region's random number, which a copy has as well until it is opened for writing
 * @param inode the file's number in its file system
 * @param companion its companion, which bears another name after the region was renamed
 */
record Place(Path path, long id, long inode, Path companion) {

  /** Others who remove it need microseconds. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  /** Where a region is made. */
  static Place ofNew(Path path, long id, FileStatus status) {
    return new Place(path, id, status.inode(), Companion.path(path, id));
  }

  /**
   * Removes the region's files.
   *
   * <ol>
   *   <li>The file is opened for writing: who may not mark it cannot remove it.
   *   <li>Byte 0 of the companion, which is no participant's, is locked: one removes at a time.
   *   <li>The name goes, while it is known to lead to this region: nobody else may remove it now, and so
   *       no other region can have taken its place. The file gets a hidden name, {@code .NAME.ID.removed},
   *       by {@code rename(2)}, which does all or nothing: where the folder does not allow it, nothing has
   *       changed.
   *   <li>The state in the header is set: whoever has opened the file already, and is about to attach,
   *       finds that it is too late, and who is attached is told.
   *   <li>The hidden name goes.
   *   <li>The companion goes.
   * </ol>
   *
   * <p>Killed after the third step, this leaves a hidden file; after the fifth, a companion. {@link
   * Leftovers} finds both. If another one was faster with all of this, it had removed the companion before
   * this call needed one, and made it again: then this call looks after what it may have left.
   *
   * @return whether this call removed it
   * @throws IOException if it cannot be removed; nothing has changed then
   */
  boolean remove() throws IOException {
    try (PlainFile file = PlainFile.open(path, true)) {
      if (!isHere(file)) {
        return false;
      }
      Companion.createIfMissing(companion, file.status());
      boolean removed = removeAlone(file);
      if (!removed) {
        HiddenName.parse(companion).ifPresent(Leftovers::look);
      }
      return removed;
    } catch (NoSuchFileException gone) {
      return false;
    }
  }

  /** Where one that only reads finds a region, which may lack its companion. */
  static Place ofReader(Path path, long id, FileStatus status) {
    Place place = ofNew(path, id, status);
    try {
      return Companion.find(path, id).map(found -> new Place(path, id, status.inode(), found)).orElse(place);
    } catch (IOException mayNotList) {
      return place;
    }
  }

  /** Whether the name leads to the region: else it was moved, perhaps to a folder where others open it. */
  boolean leadsTo(FileStatus region) {
    try {
      return FileStatus.ofLink(path).isSameAs(region);
    } catch (IOException gone) {
      return false;
    }
  }

  private boolean isHere(PlainFile file) throws IOException {
    return file.status().inode() == inode && Header.readId(file.channel(), path) == id;
  }

  private boolean removeAlone(PlainFile file) throws IOException {
    Companion lock = Companion.open(companion, file.status().user());
    try {
      Optional<Boolean> removed = lock.exclusively(LONGEST_WAIT, () -> removeFiles(lock));
      if (removed.isEmpty()) {
        throw new FileSystemException(path.toString(), null, String.format(Locale.ROOT,
            "cannot be removed: for %d s byte 0 of its lock file %s has been locked by %s",
            LONGEST_WAIT.toSeconds(), companion, Census.of(file).names(lock.gateKeepers())));
      }
      return removed.get();
    } finally {
      lock.close();
    }
  }

  /** The steps after the second, for callers that exclude others. */
  boolean removeFiles(Companion lock) throws IOException {
    try (PlainFile file = PlainFile.open(path, true)) {
      if (!isHere(file)) {
        return false;
      }
      Path hidden = path.resolveSibling(HiddenName.REMOVED.of(path, id));
      Files.move(path, hidden, StandardCopyOption.ATOMIC_MOVE);
      Uninterrupted.call(() -> finish(hidden));
      lock.remove();
      return true;
    } catch (NoSuchFileException gone) {
      return false;
    }
  }

  /** The steps with the hidden file; whoever finds it there may do them. */
  static boolean finish(Path hidden) throws IOException {
    try (PlainFile file = PlainFile.open(hidden, true)) {
      Header.markRemoved(file.channel());
      return Files.deleteIfExists(hidden);
    } catch (NoSuchFileException finishedByOthers) {
      return false;
    }
  }

  /** Lets this process's mapping of the region be no sign of life, until an arena is closed. */
  void disclaim(Arena arena) {
    try (PlainFile file = PlainFile.open(path, true)) {
      if (Header.readId(file.channel(), path) == id) {
        FileUsers.disclaim(file.channel(), arena);
      }
    } catch (IOException moved) {
      // then the region stays as long as the mapping, and the next process that makes one here removes it
    }
  }

  /**
   * Removes a temporary region, for a caller that has found nobody in it and lets nobody in. A process whose
   * locks got lost (see {@link Companion}) still has it mapped, which is as good a sign of life.
   *
   * @param here whether a mapping of this process counts
   */
  boolean removeUnused(Companion lock, boolean here) throws IOException {
    if (lock.isEnteredHere()) {
      return false;
    }
    try (PlainFile file = PlainFile.open(path, true)) {
      SortedSet<Long> users = Header.hadOneParticipant(file.channel(), path) && !here
          ? new TreeSet<>() : FileUsers.mapping(file.status(), file.channel());
      if (!here) {
        users.remove(ProcessHandle.current().pid());
      }
      return users.isEmpty() && removeFiles(lock);
    } catch (NoSuchFileException gone) {
      return false;
    }
  }
}
