package org.sharedstruct.benchmarks.child;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A child's side of the conversation that the package describes. */
final class Turns {

  /** Something to be done for some time. */
  @FunctionalInterface
  interface Task {

    /** Does it for about so many nanoseconds. */
    Turn run(long nanos) throws IOException;
  }

  private Turns() {}

  /** Does what the parent asks for, until it ends the input. */
  static void serve(Map<String, Task> tasks) throws IOException {
    BufferedReader parent = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    answer("ready");
    for (String line = parent.readLine(); line != null; line = parent.readLine()) {
      String[] words = line.split(" ");
      answer(tasks.get(words[0]).run(TimeUnit.MILLISECONDS.toNanos(Long.parseLong(words[1]))));
    }
  }

  private static void answer(Object line) {
    System.out.println(line);
    System.out.flush();
  }
}
