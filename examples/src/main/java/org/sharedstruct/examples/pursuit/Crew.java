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
   * Starts a process of the same Java and the same class path as this one.
   *
   * @param program its main class
   * @param regions what it may open with {@code inherited}, each by its name
   * @param statistics what it writes when it is at work
   * @throws IOException if it cannot be started
   */
  void start(Class<?> program, Map<String, SharedMemory> regions, GuardedStatistics statistics)
      throws IOException {
    String java = ProcessHandle.current().info().command().orElseThrow();
    ProcessBuilder builder =
        new ProcessBuilder(java, "-cp", System.getProperty("java.class.path"), program.getName());
    regions.forEach((name, region) -> region.passTo(builder, name));
    Process process = builder.inheritIO().start();
    children.add(new Child(program.getSimpleName().toLowerCase(Locale.ROOT), process, statistics));
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
