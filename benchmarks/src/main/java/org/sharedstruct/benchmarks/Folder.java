package org.sharedstruct.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A new folder, removed with all that is in it, also when the user stops the program. */
final class Folder implements AutoCloseable {

  private static final Path MEMORY = Path.of("/dev/shm");
  private static final Path TEMPORARY = Path.of(System.getProperty("java.io.tmpdir"));

  private final Path path;
  private int files;

  private Folder(Path parent) throws IOException {
    path = Files.createTempDirectory(parent, "benchmarks-");
    Runtime.getRuntime().addShutdownHook(new Thread(this::removeAtExit));
  }

  /** For files that processes share: memory where there is a folder for it, so that no disk is measured. */
  static Folder inMemory() throws IOException {
    return new Folder(Files.isWritable(MEMORY) ? MEMORY : TEMPORARY);
  }

  /** For programs, which often must not be run where shared memory is. */
  static Folder forPrograms() throws IOException {
    return new Folder(TEMPORARY);
  }

  Path file(String name) {
    return path.resolve(name);
  }

  /**
   * A path for a file that may be large, and is the same each time.
   *
   * @throws AbsentException if there is no room for it
   */
  Path fileOfSize(String name, long bytes) throws IOException, AbsentException {
    Path file = file(name);
    if (Files.notExists(file) && Files.getFileStore(path).getUsableSpace() < 2 * bytes) {
      throw AbsentException.crowded(path, bytes);
    }
    return file;
  }

  /** A path at which there is nothing yet. */
  Path newFile() {
    return file("shared" + files++);
  }

  @Override
  public void close() throws IOException {
    if (Files.exists(path)) {
      remove();
    }
  }

  private void removeAtExit() {
    try {
      close();
    } catch (IOException inUse) {
      System.err.println("not removed: " + inUse.getMessage());
    }
  }

  private void remove() throws IOException {
    try (Stream<Path> all = Files.walk(path)) {
      for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
