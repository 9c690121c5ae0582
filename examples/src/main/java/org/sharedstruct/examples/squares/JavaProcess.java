package org.sharedstruct.examples.squares;

/** Another JVM like this one. */
final class JavaProcess {

  private JavaProcess() {}

  /** A process to be started that runs a main class with this one's class path and says what it has to say here. */
  static ProcessBuilder of(Class<?> main) {
    return new ProcessBuilder(
            ProcessHandle.current().info().command().orElseThrow(),
            "-cp", System.getProperty("java.class.path"), main.getName())
        .inheritIO();
  }
}
