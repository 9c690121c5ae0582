package org.sharedstruct.region;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import org.sharedstruct.NotARegionException;
import org.sharedstruct.UntrustedFileException;
import org.sharedstruct.kernel.FileStatus;
import org.sharedstruct.kernel.ProcessUser;

/**
 * Opens a region that somebody else may have put there. In a folder that others may write to, such as
 * {@code /dev/shm}, no symbolic link is followed; a file of another user is opened only if the terms
 * allow it; and a pipe or a device, which could block, never is (see {@link PlainFile}).
 */
final class Admission {

  private Admission() {}

  /**
   * The absolute path of a region.
   *
   * @throws IllegalArgumentException if it is in another file system than that of the operating system
   */
  static Path absolute(Path path) {
    if (path.getFileSystem() != FileSystems.getDefault()) {
      throw new IllegalArgumentException(String.format(Locale.ROOT,
          "%s is a path of the file system %s: a region is mapped into memory, which only files of the"
              + " default file system can be", path.toUri(), path.getFileSystem().provider().getScheme()));
    }
    return path.toAbsolutePath();
  }

  /** What a path leads to: its folder without links, and the file in it, unless that is a link as well. */
  static Path real(Path file) throws IOException {
    Path real = file.getParent() == null || Files.isSymbolicLink(file)
        ? file.toRealPath()
        : file.getParent().toRealPath().resolve(file.getFileName());
    requireText(real);
    return real;
  }

  /** The names of the files beside a region are made from its own. */
  private static void requireText(Path real) throws FileSystemException {
    try {
      real.resolveSibling("." + real.getFileName());
    } catch (InvalidPathException notText) {
      throw new FileSystemException(real.toString(), null, String.format(Locale.ROOT,
          "the name is no text in the encoding of this process, which is %s: LANG and LC_ALL of its environment"
              + " say which", System.getProperty("sun.jnu.encoding")));
    }
  }

  /**
   * Opens a file for reading and, unless the terms say otherwise, writing.
   *
   * @throws NoSuchFileException if there is none
   * @throws AccessDeniedException if this process may not read it, or not write it
   * @throws UntrustedFileException if it is not to be trusted
   * @throws NotARegionException if it is no regular file
   */
  static PlainFile open(Path file, Terms terms) throws IOException {
    boolean write = !terms.readOnly();
    try {
      requireTrustedLink(file);
      return PlainFile.open(real(file), write, status -> check(file, status, terms));
    } catch (NoSuchFileException none) {
      throw new NoSuchFileException(file.toString());
    } catch (NotARegionException | UntrustedFileException explained) {
      throw explained;
    } catch (FileSystemException refused) {
      if (write && Files.isReadable(file) && !Files.isWritable(file)) {
        throw new AccessDeniedException(file.toString(), null,
            "may be read by this process, but not written; READ_ONLY opens it for reading");
      }
      throw refused instanceof AccessDeniedException ? new AccessDeniedException(file.toString()) : refused;
    }
  }

  /** Whether a file that was opened has lost its name to another one since. */
  static boolean leadsElsewhere(Path file, FileStatus opened) {
    try {
      return !FileStatus.ofLink(real(file)).isSameAs(opened);
    } catch (IOException gone) {
      return false;
    }
  }

  private static void requireTrustedLink(Path file) throws IOException {
    if (Files.isSymbolicLink(file) && FileStatus.of(file.getParent()).isSharedFolder()) {
      throw new UntrustedFileException(file.toString(), String.format(Locale.ROOT,
          "is a symbolic link to %s, in a folder that others may write to",
          Files.readSymbolicLink(file)));
    }
  }

  private static void check(Path file, FileStatus status, Terms terms) throws IOException {
    if (status.isLink()) {
      requireTrustedLink(file);
    }
    if (!status.isRegular()) {
      throw new NotARegionException(file.toString(),
          status.isFolder() ? "is a folder, not a file" : "is no regular file");
    }
    if (!terms.anyOwner() && status.user() != ProcessUser.id()) {
      throw new UntrustedFileException(file.toString(), String.format(Locale.ROOT,
          "belongs to %s, and this process runs as %s; ANY_OWNER opens it",
          owner(file), System.getProperty("user.name")));
    }
  }

  /** The name of a file's owner, for people. */
  static String owner(Path file) throws IOException {
    return Files.getOwner(file, LinkOption.NOFOLLOW_LINKS).getName();
  }
}
