package org.sharedstruct.region;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.sharedstruct.UntrustedFileException;
import org.sharedstruct.kernel.Descriptor;
import org.sharedstruct.kernel.FileStatus;
import org.sharedstruct.kernel.Uninterrupted;

/**
 * A regular file that is open, and what is known of the file that was opened, not of what its name leads to
 * now. To open one never blocks, whatever somebody else puts in its place:
 *
 * <ul>
 *   <li>It is opened only if {@code lstat(2)} says that it is a regular file.
 *   <li>A pipe that took its place in between does not block who opens it for reading and writing ({@code
 *       fifo(7)}). Who only reads waits for a moment, in a thread of its own.
 *   <li>Where somebody else may rename files in the folder, or in a folder above, what was opened is looked
 *       at through its {@link Descriptor}. Elsewhere nobody but those who are trusted anyway can exchange it.
 * </ul>
 *
 * @param channel to be closed with this
 * @param status of the open file
 */
record PlainFile(FileChannel channel, FileStatus status) implements Closeable {

  /** Regions that are removed and made anew all the time are no attack; after this many, one is assumed. */
  private static final int ATTEMPTS = 100;

  /** For a disk that is slow; what blocks longer is no regular file. */
  private static final Duration LONGEST_OPEN = Duration.ofSeconds(10);

  private static final Set<OpenOption> READ = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
  private static final Set<OpenOption> WRITE =
      Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

  /** What somebody demands of a file before and after it is opened. */
  interface Check {
    void apply(FileStatus status) throws IOException;
  }

  /**
   * Opens a file, but no symbolic link.
   *
   * @param write whether for writing as well
   * @throws java.nio.file.NoSuchFileException if there is none
   * @throws FileSystemException if it is no regular file
   */
  static PlainFile open(Path path, boolean write) throws IOException {
    return open(path, write, status -> {});
  }

  /**
   * Opens a file that passes a check.
   *
   * @throws IOException also if the check does
   */
  static PlainFile open(Path path, boolean write, Check check) throws IOException {
    boolean kept = isKept(path);
    boolean direct = write || kept && !isInSharedFolder(path);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      FileStatus before = FileStatus.ofLink(path);
      check.apply(before);
      requireRegular(path, before);
      FileChannel channel = openChannel(path, write, direct);
      try {
        FileStatus opened = status(channel, path, kept);
        if (opened.isSameAs(before)) {
          return new PlainFile(channel, opened);
        }
      } catch (Descriptor.UnseekableException pipe) {
        // it was a regular file before, so that this is another one as well
      } catch (Throwable failure) {
        channel.close();
        throw failure;
      }
      channel.close();
    }
    throw new UntrustedFileException(path.toString(), "was exchanged for another file while it was opened");
  }

  private static boolean isInSharedFolder(Path path) throws IOException {
    Path folder = path.getParent();
    return folder != null && FileStatus.of(folder).isSharedFolder();
  }

  private static void requireRegular(Path path, FileStatus status) throws FileSystemException {
    if (!status.isRegular()) {
      throw new FileSystemException(path.toString(), null, "is no regular file");
    }
  }

  private static FileChannel openChannel(Path path, boolean write, boolean direct) throws IOException {
    if (direct) {
      return FileChannel.open(path, write ? WRITE : READ);
    }
    return Uninterrupted.open(() -> FileChannel.open(path, READ), LONGEST_OPEN)
        .orElseThrow(() -> new UntrustedFileException(path.toString(), String.format(Locale.ROOT,
            "was exchanged for a pipe while it was opened, or its disk takes longer than %d s",
            LONGEST_OPEN.toSeconds())));
  }

  /**
   * An interrupt must not close the channel: if it is one of a lock file, another class loader's copy would
   * lose its locks.
   */
  private static FileStatus status(FileChannel channel, Path path, boolean kept) throws IOException {
    Optional<Path> descriptor =
        kept ? Optional.empty() : Uninterrupted.callElsewhere(() -> Descriptor.of(channel));
    return descriptor.isPresent() ? FileStatus.of(descriptor.get()) : FileStatus.ofLink(path);
  }

  /** Whether only those who are trusted anyway may rename files in the folder, and the folder itself. */
  private static boolean isKept(Path path) throws IOException {
    Path parent = path.getParent();
    Path lowest = parent == null ? null : parent.toRealPath();
    for (Path folder = lowest; folder != null; folder = folder.getParent()) {
      if (!FileStatus.ofLink(folder).keepsNames()) {
        return false;
      }
    }
    return true;
  }

  /** Makes a file for its owner alone, open for reading and writing. */
  static FileChannel create(Path path) throws IOException {
    Set<OpenOption> options = new HashSet<>(WRITE);
    options.add(StandardOpenOption.CREATE_NEW);
    return FileChannel.open(path, options, Modes.ownersOnly(path));
  }

  /** Gives a file that this process made, and has open, its permissions. */
  static void permit(FileChannel channel, Path path, Set<PosixFilePermission> permissions) throws IOException {
    FileStatus status = FileStatus.ofLink(path);
    if (status.permissions() == Modes.number(permissions) || !Modes.areKnown(path)) {
      return;
    }
    Modes.set(Uninterrupted.callElsewhere(() -> Descriptor.of(channel)).orElse(path), permissions);
  }

  /** Gives a file that this process made to the owner and group of another one, if it is the superuser. */
  static void own(FileChannel channel, Path path, FileStatus like) throws IOException {
    FileStatus status = FileStatus.ofLink(path);
    if (status.user() != like.user() || status.group() != like.group()) {
      try {
        Modes.own(Uninterrupted.callElsewhere(() -> Descriptor.of(channel)).orElse(path), like);
      } catch (FileSystemException refused) {
        String reason = status.user() == like.user()
            ? "the new file cannot get the group %2$d, which takes a member of it or the superuser: %3$s"
            : "the new file cannot get the owner %1$d, which takes the superuser: %3$s";
        throw new FileSystemException(path.toString(), null,
            String.format(Locale.ROOT, reason, like.user(), like.group(), refused.getReason()));
      }
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
