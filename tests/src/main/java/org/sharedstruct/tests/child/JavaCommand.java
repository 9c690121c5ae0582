package org.sharedstruct.tests.child;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** How a main class of this module is started in a JVM like this one. */
public final class JavaCommand {

  private JavaCommand() {}

  /** A process to be started, with the java command, the class path and the language of this process. */
  public static ProcessBuilder of(Class<?> main, Object... arguments) {
    List<String> command = new ArrayList<>(List.of(
        ProcessHandle.current().info().command().orElseThrow(),
        "-XX:+UseSerialGC", "-Xmx256m",
        "-Duser.language=" + System.getProperty("user.language"),
        "-Duser.extensions=" + System.getProperty("user.extensions", ""),
        "-classpath", System.getProperty("java.class.path"),
        main.getName()));
    Arrays.stream(arguments).map(String::valueOf).forEach(command::add);
    return new ProcessBuilder(command);
  }

  /** Lets a process that was not started yet sleep in the kernel, or not. */
  public static ProcessBuilder withNativeAccess(boolean granted, ProcessBuilder command) {
    if (granted) {
      command.command().add(1, "--enable-native-access=ALL-UNNAMED");
    }
    return command;
  }

  /**
   * Lets a process that was not started yet wait for each method to be compiled. Without that, HotSpot forgets how
   * often a call was made for as long as its second compiler is busy, and may then leave a setter out of a loop for
   * ever, on a machine that does much else.
   */
  public static ProcessBuilder waitingForItsCompiler(ProcessBuilder command) {
    command.command().add(1, "-Xbatch");
    return command;
  }
}
