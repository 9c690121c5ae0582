package org.sharedstruct.tests.child;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import org.sharedstruct.tests.SharedEight;
import org.sharedstruct.tests.targets.retyped.SharedTarget;

/** Migrates a region. Another thread does something else when that comes to a {@link KillPoint}. */
public final class MigratesMeanwhile {

  private MigratesMeanwhile() {}

  /**
   * Arguments: the path, and one of a region that is opened and closed meanwhile; without it, the thread that
   * migrates is interrupted. Says when that is done, what {@code migrate} returned, and whether the thread is
   * interrupted; or why it failed.
   */
  public static void main(String[] arguments) throws IOException {
    Thread migrating = Thread.currentThread();
    Thread.ofPlatform().daemon().start(() -> {
      KillPoint.awaitReachedBy(migrating);
      if (arguments.length == 1) {
        migrating.interrupt();
      } else {
        openAndClose(Path.of(arguments[1]));
      }
      Parent.tell("done");
    });
    try {
      boolean migrated = SharedTarget.migrate(Path.of(arguments[0]));
      Parent.tell(migrated + " " + Thread.interrupted());
    } catch (FileSystemException refused) {
      Parent.tell(refused.getMessage());
    }
  }

  private static void openAndClose(Path path) {
    try {
      SharedEight.open(path).close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
