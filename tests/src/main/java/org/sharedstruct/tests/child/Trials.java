package org.sharedstruct.tests.child;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.sharedstruct.tests.child.Tallies.Form;

/**
 * All trials on regions of all forms at the same time, since most of them wait most of the time.
 */
public final class Trials {

  /** A violation is told with what the test needs to say it in full. */
  public static final String VIOLATION = "violation: ";

  /** As many are enough to see what is wrong; each may cost a limit. */
  static final int MOST_VIOLATIONS = 2;

  private Trials() {}

  /** Makes one operation fail again and again. */
  interface Run {
    /** Gives how often it was made to fail. */
    long of(Trial trial, Form form) throws Exception;
  }

  /** A region of a trial's own; the next one, if the one before was left in disorder. */
  static Path region(Path folder, Trial trial, Form form, int number) {
    return folder.resolve(trial + "-" + form + "-" + number);
  }

  /** Runs all that are wanted, and says for each how often it failed. */
  static void runAll(Predicate<Trial> wanted, Run run) throws Exception {
    Map<String, Future<Long>> running = new TreeMap<>();
    try (ExecutorService threads = Executors.newCachedThreadPool()) {
      for (Trial trial : Arrays.stream(Trial.values()).filter(wanted).toList()) {
        for (Form form : trial.forms()) {
          running.put(trial + " " + form, threads.submit(() -> run.of(trial, form)));
        }
      }
      List<String> failures = new ArrayList<>();
      for (Map.Entry<String, Future<Long>> one : running.entrySet()) {
        try {
          Parent.tell(one.getKey() + " " + one.getValue().get());
        } catch (ExecutionException e) {
          e.getCause().printStackTrace();
          failures.add(VIOLATION + one.getKey() + ": " + e.getCause());
        }
      }
      failures.forEach(Parent::tell);
    }
    System.out.flush();
    Runtime.getRuntime().halt(0); // regions that were left in disorder would not let it end
  }

  /** Tells what is wrong. */
  static void violation(Trial trial, Form form, String where, String thrown, String wrong) {
    Parent.tell(VIOLATION + trial + " " + form + " " + where + " "
        + (thrown.isEmpty() ? "returned" : "threw " + thrown) + ": " + wrong);
  }
}
