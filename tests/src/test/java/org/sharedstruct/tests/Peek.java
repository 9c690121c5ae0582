package org.sharedstruct.tests;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;

/** A C process that looks into the data of a region, and writes there: {@code peek.c}. */
final class Peek implements AutoCloseable {

  private final Process process;
  private final Writer commands;
  private final BufferedReader answers;

  Peek(Path program, Path region) throws IOException {
    process = new ProcessBuilder(program.toString(), region.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT).start();
    commands = process.outputWriter();
    answers = process.inputReader();
  }

  /** The bytes at an offset of the data, in hexadecimal. */
  String read(long offset, long length) throws IOException {
    return ask("r " + offset + " " + length);
  }

  /** Stores bytes there. */
  void write(long offset, String bytes) throws IOException {
    String answer = ask("w " + offset + " " + bytes);
    if (!answer.equals("ok")) {
      throw new IOException("peek answers " + answer);
    }
  }

  private String ask(String command) throws IOException {
    commands.write(command + "\n");
    commands.flush();
    String answer = answers.readLine();
    if (answer == null) {
      throw new IOException("peek has ended");
    }
    return answer;
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
