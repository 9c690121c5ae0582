package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.sharedstruct.tests.child.JavaCommand;

/**
 * A main class of this module in a JVM of its own. Its time is limited, and closing it ends the process
 * and all that it has started, be they running, stopped or dead.
 */
final class ChildJvm implements AutoCloseable {

  /** Far more than any child needs on a busy machine. */
  private static final long LIMIT_SECONDS = 120;

  private final String name;
  private final Process process;
  private final Gatherer output;
  private final Gatherer errors;

  private ChildJvm(ProcessBuilder command) throws IOException {
    List<String> words = command.command();
    name = String.join(" ", words.subList(words.indexOf("-classpath") + 2, words.size()));
    process = command.start();
    output = new Gatherer(process.inputReader());
    errors = new Gatherer(process.errorReader());
  }

  /** Starts a main class. */
  static ChildJvm start(Class<?> main, Object... arguments) throws IOException {
    return new ChildJvm(JavaCommand.of(main, arguments));
  }

  /** Starts a command that {@link JavaCommand} made, and something was done to. */
  static ChildJvm start(ProcessBuilder command) throws IOException {
    return new ChildJvm(command);
  }

  /** Runs a main class to its end and gives what it printed. */
  static List<String> run(Class<?> main, Object... arguments) throws Exception {
    return run(JavaCommand.of(main, arguments));
  }

  /** Runs a command to its end and gives what it printed. */
  static List<String> run(ProcessBuilder command) throws Exception {
    try (ChildJvm child = start(command)) {
      return child.finish();
    }
  }

  long pid() {
    return process.pid();
  }

  /** Waits until the process has printed this line; one call for each line. */
  void awaitLine(String line) throws InterruptedException {
    if (!output.await(line)) {
      throw new AssertionError("'" + line + "' was not printed by " + this);
    }
  }

  /** Waits for the next line that the process prints. */
  String nextLine() throws InterruptedException {
    return output.next().orElseThrow(() -> new AssertionError("nothing more was printed by " + this));
  }

  /** Whether the process has printed a line that nobody has waited for. */
  boolean hasPrinted() {
    return output.hasNext();
  }

  /** Waits for the next line that the process prints; nothing if it ends without one. */
  Optional<String> nextLineIfAny() throws InterruptedException {
    return output.next();
  }

  /** Waits until the process has printed this line, or has ended without it. */
  boolean comesTo(String line) throws InterruptedException {
    return output.await(line);
  }

  /** Sends an empty line, for which a program may wait. */
  void goOn() throws IOException {
    send("");
  }

  /** Sends a line. */
  void send(Object line) throws IOException {
    Writer input = process.outputWriter();
    input.write(line + "\n");
    input.flush();
  }

  /** Kills the process, and gives the lines that it has printed. */
  List<String> kill() throws InterruptedException {
    process.destroyForcibly();
    process.onExit().join();
    output.join();
    return output.lines();
  }

  /** Sends a POSIX signal, such as {@code STOP}. */
  void signal(String signal) throws Exception {
    Process kill = new ProcessBuilder("kill", "-" + signal, String.valueOf(pid())).start();
    assertThat(kill.waitFor()).as("status of kill -%s %s", signal, pid()).isZero();
  }

  /** Ends the standard input, waits for the end of the process, and gives the lines that it printed. */
  List<String> finish() throws Exception {
    process.outputWriter().close();
    boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
    if (!ended) {
      throw new AssertionError("not ended after " + LIMIT_SECONDS + " s: " + this);
    }
    output.join();
    errors.join();
    assertThat(process.exitValue()).as("exit status of %s", this).isZero();
    return output.lines();
  }

  /** Waits for the end of a process that has to fail, and gives all that it printed. */
  String failure() throws Exception {
    assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).as("end of %s", this).isTrue();
    output.join();
    errors.join();
    assertThat(process.exitValue()).as("exit status of %s", this).isNotZero();
    return String.join("\n", output.lines()) + "\n" + String.join("\n", errors.lines());
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().onExit().join();
  }

  /** The main class and what it has printed so far. */
  @Override
  public String toString() {
    return "%s (pid %s)%nwhich printed %s%nand to the standard error %s".formatted(
        name, pid(), output.lines(), errors.lines());
  }

  /** Reads a stream to its end, so that the process never waits for a reader. */
  private static final class Gatherer {

    private final List<String> lines = new ArrayList<>();
    private final Thread thread;
    private int awaited;
    private boolean ended;

    Gatherer(BufferedReader reader) {
      thread = Thread.ofPlatform().daemon().start(() -> gather(reader));
    }

    private void gather(BufferedReader reader) {
      try (reader) {
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
          add(line);
        }
      } catch (IOException closed) {
        // by the end of the process
      } finally {
        end();
      }
    }

    private synchronized void add(String line) {
      lines.add(line);
      notifyAll();
    }

    private synchronized void end() {
      ended = true;
      notifyAll();
    }

    synchronized boolean hasNext() {
      return awaited < lines.size();
    }

    synchronized Optional<String> next() throws InterruptedException {
      long start = System.nanoTime();
      long limit = TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
      while (awaited == lines.size()) {
        long left = limit - (System.nanoTime() - start);
        if (ended || left <= 0) {
          return Optional.empty();
        }
        TimeUnit.NANOSECONDS.timedWait(this, left);
      }
      return Optional.of(lines.get(awaited++));
    }

    synchronized boolean await(String line) throws InterruptedException {
      long start = System.nanoTime();
      long limit = TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
      for (;;) {
        int found = lines.subList(awaited, lines.size()).indexOf(line);
        if (found >= 0) {
          awaited += found + 1;
          return true;
        }
        long left = limit - (System.nanoTime() - start);
        if (ended || left <= 0) {
          return false;
        }
        TimeUnit.NANOSECONDS.timedWait(this, left);
      }
    }

    synchronized List<String> lines() {
      return List.copyOf(lines);
    }

    void join() throws InterruptedException {
      thread.join(Duration.ofSeconds(LIMIT_SECONDS));
    }
  }
}
