package org.sharedstruct.region;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.sharedstruct.UntrustedFileException;
import org.sharedstruct.kernel.FileStatus;
import org.sharedstruct.kernel.ProcessUser;

/**
 * Where temporary regions live: in the folder that the terms name, else in that of the system property
 * {@code org.sharedstruct.folder}, else in a folder of the user's own, for him alone, in {@code /dev/shm} if
 * there is one and in the folder for temporary files if not. Their last participant removes them; what the
 * last ones could not remove because all of them were killed, the next ones remove who make a region in
 * that folder (see {@link Leftovers}).
 */
final class Temporaries {

  private static final String PROPERTY = "org.sharedstruct.folder";

  private static final Path SHARED_MEMORY = Path.of("/dev/shm");
  private static final String PREFIX = "sharedstruct-";

  /** Whoever takes the name of another user's folder will not take all of these. */
  private static final int NAMES = 10;

  private Temporaries() {}

  /** A path for a new region. */
  static Path newPath(Terms terms) throws IOException {
    return folder(terms).resolve(PREFIX + UUID.randomUUID());
  }

  private static Path folder(Terms terms) throws IOException {
    if (terms.folder() != null) {
      return Admission.absolute(terms.folder());
    }
    String property = System.getProperty(PROPERTY);
    return property == null ? ownFolder() : Path.of(property).toAbsolutePath();
  }

  /** Where they are, as far as there are any; and the folder around that. Makes none. */
  static List<Path> folders() throws IOException {
    String property = System.getProperty(PROPERTY);
    if (property != null) {
      return List.of(Path.of(property).toAbsolutePath());
    }
    List<Path> folders = new ArrayList<>();
    folders.add(parent());
    for (int number = 0; number < NAMES; number++) {
      Path folder = parent().resolve(name(number));
      if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS) && isForOwner(folder)) {
        folders.add(folder);
      }
    }
    return folders;
  }

  private static Path parent() {
    return Files.isWritable(SHARED_MEMORY)
        ? SHARED_MEMORY
        : Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath();
  }

  private static String name(int number) {
    return PREFIX + ProcessUser.id() + (number == 0 ? "" : "-" + number);
  }

  private static Path ownFolder() throws IOException {
    Path parent = parent();
    for (int number = 0; number < NAMES; number++) {
      Path folder = parent.resolve(name(number));
      if (isOwn(folder)) {
        return folder;
      }
    }
    throw new UntrustedFileException(parent.resolve(PREFIX + ProcessUser.id()).toString(),
        "is no folder for this user alone, and so are the next " + (NAMES - 1) + " names: SharedMemory.folder(path)"
            + " or the system property " + PROPERTY + " can name another folder for temporary regions");
  }

  /** Makes a folder, unless it is there. One that others may enter is another one, whoever made it. */
  private static boolean isOwn(Path folder) throws IOException {
    try {
      Files.createDirectory(folder, Modes.folderOfOwner(folder));
    } catch (FileAlreadyExistsException made) {
      // by this user, or by another one
    }
    return isForOwner(folder);
  }

  private static boolean isForOwner(Path folder) throws IOException {
    FileStatus status = FileStatus.ofLink(folder);
    return status.isFolder() && status.user() == ProcessUser.id()
        && (!Modes.areKnown(folder) || status.permissions() == Modes.OF_OWNERS_FOLDER);
  }
}
