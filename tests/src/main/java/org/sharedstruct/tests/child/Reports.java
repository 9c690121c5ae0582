package org.sharedstruct.tests.child;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.sharedstruct.SharedMemory;
import org.sharedstruct.tests.SharedEight;

/** Tries something with a path and prints what came of it; to be run as another user, or with a umask. */
public final class Reports {

  private Reports() {}

  /** Arguments: what to try, path. */
  public static void main(String[] arguments) {
    Path path = Path.of(arguments[1]);
    try {
      switch (arguments[0]) {
        case "create" -> SharedEight.create(path, SharedMemory.permissions("rw-rw-r--")).close();
        case "open" -> open(path);
        case "openAnyOwner" -> open(path, SharedMemory.ANY_OWNER);
        case "openToRead" -> open(path, SharedMemory.ANY_OWNER, SharedMemory.READ_ONLY);
        case "openOrCreate" -> SharedEight.openOrCreate(path).close();
        case "remove" -> remove(path);
        default -> throw new IllegalArgumentException(arguments[0]);
      }
      Parent.tell(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
    } catch (Exception e) {
      Parent.tell(e.getClass().getSimpleName() + ": " + e.getMessage());
    }
  }

  private static void remove(Path path) throws Exception {
    try (SharedEight shared = SharedEight.open(path, SharedMemory.ANY_OWNER)) {
      Parent.tell(shared.remove());
    }
  }

  private static void open(Path path, SharedMemory.OpenOption... options) throws Exception {
    try (SharedEight shared = SharedEight.open(path, options)) {
      Parent.tell(shared.raw().toRecord());
      Parent.tell(shared.guarded().snapshot());
      try {
        shared.guarded().medium(1);
        Parent.tell("written");
      } catch (UnsupportedOperationException refused) {
        Parent.tell(refused.getMessage());
      }
    }
  }
}
