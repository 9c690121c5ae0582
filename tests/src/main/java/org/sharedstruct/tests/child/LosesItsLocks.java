package org.sharedstruct.tests.child;

import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.sharedstruct.SharedMemory;
import org.sharedstruct.tests.SharedEight;

/**
 * Uses a temporary region and reads its lock file, by which the process loses its record locks on it. Leaves
 * the region when it is told to.
 */
public final class LosesItsLocks {

  private LosesItsLocks() {}

  /** Argument: a region, or a folder in which to make one. Says its path when the locks are lost. */
  public static void main(String[] arguments) throws Exception {
    Path path = Path.of(arguments[0]);
    try (SharedEight shared = Files.isDirectory(path)
        ? SharedEight.createTemporary(SharedMemory.folder(path))
        : SharedEight.open(path)) {
      readLockFile(shared.path());
      Parent.tell(shared.path());
      Parent.awaitLine();
    }
  }

  private static void readLockFile(Path region) throws Exception {
    String start = "." + region.getFileName() + ".";
    try (DirectoryStream<Path> files = Files.newDirectoryStream(region.getParent(),
        file -> file.getFileName().toString().startsWith(start) && file.toString().endsWith(".lock"))) {
      for (Path lockFile : files) {
        Files.readAllBytes(lockFile);
      }
    }
  }
}
