package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Threads whose failures are not lost, and waiting for a condition. */
final class Threads {

  /** Far more than any step of a test needs on a busy machine. */
  static final Duration LIMIT = Duration.ofSeconds(60);

  private Threads() {}

  /** A thread's work and its outcome. */
  static final class Running<T> {

    private final FutureTask<T> task;
    private final Thread thread;

    private Running(Callable<T> work) {
      task = new FutureTask<>(work);
      thread = Thread.ofPlatform().daemon().start(task);
    }

    Thread thread() {
      return thread;
    }

    boolean isDone() {
      return task.isDone();
    }

    /** Waits for the end of the work and of its thread, and throws what the work threw. */
    T finish() throws Exception {
      T result = task.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
      assertThat(thread.join(LIMIT)).as("%s has ended", thread).isTrue();
      return result;
    }

    /** Gives the thread the time to find that it must wait: until it parks, or a second. */
    void awaitWaiting() throws InterruptedException {
      for (int i = 0; i < 1_000 && !isParked(thread.getState()); i++) {
        Thread.sleep(1);
      }
    }

    private static boolean isParked(Thread.State state) {
      return state == Thread.State.TIMED_WAITING || state == Thread.State.WAITING;
    }
  }

  /** Starts work in a thread of its own. */
  static <T> Running<T> start(Callable<T> work) {
    return new Running<>(work);
  }

  /** Starts work in a thread of its own, waits for its end, and throws what it threw. */
  static <T> T run(Callable<T> work) throws Exception {
    return start(work).finish();
  }

  /** Waits until something is true. */
  static void await(String what, BooleanSupplier condition) throws InterruptedException {
    long start = System.nanoTime();
    boolean met = condition.getAsBoolean();
    while (!met && System.nanoTime() - start < LIMIT.toNanos()) {
      Thread.sleep(1);
      met = condition.getAsBoolean();
    }
    assertThat(met).as(what).isTrue();
  }
}
