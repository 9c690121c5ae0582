package org.sharedstruct.region;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.sharedstruct.format.Geometry;
import org.sharedstruct.kernel.FileStatus;
import org.sharedstruct.kernel.FileUsers;
import org.sharedstruct.kernel.ProcessUser;

/**
 * How the file of a region stands to its lock file, for people. This only looks; {@link Relocation} decides what
 * becomes of a region that is opened for writing.
 *
 * @param place where it is
 * @param lockFile the lock file; empty if there is none
 * @param refusal why this process may not open the lock file; empty if it may, or there is none
 * @param permissions those of the lock file, such as {@code rw-------}; empty if there is none
 * @param neededPermissions those that follow from the permissions of the region
 * @param users the processes that are seen to have a region mapped for writing that is not {@link Place#HERE}, for
 *     people; empty if nobody is seen
 * @param owner who owns the region
 * @param isMine whether this process may repair it: as its owner or as the superuser
 */
public record Standing(Place place, Optional<Path> lockFile, Optional<String> refusal, Optional<String> permissions,
    String neededPermissions, Optional<String> users, String owner, boolean isMine) {

  /** Where a region is. */
  public enum Place {

    /** Where it was made or was last found. */
    HERE,

    /** In the file in which it was made, without its lock file: it was moved, or somebody removed that. */
    WITHOUT_LOCK_FILE,

    /** In another file or file system: it was copied, restored or mounted again. */
    ELSEWHERE
  }

  static Standing of(Path file) throws IOException {
    try (PlainFile opened = Admission.open(file, Terms.DEFAULT.withReadOnly().withAnyOwner())) {
      Path path = Admission.real(file);
      Header.Contents contents = Header.read(opened.channel(), file, null, Geometry.ANY_FORM);
      FileStatus status = opened.status();
      Optional<Path> lockFile = Companion.find(path, contents.id());
      Place place = place(contents.origin(), status, lockFile.isPresent());
      return new Standing(place, lockFile, lockFile.flatMap(lock -> refusal(lock, status)),
          lockFile.flatMap(Standing::permissions),
          PosixFilePermissions.toString(Modes.ofLockFile(Modes.set(status.permissions()))),
          place == Place.HERE ? Optional.empty() : users(opened), Admission.owner(path),
          ProcessUser.id() == status.user() || ProcessUser.id() == 0);
    }
  }

  private static Place place(Header.Origin origin, FileStatus status, boolean hasLockFile) {
    if (!origin.isFile(status) || !origin.isFileSystem(status)) {
      return Place.ELSEWHERE;
    }
    return hasLockFile ? Place.HERE : Place.WITHOUT_LOCK_FILE;
  }

  private static Optional<String> refusal(Path lockFile, FileStatus region) {
    try {
      Companion.open(lockFile, region.user()).close();
      return Optional.empty();
    } catch (AccessDeniedException denied) {
      return Optional.of("may not be opened by " + System.getProperty("user.name"));
    } catch (FileSystemException refused) {
      return Optional.of(String.valueOf(refused.getReason()));
    } catch (IOException refused) {
      return Optional.of(String.valueOf(refused.getMessage()));
    }
  }

  private static Optional<String> permissions(Path lockFile) {
    try {
      return Modes.areKnown(lockFile)
          ? Optional.of(PosixFilePermissions.toString(Modes.set(FileStatus.ofLink(lockFile).permissions())))
          : Optional.empty();
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  private static Optional<String> users(PlainFile opened) throws IOException {
    SortedSet<Long> users = new TreeSet<>(FileUsers.mapping(opened.status(), opened.channel()));
    users.remove(ProcessHandle.current().pid());
    return users.isEmpty() ? Optional.empty() : Optional.of(Census.of(opened).names(users));
  }
}
