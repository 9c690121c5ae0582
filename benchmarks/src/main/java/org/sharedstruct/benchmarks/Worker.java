package org.sharedstruct.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.sharedstruct.benchmarks.child.Turn;

/**
 * A child process that does what it is asked for in turns; the package {@code child} describes the
 * conversation. Its time is limited, and closing it ends it and all that it has started.
 */
final class Worker implements AutoCloseable {

  private final List<String> command;
  private final int processes;
  private final Process process;
  private final BufferedReader answers;
  private final Writer questions;

  private Worker(List<String> command, int processes, Process process) {
    this.command = command;
    this.processes = processes;
    this.process = process;
    answers = process.inputReader();
    questions = process.outputWriter();
  }

  /**
   * Starts a child and waits until it is ready.
   *
   * @param limit it is killed if it lives longer
   * @param processes how many processes it is, each of which answers
   * @param command what to start
   * @throws AbsentException if there is no such program
   */
  static Worker start(Duration limit, int processes, List<String> command)
      throws IOException, AbsentException {
    Process process = start(command);
    process.onExit().orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS).exceptionally(late -> kill(process));
    Worker worker = new Worker(command, processes, process);
    try {
      worker.awaitReady();
      return worker;
    } catch (IOException | RuntimeException failure) {
      worker.close();
      throw failure;
    }
  }

  private static Process start(List<String> command) throws AbsentException {
    try {
      return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    } catch (IOException absent) {
      throw AbsentException.missing(command.getFirst(), absent);
    }
  }

  private void awaitReady() throws IOException {
    String line = answer();
    if (!line.equals("ready")) {
      throw new IOException(command + " printed " + line);
    }
  }

  /** Begins a turn. */
  void ask(String task, long millis) {
    try {
      questions.write(task + " " + millis + "\n");
      questions.flush();
    } catch (IOException ended) {
      throw new UncheckedIOException(command + " has ended", ended);
    }
  }

  /** Waits for the end of the turn; one answer for each process. */
  List<Turn> answers() throws IOException {
    List<Turn> turns = new ArrayList<>();
    for (int i = 0; i < processes; i++) {
      turns.add(Turn.parse(answer()));
    }
    return turns;
  }

  private String answer() throws IOException {
    String line = answers.readLine();
    if (line == null) {
      throw new IOException(command + " has ended, or was ended as it took too long");
    }
    return line;
  }

  @Override
  public void close() {
    kill(process).onExit().join();
  }

  private static Process kill(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    return process.destroyForcibly();
  }
}
