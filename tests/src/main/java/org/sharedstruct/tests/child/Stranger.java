package org.sharedstruct.tests.child;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.sharedstruct.SharedMemory;
import org.sharedstruct.tests.EightRecord;
import org.sharedstruct.tests.SharedEight;

/** What another user does in a folder that he may write to; to be run as one, until it is sent a line. */
public final class Stranger {

  /** What he would have others read. */
  public static final EightRecord FOREIGN = new EightRecord(false, 9, (byte) 9, 9, (short) 9, 9, 'z', 9);

  private Stranger() {}

  /** Arguments: {@code watch} or {@code exchange}, and a path. */
  public static void main(String[] arguments) throws Exception {
    Path path = Path.of(arguments[1]);
    switch (arguments[0]) {
      case "watch" -> watch(path);
      case "exchange" -> exchange(path);
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  /** Tries to open every file that comes up, and says how many he could, of how many. */
  private static void watch(Path folder) throws IOException {
    Parent.tell("ready");
    long opened = 0;
    long refused = 0;
    while (System.in.available() == 0) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
        for (Path file : files) {
          try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            opened += channel.isOpen() ? 1 : 0;
          } catch (AccessDeniedException tooLate) {
            refused++;
          } catch (NoSuchFileException gone) {
            continue;
          }
        }
      }
    }
    Parent.tell(opened + " opened");
    Parent.tell(refused > 0);
  }

  /** Puts a region of his own, a pipe, and again what was there, in the place of a file. */
  private static void exchange(Path path) throws Exception {
    Path foreign = path.resolveSibling("foreign");
    Path pipe = path.resolveSibling("pipe");
    Path aside = path.resolveSibling("aside");
    SharedEight.create(foreign, FOREIGN, SharedMemory.permissions("rw-rw-rw-")).close();
    if (new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() != 0) {
      throw new IOException("mkfifo failed");
    }
    Parent.tell("ready");
    while (System.in.available() == 0) {
      move(path, aside);
      move(foreign, path);
      move(path, foreign);
      move(pipe, path);
      move(path, pipe);
      move(aside, path);
      Thread.sleep(1); // so that it can be opened as well
    }
  }

  private static void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
  }
}
