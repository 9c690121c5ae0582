package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Lock;

/** A thread of this JVM that holds a lock from the construction to the close of this object. */
final class Holding implements AutoCloseable {

  /** What the thread does. */
  interface Body {
    void run() throws Exception;
  }

  /** A method in which it holds the lock, for stack traces. */
  interface Frame {
    void run(Body body) throws Exception;
  }

  private final CountDownLatch held = new CountDownLatch(1);
  private final CountDownLatch end = new CountDownLatch(1);
  private final FutureTask<Void> task;
  private final Thread thread;

  Holding(Lock lock) throws InterruptedException {
    this(LostHoldTest.Kind.PLATFORM, lock, Body::run);
  }

  Holding(LostHoldTest.Kind kind, Lock lock, Frame frame) throws InterruptedException {
    task = new FutureTask<>(() -> {
      lock.lock();
      try {
        held.countDown();
        frame.run(end::await);
      } finally {
        lock.unlock();
      }
      return null;
    });
    thread = kind.start(() -> {
      Thread.currentThread().setName("the holder");
      task.run();
    });
    assertThat(held.await(Threads.LIMIT.toSeconds(), TimeUnit.SECONDS))
        .as("the lock is held").isTrue();
  }

  Thread thread() {
    return thread;
  }

  @Override
  public void close() {
    free();
  }

  /** Ends the hold; returns when the lock is free. */
  void free() {
    end.countDown();
    try {
      task.get(Threads.LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public String toString() {
    return thread.getName();
  }
}
