package org.sharedstruct.region;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.util.HashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.sharedstruct.NotARegionException;
import org.sharedstruct.UntrustedFileException;

/**
 * Opens a file that somebody else may have put there. In a folder that others may write to, such as
 * {@code /dev/shm}, no symbolic link is followed; a file of another user is opened only if the terms
 * allow it; and a pipe or a device, which could block, never is. What was checked by name is checked
 * again once the file is open, so that it cannot be exchanged in between.
 */
final class Admission {

  /** Regions that are removed and made anew all the time are no attack; after this many, one is assumed. */
  private static final int ATTEMPTS = 100;

  private static final Path SELF = Path.of("/proc/self");

  private Admission() {}

  /**
   * An open file.
   *
   * @param channel to be closed by the caller
   * @param writable whether the channel may write
   */
  record Admitted(FileChannel channel, boolean writable) {}

  /**
   * Opens a file for reading and, unless the terms say otherwise or this process may not, writing.
   *
   * @throws NoSuchFileException if there is none
   * @throws AccessDeniedException if this process may not read it
   * @throws UntrustedFileException if it is not to be trusted
   * @throws NotARegionException if it is no regular file
   */
  static Admitted open(Path file, Terms terms) throws IOException {
    if (terms.readOnly()) {
      return open(file, terms, false);
    }
    try {
      return open(file, terms, true);
    } catch (AccessDeniedException writing) {
      return open(file, terms, false);
    }
  }

  private static Admitted open(Path file, Terms terms, boolean write) throws IOException {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Optional<Admitted> admitted = tryOpen(file, terms, write);
      if (admitted.isPresent()) {
        return admitted.get();
      }
    }
    throw new UntrustedFileException(file.toString(), "was exchanged for another file while it was opened");
  }

  /** Empty if the path leads to another file afterwards than before: removed and made anew, or worse. */
  private static Optional<Admitted> tryOpen(Path file, Terms terms, boolean write) throws IOException {
    Object key = check(file, terms);
    Set<OpenOption> options = new HashSet<>(Set.of(StandardOpenOption.READ));
    if (write) {
      options.add(StandardOpenOption.WRITE);
    }
    if (!Files.isSymbolicLink(file)) {
      options.add(LinkOption.NOFOLLOW_LINKS);
    }
    FileChannel channel = FileChannel.open(file, options);
    try {
      if (Objects.equals(key, check(file, terms))) {
        return Optional.of(new Admitted(channel, write));
      }
      channel.close();
      return Optional.empty();
    } catch (Throwable failure) {
      channel.close();
      throw failure;
    }
  }

  /** Checks what the path leads to, and says which file that is. */
  private static Object check(Path file, Terms terms) throws IOException {
    if (Files.isSymbolicLink(file) && isShared(file.getParent())) {
      throw new UntrustedFileException(file.toString(), String.format(Locale.ROOT,
          "is a symbolic link to %s, in a folder that others may write to",
          Files.readSymbolicLink(file)));
    }
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (view == null) {
      return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }
    PosixFileAttributes attributes = view.readAttributes();
    if (!attributes.isRegularFile()) {
      throw new NotARegionException(file.toString(),
          attributes.isDirectory() ? "is a folder, not a file" : "is no regular file");
    }
    UserPrincipal me = me(file);
    if (!terms.anyOwner() && !attributes.owner().equals(me)) {
      throw new UntrustedFileException(file.toString(), String.format(Locale.ROOT,
          "belongs to %s, and this process runs as %s; ANY_OWNER opens it",
          attributes.owner().getName(), me.getName()));
    }
    return attributes.fileKey();
  }

  private static boolean isShared(Path folder) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(folder, PosixFileAttributeView.class);
    if (view == null) {
      return true;
    }
    Set<PosixFilePermission> permissions = view.readAttributes().permissions();
    return permissions.contains(PosixFilePermission.OTHERS_WRITE)
        || permissions.contains(PosixFilePermission.GROUP_WRITE);
  }

  private static UserPrincipal me(Path file) throws IOException {
    return Files.exists(SELF)
        ? Files.getOwner(SELF)
        : file.getFileSystem().getUserPrincipalLookupService()
            .lookupPrincipalByName(System.getProperty("user.name"));
  }
}
