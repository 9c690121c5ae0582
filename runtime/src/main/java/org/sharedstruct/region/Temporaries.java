package org.sharedstruct.region;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
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

  private static Path ownFolder() throws IOException {
    Path parent = Files.isWritable(SHARED_MEMORY)
        ? SHARED_MEMORY
        : Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath();
    for (int number = 0; number < NAMES; number++) {
      Path folder = parent.resolve(PREFIX + ProcessUser.id() + (number == 0 ? "" : "-" + number));
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
    FileStatus status = FileStatus.ofLink(folder);
    return status.isFolder() && status.user() == ProcessUser.id()
        && (!Modes.areKnown(folder) || status.permissions() == Modes.OF_OWNERS_FOLDER);
  }
}
