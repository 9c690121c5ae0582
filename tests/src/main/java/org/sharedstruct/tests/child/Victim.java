package org.sharedstruct.tests.child;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * A thread that does a {@link Work} and stops for ever before one of its stores, to be killed there with its
 * process. One process has many, each with a region of its own: so one kill ends them all, each between
 * two other stores, and a JVM has to be started for it once.
 */
final class Victim extends Thread {

  /** In place of a point: it came to the end of its work. */
  static final int END = -1;

  /**
   * Whoever takes the lock from a dead one keeps all others of his JVM from asking who lives, for that
   * moment: see {@code Companion}. Stopped there, he would stop the other victims.
   */
  private static final Object ASKING_WHO_LIVES = "org.sharedstruct.region.Companion";

  /** What it is to do. */
  interface Task {
    void run(Tallies tallies) throws Exception;
  }

  private final Work work;
  private final Path region;
  private final Task before;
  private final Task deadly;
  private final int stores;

  private final CountDownLatch stopped = new CountDownLatch(1);
  private boolean counting;
  private int passed;
  private volatile int point = END;

  /**
   * Makes one.
   *
   * @param work says of what form the region is
   * @param region where it works; it is there
   * @param before what it does first, without being stopped
   * @param deadly what it is stopped in
   * @param stores how many stores it makes before it stops
   */
  Victim(Work work, Path region, Task before, Task deadly, int stores) {
    super("victim of " + region.getFileName());
    this.work = work;
    this.region = region;
    this.before = before;
    this.deadly = deadly;
    this.stores = stores;
    setDaemon(true);
  }

  /**
   * Starts it and waits until it goes no further; it has said by then what it sees there.
   *
   * @return whether it was stopped before a store; if not, it has come to the end of its work
   */
  boolean startAndStop() throws InterruptedException {
    start();
    stopped.await();
    return point != END;
  }

  @Override
  public void run() {
    try (Tallies tallies = Tallies.open(work.form(), region)) {
      before.run(tallies);
      counting = true;
      deadly.run(tallies);
      counting = false;
      stop("");
    } catch (Exception e) {
      throw new IllegalStateException(getName() + " failed", e);
    }
  }

  /** Called before each store. */
  void reached(int store) {
    if (counting && !Thread.holdsLock(ASKING_WHO_LIVES) && passed++ == stores) {
      counting = false; // what it looks at now is not its work
      point = store;
      stop(Sight.pathOfThisThread());
    }
  }

  private void stop(String path) {
    Parent.tell(Sight.of(work, region, point, path));
    stopped.countDown();
    KillPoint.waitForTheKill();
  }
}
