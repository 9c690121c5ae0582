package org.sharedstruct.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** How the children of all languages are started. Those in C are compiled when they are first needed. */
final class Programs {

  private static final int SECONDS_TO_COMPILE = 60;
  private static final String HEADER = "/org/sharedstruct/header/sharedstruct.h";

  private final Folder folder;
  private final String compiler;
  private final String interpreter;

  /**
   * For the tools of a machine.
   *
   * @param folder for what is compiled and unpacked
   * @param compiler that of C
   * @param interpreter that of Python
   */
  Programs(Folder folder, String compiler, String interpreter) {
    this.folder = folder;
    this.compiler = compiler;
    this.interpreter = interpreter;
  }

  /** A class of ours in a JVM like this one, with no flags but the given ones. */
  static List<String> java(List<String> flags, Class<?> main, Object... arguments) {
    String java = ProcessHandle.current().info().command().orElseThrow();
    List<String> program = List.of("-cp", System.getProperty("java.class.path"), main.getName());
    return Stream.of(List.of(java), flags, program, words(arguments)).flatMap(List::stream).toList();
  }

  /** One of the programs in C. */
  List<String> c(String name, Path... files) throws IOException, InterruptedException, AbsentException {
    Path program = folder.file(name);
    if (Files.notExists(program)) {
      unpack("turns.h");
      unpack("updates.h");
      unpack(HEADER);
      compile(unpack(name + ".c"), program);
    }
    return Stream.concat(Stream.of(program.toString()), words((Object[]) files).stream()).toList();
  }

  private void compile(Path source, Path program)
      throws IOException, InterruptedException, AbsentException {
    Process process = start(compiler, "-std=c11", "-O2", "-Wall", "-Wextra", "-Werror", "-D_GNU_SOURCE",
        "-pthread", source.toString(), "-o", program.toString());
    try {
      if (!process.waitFor(SECONDS_TO_COMPILE, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IOException(compiler + " did not compile " + source);
      }
    } finally {
      process.destroyForcibly();
    }
  }

  private static Process start(String... command) throws AbsentException {
    try {
      return new ProcessBuilder(command).inheritIO().start();
    } catch (IOException absent) {
      throw AbsentException.missing(command[0], absent);
    }
  }

  /** One of the programs in Python that use our package. */
  List<String> pythonWithPackage(String name, Object... arguments) throws IOException {
    String folder = System.getProperty("benchmarks.python");
    return python(name, Stream.concat(Stream.of(folder), Stream.of(arguments)).toArray());
  }

  /** One of the programs in Python. */
  List<String> python(String name, Object... arguments) throws IOException {
    unpack("turns.py");
    return Stream.concat(Stream.of(interpreter, unpack(name + ".py").toString()), words(arguments).stream()).toList();
  }

  private Path unpack(String resource) throws IOException {
    Path file = folder.file(resource.substring(resource.lastIndexOf('/') + 1));
    if (Files.notExists(file)) {
      try (InputStream in = Programs.class.getResourceAsStream(resource)) {
        Files.copy(in, file);
      }
    }
    return file;
  }

  private static List<String> words(Object... arguments) {
    return Stream.of(arguments).map(Object::toString).toList();
  }
}
