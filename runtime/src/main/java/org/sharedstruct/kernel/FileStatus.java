package org.sharedstruct.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;

/**
 * What {@code stat(2)} says of a file. Where there is no such call, all but the kind of file is zero.
 *
 * @param device the number of its file system
 * @param inode its number there
 * @param mode its kind and permissions, as in {@code inode(7)}
 * @param user who owns it
 * @param group which group it belongs to
 */
public record FileStatus(long device, long inode, int mode, int user, int group) {

  private static final String ATTRIBUTES = "unix:dev,ino,mode,uid,gid";

  private static final int KIND = 0170000;
  private static final int REGULAR = 0100000;
  private static final int FOLDER = 0040000;
  private static final int LINK = 0120000;
  private static final int OTHER = 0010000;
  private static final int STICKY = 0001000;
  private static final int WRITABLE_BY_OTHERS = 0000022;
  private static final int PERMISSIONS = 0000777;

  /** Of what a path leads to. */
  public static FileStatus of(Path path) throws IOException {
    return read(path);
  }

  /** Of a path itself, be it a symbolic link. */
  public static FileStatus ofLink(Path path) throws IOException {
    return read(path, LinkOption.NOFOLLOW_LINKS);
  }

  private static FileStatus read(Path path, LinkOption... options) throws IOException {
    Map<String, Object> values;
    try {
      values = Files.readAttributes(path, ATTRIBUTES, options);
    } catch (UnsupportedOperationException otherSystem) {
      return new FileStatus(0, 0, kind(Files.readAttributes(path, BasicFileAttributes.class, options)), 0, 0);
    }
    return new FileStatus((Long) values.get("dev"), (Long) values.get("ino"),
        (Integer) values.get("mode"), (Integer) values.get("uid"), (Integer) values.get("gid"));
  }

  private static int kind(BasicFileAttributes attributes) {
    if (attributes.isSymbolicLink()) {
      return LINK;
    }
    return attributes.isRegularFile() ? REGULAR : attributes.isDirectory() ? FOLDER : OTHER;
  }

  public boolean isRegular() {
    return (mode & KIND) == REGULAR;
  }

  public boolean isFolder() {
    return (mode & KIND) == FOLDER;
  }

  public boolean isLink() {
    return (mode & KIND) == LINK;
  }

  /** Who may do what, as in {@code chmod(2)}. */
  public int permissions() {
    return mode & PERMISSIONS;
  }

  /** The same file once its permissions are changed. */
  public FileStatus withPermissions(int permissions) {
    return new FileStatus(device, inode, mode & ~PERMISSIONS | permissions, user, group);
  }

  /** Whether it is the same file, whatever has happened to it in between. */
  public boolean isSameAs(FileStatus other) {
    return device == other.device && inode == other.inode && user == other.user
        && (mode & KIND) == (other.mode & KIND);
  }

  /** Whether others than the owner of this folder may put files into it. */
  public boolean isSharedFolder() {
    return (mode & WRITABLE_BY_OTHERS) != 0;
  }

  /** Whether files in this folder can be renamed and removed by their owners only. */
  public boolean isSticky() {
    return (mode & STICKY) != 0;
  }

  /**
   * Whether a file in this folder can only be exchanged or renamed by its owner, the superuser or this
   * process's user.
   */
  public boolean keepsNames() {
    return (user == 0 || user == ProcessUser.id()) && (isSticky() || !isSharedFolder());
  }
}
