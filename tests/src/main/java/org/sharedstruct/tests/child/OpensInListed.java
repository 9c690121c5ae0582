package org.sharedstruct.tests.child;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.sharedstruct.tests.SharedEight;

/**
 * Works in a folder that it finds by listing another one, since the encoding of this process may lack letters
 * of its name.
 */
public final class OpensInListed {

  private OpensInListed() {}

  /**
   * Argument: a folder with one folder in it, which has a region {@code eight}. Opens that and reads its lock
   * file, which loses the locks that belong to a process. Says what it reads and waits for its parent; then
   * says what comes of creating and removing a region, and of opening the other ones.
   */
  public static void main(String[] arguments) throws Exception {
    Path folder = list(Path.of(arguments[0])).getFirst();
    try (SharedEight shared = SharedEight.open(folder.resolve("eight"))) {
      for (Path file : list(folder)) {
        if (file.toString().endsWith(".lock")) {
          Files.readAllBytes(file);
        }
      }
      Parent.tell("attached to " + shared.guarded().snapshot());
      Parent.awaitLine();
    }
    try (SharedEight shared = SharedEight.create(folder.resolve("other"))) {
      Parent.tell("removed " + shared.remove());
    }
    for (Path file : list(folder)) {
      String name = file.getFileName().toString();
      if (!name.startsWith(".") && !name.equals("eight")) {
        try {
          SharedEight.open(file).close();
        } catch (IOException refused) {
          Parent.tell(refused.getMessage().replaceFirst(".*: the name", "the name"));
        }
      }
    }
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
