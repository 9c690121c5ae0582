package org.sharedstruct.tests.child;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.sharedstruct.tests.child.Tallies.Form;

/** A {@link LooksAtParcels} that threads ask one after the other. */
final class SecondProcess implements AutoCloseable {

  private final Process process;
  private final PrintWriter questions;
  private final BufferedReader answers;

  SecondProcess() throws IOException {
    process = JavaCommand.of(LooksAtParcels.class)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
    questions = new PrintWriter(process.outputWriter(), true);
    answers = process.inputReader();
  }

  /** What it sees of a region. */
  synchronized String look(Form form, Path path) throws IOException {
    questions.println(form);
    questions.println(path);
    return answers.readLine();
  }

  @Override
  public void close() {
    questions.close();
    process.destroyForcibly();
  }
}
