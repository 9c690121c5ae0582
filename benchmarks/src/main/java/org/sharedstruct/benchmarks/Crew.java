package org.sharedstruct.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.sharedstruct.benchmarks.child.Turn;

/** The children that work on the same memory at the same time. */
final class Crew implements AutoCloseable {

  private final List<Worker> workers = new ArrayList<>();

  /**
   * Starts one, waits until it is ready, and ends it with the others.
   *
   * @param plan says how long it will be needed
   * @param processes how many processes it is
   * @param command what to start
   * @return this
   */
  Crew add(Plan plan, int processes, List<String> command) throws IOException, AbsentException {
    workers.add(Worker.start(plan.limit(), processes, command));
    return this;
  }

  /** Does a task for longer than a warm-up: one that calls much code, and not often in a second. */
  Crew warm(Plan plan, String task) throws IOException {
    for (int i = 0; i < 2 * plan.warmups(); i++) {
      turn(plan.millis(), workers.stream().map(same -> task).toList());
    }
    return this;
  }

  /** All of them do the same, at the same time, a turn for each iteration of the plan. */
  List<List<Turn>> run(Plan plan, String task) throws IOException {
    return run(plan, workers.stream().map(same -> task).toList());
  }

  /**
   * Each does its task, at the same time, a turn for each iteration of the plan.
   *
   * @return the turns after the warm-up: for each iteration, for each process
   */
  List<List<Turn>> run(Plan plan, List<String> tasks) throws IOException {
    List<List<Turn>> counted = new ArrayList<>();
    for (int i = 0; i < plan.warmups() + plan.iterations(); i++) {
      List<Turn> turns = turn(plan.millis(), tasks);
      if (i >= plan.warmups()) {
        counted.add(turns);
      }
    }
    return counted;
  }

  private List<Turn> turn(long millis, List<String> tasks) throws IOException {
    for (int i = 0; i < workers.size(); i++) {
      workers.get(i).ask(tasks.get(i), millis);
    }
    List<Turn> turns = new ArrayList<>();
    for (Worker worker : workers) {
      turns.addAll(worker.answers());
    }
    return turns;
  }

  @Override
  public void close() {
    workers.forEach(Worker::close);
  }
}
