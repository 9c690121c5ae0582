package org.sharedstruct.examples.pursuit;

import java.io.IOException;
import java.util.Map;
import org.sharedstruct.SharedMemory;

/**
 * The launcher: makes the shared structs, starts the three processes that meet in them, and watches.
 *
 * <p>An argument sets how many seconds they are at work, {@value #USUAL_SECONDS} unless given. Exit
 * status: 0 if all went well; {@value Mishap#USAGE} for an argument that makes no sense; {@value
 * Mishap#TORN_READ} for a torn read; {@value Mishap#LOST_PROCESS} for a process that failed, was killed
 * or hangs; 1 for what is not foreseen here, such as a full disk. The reason is on standard error.
 *
 * <p>However it ends, by Ctrl-C too, it leaves no process and no file behind. Only where it is itself
 * killed by force do the files stay; the children then end of their own accord.
 */
public final class Pursuit {

  private static final String USUAL_SECONDS = "10";
  private static final float MOST_SECONDS = 3600;

  private Pursuit() {}

  /**
   * Runs the show.
   *
   * @param arguments nothing, or the number of seconds
   * @throws IOException if the shared files cannot be made or a process cannot be started
   */
  public static void main(String[] arguments) throws IOException {
    int status = 0;
    try (var _ = new Unwinding()) {
      System.out.print(run(seconds(arguments)));
    } catch (Mishap mishap) {
      System.err.println("Pursuit: " + mishap.getMessage());
      status = mishap.status();
    } catch (InterruptedException e) {
      // By Unwinding: a signal is ending the JVM, and gives the exit status. All is closed already.
    }
    System.exit(status);
  }

  private static float seconds(String[] arguments) throws Mishap {
    try {
      float seconds = Float.parseFloat(arguments.length == 0 ? USUAL_SECONDS : arguments[0]);
      if (seconds > 0 && seconds <= MOST_SECONDS) {
        return seconds;
      }
    } catch (NumberFormatException e) {
      // Said below, as of a number that is too large or too small.
    }
    throw Mishap.usage("Pursuit [seconds], more than 0 and at most %.0f".formatted(MOST_SECONDS));
  }

  /** Returns the summary of a show that went well. */
  private static String run(float seconds) throws IOException, InterruptedException, Mishap {
    long me = ProcessHandle.current().pid();
    // Closed in reverse: first the crew, so that no process is left, then the structs, then their files.
    try (Folder folder = Folder.create();
        SharedShow show = SharedShow.create(folder.file("show"), new ShowRecord(me, seconds, 0, false));
        SharedXY target = SharedXY.create(folder.file("target"));
        SharedSteering steering = SharedSteering.create(folder.file("steering"));
        SharedStatistics detector = SharedStatistics.create(folder.file("detector"));
        SharedStatistics planner = SharedStatistics.create(folder.file("planner"));
        SharedStatistics display = SharedStatistics.create(folder.file("display"));
        Crew crew = new Crew()) {
      Map<String, SharedMemory> regions = Map.of("show", show, "target", target, "steering", steering,
          "detector", detector, "planner", planner, "display", display);
      crew.start(Detector.class, regions, detector.guarded());
      crew.start(Planner.class, regions, planner.guarded());
      crew.start(Display.class, regions, display.guarded());
      direct(show.guarded(), crew);
      return Summary.of(seconds,
          detector.guarded().snapshot(), planner.guarded().snapshot(), display.guarded().snapshot());
    }
  }

  /** Keeps the clock of the show while all is well, and ends it. */
  private static void direct(GuardedShow show, Crew crew) throws InterruptedException, Mishap {
    crew.awaitStart();
    long start = System.nanoTime();
    for (float elapsed = 0; elapsed < show.seconds(); elapsed = (System.nanoTime() - start) / 1e9f) {
      show.elapsed(elapsed);
      crew.check();
    }
    show.update(s -> s.elapsed(s.seconds()).finished(true));
    crew.awaitEnd();
  }
}
