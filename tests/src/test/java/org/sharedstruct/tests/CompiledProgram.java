package org.sharedstruct.tests;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.sharedstruct.tests.child.JavaCommand;

/**
 * A program that a test has compiled, with a main class that has a {@code String run(String...)} as well. It
 * runs in this JVM or in one of its own.
 */
final class CompiledProgram implements AutoCloseable {

  private final Path classes;
  private final URLClassLoader loader;
  private final Class<?> main;

  /**
   * Compiles a program.
   *
   * @param main the name of its main class
   * @param sources by qualified name
   * @param classes a folder to be made, which gets the class files
   */
  CompiledProgram(String main, Map<String, String> sources, Path classes) throws Exception {
    this.classes = Files.createDirectories(classes);
    loader = MemoryCompiler.compile(sources, classes);
    this.main = loader.loadClass(main);
  }

  /** Runs it in this JVM. */
  String run(Object... arguments) throws Exception {
    String[] words = Stream.of(arguments).map(String::valueOf).toArray(String[]::new);
    try {
      return (String) main.getMethod("run", String[].class).invoke(null, (Object) words);
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof Exception thrown ? thrown : e;
    }
  }

  /** How to run it in a JVM of its own. */
  ProcessBuilder command(Object... arguments) {
    ProcessBuilder command = JavaCommand.of(main, arguments);
    List<String> words = command.command();
    int classPath = words.indexOf("-classpath") + 1;
    words.set(classPath, classes + System.getProperty("path.separator") + words.get(classPath));
    return command;
  }

  @Override
  public void close() throws IOException {
    loader.close();
  }
}
