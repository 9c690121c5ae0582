package org.sharedstruct.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@link Writes} in a process of its own, which ends with this at the latest. */
final class Child implements AutoCloseable {

  private final Process process;
  private final BufferedReader output;

  private Child(Process process) {
    this.process = process;
    output = process.inputReader();
  }

  /** Starts it, and waits until it is ready. */
  static Child start(String what, Path path) throws Exception {
    Child child = begin(what, path);
    assertThat(child.nextLine()).isEqualTo("ready");
    return child;
  }

  /** Starts it. */
  static Child begin(String what, Path path) throws Exception {
    return begin(Writes.class, what, path.toString());
  }

  /** Starts another program, and waits until it is ready. */
  static Child run(Class<?> program, String... arguments) throws Exception {
    Child child = begin(program, arguments);
    assertThat(child.nextLine()).isEqualTo("ready");
    return child;
  }

  private static Child begin(Class<?> program, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(Run.JAVA, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
        "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"), program.getName()));
    command.addAll(List.of(arguments));
    return new Child(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  String nextLine() throws Exception {
    return output.readLine();
  }

  long pid() {
    return process.pid();
  }

  /** As with {@code kill -9}. */
  void kill() throws Exception {
    process.destroyForcibly();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
  }

  /** Lets it end, and waits for that. */
  void finish() throws Exception {
    process.outputWriter().append('\n').close();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).isZero();
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
