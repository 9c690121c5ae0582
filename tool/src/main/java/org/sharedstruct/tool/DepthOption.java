package org.sharedstruct.tool;

import java.io.IOException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sharedstruct.tool.value.Folder;
import picocli.CommandLine.Option;

/** How deep to look within folders. */
final class DepthOption {

  @Option(names = "--depth", paramLabel = "N", defaultValue = "1", converter = CountWord.class,
      description = "How many folders deep to look within DIR; default: ${DEFAULT-VALUE}.")
  private long depth;

  /** As a number that is no more than anybody needs. */
  int depth() {
    return (int) Math.min(depth, Integer.MAX_VALUE);
  }

  /**
   * Folders and those within them, each once. Those that nobody may read are left out, if they were
   * not named.
   *
   * @param named folders
   * @return all of them
   * @throws NotDirectoryException if it is a file
   * @throws IOException if one that was named cannot be read
   */
  List<Path> within(Collection<Path> named) throws IOException {
    Map<Path, Path> all = new LinkedHashMap<>();
    Map<Path, Long> depths = new HashMap<>();
    for (Path folder : named) {
      Folder.files(folder);
      add(folder, depth, all, depths);
    }
    return new ArrayList<>(all.values());
  }

  private static void add(Path folder, long depth, Map<Path, Path> all, Map<Path, Long> depths) {
    try {
      Path real = folder.toRealPath();
      if (depths.getOrDefault(real, -1L) >= depth) {
        return;
      }
      depths.put(real, depth);
      List<Path> within = Folder.folders(folder); // also tells whether it can be read
      all.putIfAbsent(real, folder);
      if (depth > 0) {
        within.forEach(inner -> add(inner, depth - 1, all, depths));
      }
    } catch (IOException unreadable) {
      // it was not named, or is gone just now
    }
  }
}
