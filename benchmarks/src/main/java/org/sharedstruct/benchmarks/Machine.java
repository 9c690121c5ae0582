package org.sharedstruct.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Where the figures hold, and nowhere else. */
final class Machine {

  private static final Path DESCRIPTION = Path.of("/proc/cpuinfo");

  private Machine() {}

  /** What it is, by the names of its properties. */
  static Map<String, String> properties() throws IOException {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("processor", processor());
    properties.put("processors", String.valueOf(Runtime.getRuntime().availableProcessors()));
    properties.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    properties.put("architecture", System.getProperty("os.arch"));
    properties.put("java", Runtime.version().toString());
    return properties;
  }

  /**
   * The model's name, and its numbers: a virtual machine often has no more than the maker in the name. The
   * names of the numbers are those of x86; another architecture has none of them.
   */
  private static String processor() throws IOException {
    if (!Files.isReadable(DESCRIPTION)) {
      return "unknown";
    }
    Map<String, String> first = Files.readAllLines(DESCRIPTION).stream()
        .takeWhile(line -> !line.isBlank())
        .map(line -> line.split("\\s*:\\s*", 2))
        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1], (one, same) -> one));
    String numbers = first.containsKey("cpu family")
        ? " (family %s, model %s, stepping %s)".formatted(
            first.get("cpu family"), first.get("model"), first.get("stepping"))
        : "";
    return first.getOrDefault("model name", "unknown") + numbers;
  }

  /** One line to stand over a table. */
  static String line() throws IOException {
    Map<String, String> properties = properties();
    return "%s, %s processors; %s, %s; Java %s".formatted(properties.get("processor"), properties.get("processors"),
        properties.get("system"), properties.get("architecture"), properties.get("java"));
  }
}
