package org.sharedstruct.support;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Regions passed to child processes: name and path travel in the environment, which children inherit. */
final class Inheritance {

  private static final String PREFIX = "SHAREDSTRUCT_";
  private static final Pattern NAME = Pattern.compile("\\w+");

  private Inheritance() {}

  static void pass(Map<String, String> environment, String name, Path path) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "name '" + name + "' is not made of letters, digits and underscores");
    }
    environment.put(PREFIX + name, path.toString());
  }

  static Path path(String name) {
    String path = System.getenv(PREFIX + name);
    if (path == null) {
      throw new IllegalStateException(
          String.format(Locale.ROOT,
              "no region was passed to this process by the name '%s'; passed were %s", name, names()));
    }
    return Path.of(path);
  }

  private static List<String> names() {
    return new TreeMap<>(System.getenv()).tailMap(PREFIX).keySet().stream()
        .takeWhile(variable -> variable.startsWith(PREFIX))
        .map(variable -> variable.substring(PREFIX.length()))
        .toList();
  }
}
