package org.sharedstruct.examples.pursuit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.sharedstruct.SharedMemory;

/** The child processes: started and watched together, and none is left when the crew is closed. */
final class Crew implements AutoCloseable {

  /** Often enough for the clock of the show, which is set at every check. */
  static final long MILLIS_BETWEEN_CHECKS = 50;

  private final List<Child> children = new ArrayList<>();

  /**
   * Starts a process: of the same Java and the same class path as this one, unless the environment
   * names another program for this part, of whatever language, as words with spaces between:
   * {@code PURSUIT_PLANNER} for the planner, {@code PURSUIT_DETECTOR} for the detector.
   *
   * @param program its main class in Java
   * @param regions what it may open with {@code inherited}, each by its name
   * @param statistics what it writes when it is at work
   * @throws IOException if it cannot be started
   */
  void start(Class<?> program, Map<String, SharedMemory> regions, GuardedStatistics statistics)
      throws IOException {
    String name = program.getSimpleName();
    String other = System.getenv("PURSUIT_" + name.toUpperCase(Locale.ROOT));
    ProcessBuilder builder = new ProcessBuilder(other == null ? java(program) : List.of(other.split(" ")));
    regions.forEach((region, memory) -> memory.passTo(builder, region));
    Process process = builder.inheritIO().start();
    children.add(new Child(name.toLowerCase(Locale.ROOT), process, statistics));
  }

  private static List<String> java(Class<?> program) {
    String java = ProcessHandle.current().info().command().orElseThrow();
    return List.of(java, "-cp", System.getProperty("java.class.path"), program.getName());
  }

  /** Returns when everybody is at work. */
  void awaitStart() throws Mishap, InterruptedException {
    while (!children.stream().allMatch(Child::isAtWork)) {
      check();
    }
  }

  /** Makes sure that everybody is well, after a short pause. */
  void check() throws Mishap, InterruptedException {
    Thread.sleep(MILLIS_BETWEEN_CHECKS);
    for (Child child : children) {
      child.check();
    }
  }

  /** Returns when everybody has ended in good order. */
  void awaitEnd() throws Mishap, InterruptedException {
    for (Child child : children) {
      child.awaitEnd();
    }
  }

  @Override
  public void close() {
    children.forEach(Child::kill);
  }
}
