package org.sharedstruct.region;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sharedstruct.kernel.FileStatus;
import org.sharedstruct.kernel.ProcessUser;

/**
 * Removes what the killed left in a folder, of whatever region. Whoever makes a region there looks at some
 * of its {@linkplain HiddenName hidden files}, so that making one costs the same beside thousands; the next
 * one goes on where this one stopped. Of a region {@code NAME} there may be:
 *
 * <ul>
 *   <li>{@code NAME} itself, temporary and left by all, or marked as removed.
 *   <li>{@code .NAME.ID.PROCESS.draft}: being made. Its creator holds the file's lock as long as it
 *       lives; a draft that can be locked is dead.
 *   <li>{@code .NAME.ID.removed}: being removed. Whoever finds it may finish that.
 *   <li>{@code .NAME.ID.lock}: the companion of a region. It goes if nobody has a byte of it and {@code NAME}
 *       is another region or none. If {@code NAME} was renamed, its next opener makes a new one. Whoever
 *       enters looks afterwards whether the companion still has its name, and begins again if not.
 * </ul>
 *
 * <p>Only files of this process's own user are touched, and {@linkplain PlainFile nothing is opened} that
 * could block.
 *
 * <p>This process's own drafts are left alone: they are alive, and to open one and close it again would
 * lose the lock of the thread that makes it (see {@link Companion}).
 */
final class Leftovers {

  /** How many files one looks at. */
  private static final int LOOKS = 8;

  /** Of how many folders it is known where to go on. */
  private static final int FOLDERS = 16;

  /** What is still to be looked at in a folder. */
  private static final Map<Path, Deque<HiddenName.Parts>> UNSEEN = new LinkedHashMap<>() {
    private static final long serialVersionUID = 1;

    @Override
    protected boolean removeEldestEntry(Map.Entry<Path, Deque<HiddenName.Parts>> eldest) {
      return size() > FOLDERS;
    }
  };

  private Leftovers() {}

  /** Removes some of what is left in the folder of a region, and of that region if it is removed. */
  static void sweep(Path region) throws IOException {
    sweepMarked(region);
    next(region.getParent()).forEach(Leftovers::look);
  }

  /** Removes one file, if it is left; says whether it is gone. */
  static boolean remove(Path file) {
    HiddenName.parse(file).ifPresentOrElse(Leftovers::look, () -> {
      try {
        sweepMarked(file);
      } catch (IOException interrupted) {
        // it stays
      }
    });
    return Files.notExists(file, LinkOption.NOFOLLOW_LINKS);
  }

  /** A name that leads to a region which nobody may open any more. */
  private static void sweepMarked(Path region) throws IOException {
    try {
      if (isMine(region)) {
        Optional<Place> removed = removed(region);
        if (removed.isPresent()) {
          removed.get().remove();
        }
      }
    } catch (ClosedByInterruptException cut) {
      throw cut;
    } catch (IOException notOurs) {
      // whoever wants the name will be told what is there
    }
  }

  private static Optional<Place> removed(Path region) throws IOException {
    try (PlainFile file = PlainFile.open(region, true)) {
      return Header.isRemoved(file.channel(), region)
          ? Optional.of(Place.ofNew(region, Header.readId(file.channel(), region), file.status()))
          : Optional.empty();
    }
  }

  /** The files to look at now: the rest of the last look through the folder, then some of a new one. */
  private static synchronized List<HiddenName.Parts> next(Path folder) {
    List<HiddenName.Parts> next = new ArrayList<>(LOOKS);
    Deque<HiddenName.Parts> unseen = UNSEEN.computeIfAbsent(folder, key -> new ArrayDeque<>());
    take(unseen, next);
    if (next.size() < LOOKS) {
      list(folder, unseen);
      take(unseen, next);
    }
    if (unseen.isEmpty()) {
      UNSEEN.remove(folder);
    }
    return next;
  }

  private static void take(Deque<HiddenName.Parts> unseen, List<HiddenName.Parts> next) {
    while (next.size() < LOOKS && !unseen.isEmpty()) {
      next.add(unseen.removeFirst());
    }
  }

  private static void list(Path folder, Deque<HiddenName.Parts> unseen) {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, ".*")) {
      for (Path file : files) {
        HiddenName.parse(file).filter(parts -> !parts.own()).ifPresent(unseen::add);
      }
    } catch (IOException unreadable) {
      // creating the region in this folder will say what is wrong with it
    }
  }

  /** Looks at one file. */
  static void look(HiddenName.Parts parts) {
    try {
      if (isMine(parts.file())) {
        switch (parts.kind()) {
          case DRAFT -> sweepDraft(parts.file());
          case REMOVED -> sweepRemoved(parts);
          case LOCK -> sweepCompanion(parts);
        }
      }
    } catch (IOException notOurs) {
      // gone in the meantime, or not to be removed
    }
  }

  private static boolean isMine(Path file) throws IOException {
    FileStatus status = FileStatus.ofLink(file);
    return status.isRegular() && status.user() == ProcessUser.id();
  }

  private static void sweepDraft(Path draft) throws IOException {
    try (PlainFile file = PlainFile.open(draft, true);
        FileLock dead = file.channel().tryLock()) {
      if (dead != null) {
        Files.deleteIfExists(draft);
      }
    }
  }

  private static void sweepRemoved(HiddenName.Parts parts) throws IOException {
    try (PlainFile file = PlainFile.open(parts.file(), true)) {
      if (Header.readId(file.channel(), parts.file()) == parts.id()) {
        Place.finish(parts.file());
      }
    }
  }

  private static void sweepCompanion(HiddenName.Parts parts) throws IOException {
    Owned owned = owned(parts);
    if (owned == Owned.STAYS) {
      return;
    }
    Companion companion = Companion.open(parts.file(), ProcessUser.id());
    try {
      companion.ifDesertedNow(() -> owned == Owned.TEMPORARY
          ? place(parts).removeUnused(companion, true)
          : removeUnowned(parts, companion));
    } finally {
      companion.close();
    }
  }

  private static Place place(HiddenName.Parts parts) throws IOException {
    return new Place(parts.region(), parts.id(), FileStatus.ofLink(parts.region()).inode(), parts.file());
  }

  private static boolean removeUnowned(HiddenName.Parts parts, Companion companion) throws IOException {
    if (owned(parts) != Owned.NOT) {
      return false;
    }
    companion.remove();
    return true;
  }

  /** What a companion belongs to. */
  private enum Owned { NOT, TEMPORARY, STAYS }

  private static Owned owned(HiddenName.Parts parts) throws IOException {
    try (PlainFile region = PlainFile.open(parts.region(), true)) {
      if (Header.readId(region.channel(), parts.region()) != parts.id()) {
        return Owned.NOT;
      }
      return Header.isTemporary(region.channel(), parts.region()) ? Owned.TEMPORARY : Owned.STAYS;
    } catch (NoSuchFileException none) {
      return Owned.NOT;
    }
  }
}
