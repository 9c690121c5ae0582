package org.sharedstruct.examples.pursuit;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A new folder for the regions of one show, removed with all that is in it. */
final class Folder implements AutoCloseable {

  /** Files here are memory; anywhere else the system writes them to a disk now and then. */
  private static final Path MEMORY = Path.of("/dev/shm");

  private final Path path;

  private Folder(Path path) {
    this.path = path;
  }

  /** Makes a folder that only this user can enter, named after this process. */
  static Folder create() throws IOException {
    Path parent =
        Files.isWritable(MEMORY) ? MEMORY : Path.of(System.getProperty("java.io.tmpdir"));
    String prefix = "pursuit-%d-".formatted(ProcessHandle.current().pid());
    return new Folder(Files.createTempDirectory(parent, prefix));
  }

  /** Where to put a file of this name. */
  Path file(String name) {
    return path.resolve(name);
  }

  @Override
  public void close() throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    }
    Files.delete(path);
  }
}
