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

    /** Waits for the end of the work, and throws what it threw. */
    T finish() throws Exception {
      return task.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    /** Waits until the thread parks, having found that it must wait. */
    void awaitWaiting() throws InterruptedException {
      Threads.await("a waiting thread", () -> thread.getState() == Thread.State.TIMED_WAITING
          || thread.getState() == Thread.State.WAITING);
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
    while (!condition.getAsBoolean() && System.nanoTime() - start < LIMIT.toNanos()) {
      Thread.sleep(1);
    }
    assertThat(condition.getAsBoolean()).as(what).isTrue();
  }
}
