package org.sharedstruct.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A program of a user's build that ran to its end, in a process of its own.
 *
 * @param exitCode 0, if it says that all is well
 * @param output what it printed, errors and all
 */
record Program(int exitCode, String output) {

  private static final long MOST_SECONDS = 180;

  /** Runs a program in a folder. */
  static Program run(Path folder, List<String> command) throws IOException, InterruptedException {
    Path output = Files.createTempFile(folder, "output", ".txt");
    Process process = new ProcessBuilder(command).directory(folder.toFile())
        .redirectErrorStream(true).redirectOutput(output.toFile()).start();
    try {
      assertThat(process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)).as("%s ends", command).isTrue();
      return new Program(process.exitValue(), Files.readString(output).replace("\r\n", "\n"));
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  /** A program of the JDK that runs the tests. */
  static String ofJdk(String name) {
    return Path.of(System.getProperty("java.home"), "bin", name).toString();
  }

  /** What this says, if all is well. */
  String successfulOutput() {
    assertThat(exitCode).as(output).isZero();
    return output;
  }

  /** The jars among those of the tests whose names begin so, each with a version; as a path for a program. */
  static String jars(String... beginnings) {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> Stream.of(beginnings)
            .anyMatch(name -> Path.of(entry).getFileName().toString().matches(name + "-\\d.*\\.jar")))
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** Where the classes of one of our modules are, as the build of the tests found them. */
  static String ourPath(Class<?> ofModule) {
    try {
      return Path.of(ofModule.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException impossible) {
      throw new AssertionError(impossible);
    }
  }

  /** Paths that a program takes as one. */
  static String path(Object... parts) {
    return Stream.of(parts).map(Object::toString).collect(Collectors.joining(File.pathSeparator));
  }
}
