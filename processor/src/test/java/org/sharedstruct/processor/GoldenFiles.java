package org.sharedstruct.processor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The folder {@code golden}: for each case a folder with a user's interfaces and, below it in
 * {@code generated}, every file that must come of them.
 */
final class GoldenFiles {

  private static final String FOLDER = "golden";

  private GoldenFiles() {}

  static List<String> cases() throws IOException {
    return Inputs.namesIn(FOLDER);
  }

  /** The user's interfaces of one case. */
  static List<Path> sources(String name) throws IOException {
    return Inputs.entriesOf(Inputs.folder(FOLDER).resolve(name)).stream()
        .filter(Files::isRegularFile)
        .toList();
  }

  /** The user's interfaces of all cases. */
  static List<Path> allSources() throws IOException {
    List<Path> sources = new ArrayList<>();
    for (String name : cases()) {
      sources.addAll(sources(name));
    }
    return sources;
  }

  /** What must be generated for one case, by path. */
  static SortedMap<String, String> generated(String name) throws IOException {
    return Inputs.textsIn(generatedFolder(name));
  }

  /** What must be generated for all cases, by path. */
  static SortedMap<String, String> allGenerated() throws IOException {
    SortedMap<String, String> texts = new TreeMap<>();
    for (String name : cases()) {
      texts.putAll(generated(name));
    }
    return texts;
  }

  /** Takes these texts for what must be generated from now on. */
  static void replace(String name, Map<String, String> texts) throws IOException {
    for (Path old : Inputs.filesIn(generatedFolder(name))) {
      Files.delete(old);
    }
    for (Map.Entry<String, String> text : texts.entrySet()) {
      Path file = generatedFolder(name).resolve(text.getKey());
      Files.createDirectories(file.getParent());
      Files.writeString(file, text.getValue());
    }
  }

  private static Path generatedFolder(String name) throws IOException {
    return Files.createDirectories(Inputs.folder(FOLDER).resolve(name).resolve("generated"));
  }
}
