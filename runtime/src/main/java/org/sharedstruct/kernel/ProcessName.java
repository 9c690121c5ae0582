package org.sharedstruct.kernel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/**
 * How people call a process, from its command line in {@code /proc}: for Java the main class without its
 * package, the jar, or the source file; else the program.
 */
public final class ProcessName {

  /** Options of the {@code java} command whose value is the next word. */
  private static final Set<String> WITH_VALUE = Set.of("-cp", "-classpath", "--class-path", "-p", "--module-path",
      "--upgrade-module-path", "--add-modules", "--limit-modules", "--add-reads", "--add-exports", "--add-opens",
      "--patch-module", "--enable-native-access", "--source");

  /** The next word says what is run. */
  private static final Set<String> BEFORE_MAIN = Set.of("-jar", "-m", "--module");

  private static final String THIS = of("self");

  private ProcessName() {}

  /** Of this process; empty where it cannot be told. */
  public static String ofThis() {
    return THIS;
  }

  /**
   * Of a process that is seen from here.
   *
   * @param pid its number
   * @return empty if it cannot be told
   */
  public static String of(long pid) {
    return of(Long.toString(pid));
  }

  private static String of(String folder) {
    try {
      byte[] words = Files.readAllBytes(Path.of("/proc", folder, "cmdline"));
      return of(List.of(new String(words, StandardCharsets.UTF_8).split("\0")));
    } catch (IOException otherSystem) {
      return "";
    }
  }

  /**
   * From a command line.
   *
   * @param words the program and its arguments
   * @return empty if the program is
   */
  public static String of(List<String> words) {
    if (words.isEmpty()) {
      return "";
    }
    String program = file(words.getFirst());
    return program.equals("java") ? main(words.subList(1, words.size()).iterator(), program) : program;
  }

  private static String main(Iterator<String> words, String otherwise) {
    while (words.hasNext()) {
      String word = words.next();
      if (BEFORE_MAIN.contains(word) && words.hasNext()) {
        String main = words.next();
        return word.equals("-jar") ? file(main) : simple(main.substring(main.indexOf('/') + 1));
      } else if (WITH_VALUE.contains(word) && words.hasNext()) {
        words.next();
      } else if (!word.startsWith("-") && !word.startsWith("@")) {
        return word.endsWith(".java") ? file(word) : simple(word);
      }
    }
    return otherwise;
  }

  private static String file(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static String simple(String className) {
    return className.substring(className.lastIndexOf('.') + 1);
  }
}
