package org.sharedstruct.region;

import static java.nio.file.attribute.PosixFilePermission.GROUP_READ;
import static java.nio.file.attribute.PosixFilePermission.GROUP_WRITE;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_READ;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_WRITE;
import static java.nio.file.attribute.PosixFilePermission.OWNER_READ;
import static java.nio.file.attribute.PosixFilePermission.OWNER_WRITE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import org.sharedstruct.kernel.FileStatus;

/** Permissions of files, where the file system has any. */
final class Modes {

  private static final Set<PosixFilePermission> OWNERS_ONLY = EnumSet.of(OWNER_READ, OWNER_WRITE);

  /** {@code rwx------} */
  static final int OF_OWNERS_FOLDER = 0700;

  private static final String POSIX = "posix";

  private Modes() {}

  /** For a file that nobody else may open, from the moment when it is made. */
  static FileAttribute<?>[] ownersOnly(Path path) {
    return areKnown(path)
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNERS_ONLY)}
        : new FileAttribute<?>[0];
  }

  /** For a folder that nobody else may enter, from the moment when it is made. */
  static FileAttribute<?>[] folderOfOwner(Path path) {
    return areKnown(path)
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(set(OF_OWNERS_FOLDER))}
        : new FileAttribute<?>[0];
  }

  /** Whether files there have permissions. */
  static boolean areKnown(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains(POSIX);
  }

  /** As {@code chmod(2)} has them. */
  static int number(Set<PosixFilePermission> permissions) {
    int number = 0;
    for (PosixFilePermission permission : permissions) {
      number |= 0400 >> permission.ordinal();
    }
    return number;
  }

  /** The inverse of {@link #number}. */
  static Set<PosixFilePermission> set(int number) {
    Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
    for (PosixFilePermission permission : PosixFilePermission.values()) {
      if ((number & 0400 >> permission.ordinal()) != 0) {
        permissions.add(permission);
      }
    }
    return permissions;
  }

  static void set(Path path, Set<PosixFilePermission> permissions) throws IOException {
    Files.setPosixFilePermissions(path, permissions);
  }

  /** Only the superuser gives files away, but an owner may choose among his groups. */
  static void own(Path path, FileStatus like) throws IOException {
    if (FileStatus.of(path).user() != like.user()) {
      Files.setAttribute(path, "unix:uid", like.user());
    }
    Files.setAttribute(path, "unix:gid", like.group());
  }

  /** Those of a lock file: who may write the region reads and writes it, and nobody else does either. */
  static Set<PosixFilePermission> ofLockFile(Set<PosixFilePermission> region) {
    Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
    addBoth(permissions, region, OWNER_READ, OWNER_WRITE);
    addBoth(permissions, region, GROUP_READ, GROUP_WRITE);
    addBoth(permissions, region, OTHERS_READ, OTHERS_WRITE);
    return permissions;
  }

  private static void addBoth(Set<PosixFilePermission> permissions, Set<PosixFilePermission> region,
      PosixFilePermission read, PosixFilePermission write) {
    if (region.contains(write)) {
      permissions.add(read);
      permissions.add(write);
    }
  }
}
