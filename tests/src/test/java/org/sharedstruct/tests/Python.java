package org.sharedstruct.tests;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Programs in Python that take part in regions by the package {@code sharedstruct}. */
final class Python {

  /** Where the package and its own tests are. */
  static final Path PACKAGE = Path.of("..", "python").toAbsolutePath().normalize();

  /** The interpreter itself: {@code python3} may be a script that looks for it. */
  private static final String INTERPRETER = interpreter();

  /** Of Python 3, as the package's description says it. */
  private static final int OLDEST_MINOR = 9;

  private Python() {}

  private static String interpreter() {
    try {
      return Tool.run("python3", "-c", "import sys; print(sys.executable)").getLast();
    } catch (Exception e) {
      throw new AssertionError("python3 is needed: these tests share regions with it", e);
    }
  }

  /**
   * The interpreter, and one of each other version that the package is for and this machine has: on the path, or where
   * pyenv keeps them.
   */
  static List<Path> interpreters() throws Exception {
    Map<String, Path> found = new LinkedHashMap<>();
    for (Path candidate : candidates()) {
      List<String> answer = ask(candidate);
      if (answer.size() == 2 && Integer.parseInt(answer.getFirst()) >= OLDEST_MINOR) {
        found.putIfAbsent(answer.getFirst(), Path.of(answer.getLast()));
      }
    }
    return List.copyOf(found.values());
  }

  private static List<Path> candidates() throws IOException {
    List<Path> candidates = new ArrayList<>(List.of(Path.of(INTERPRETER)));
    for (String folder : System.getenv("PATH").split(File.pathSeparator)) {
      candidates.addAll(files(Path.of(folder), "python3.{?,??}"));
    }
    for (Path version : files(Path.of(System.getProperty("user.home"), ".pyenv", "versions"), "3.*")) {
      candidates.add(version.resolve("bin").resolve("python3"));
    }
    return candidates;
  }

  private static List<Path> files(Path folder, String names) throws IOException {
    List<Path> files = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, names)) {
        found.forEach(files::add);
      }
    }
    files.sort(null);
    return files;
  }

  /** Its minor version and itself; nothing if it does not run, as a script that finds no interpreter. */
  private static List<String> ask(Path candidate) throws Exception {
    List<String> question = List.of(candidate.toString(), "-c",
        "import ctypes, sys; print(sys.version_info[1]); print(sys.executable)");
    return Files.isExecutable(candidate) && Tool.succeeds(question) ? Tool.run(question.toArray()) : List.of();
  }

  /** A command that finds the package. */
  static ProcessBuilder command(Object... arguments) {
    ProcessBuilder command = new ProcessBuilder(
        Stream.concat(Stream.of(INTERPRETER, "-B"), Stream.of(arguments)).map(String::valueOf).toList());
    command.environment().put("PYTHONPATH", PACKAGE.toString());
    return command;
  }

  /** One of the programs of the test resources, as the file that it is: others that it imports lie beside it. */
  static ProcessBuilder program(String name, Object... arguments) throws Exception {
    return command(Stream.concat(Stream.of(Tool.resource("/python/" + name)), Stream.of(arguments)).toArray());
  }

  /** The same with another copy of the package. */
  static ProcessBuilder program(Path packages, String name, Object... arguments) throws Exception {
    ProcessBuilder command = program(name, arguments);
    command.environment().put("PYTHONPATH", packages.toString());
    return command;
  }

  /** Runs a program to its end, and gives what it has printed. */
  static List<String> run(Object... arguments) throws Exception {
    return ChildJvm.run(command(arguments));
  }
}
