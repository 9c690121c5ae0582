package org.sharedstruct.tests.child;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.sharedstruct.tests.SharedEight;

/** Makes a temporary region, and says in which folder, with its permissions and the number of its owner. */
public final class FindsFolder {

  private FindsFolder() {}

  /** No arguments. Says instead why it failed, if it did. */
  public static void main(String[] arguments) {
    try (SharedEight shared = SharedEight.createTemporary()) {
      Path folder = shared.path().getParent();
      Parent.tell(folder);
      Parent.tell(PosixFilePermissions.toString(
          Files.getPosixFilePermissions(folder, LinkOption.NOFOLLOW_LINKS)));
      Parent.tell(Files.getAttribute(folder, "unix:uid", LinkOption.NOFOLLOW_LINKS));
    } catch (Exception e) {
      Parent.tell(e.getClass().getSimpleName() + ": " + e.getMessage());
    }
  }
}
