package org.sharedstruct.tests;

/** A thread that does the same again and again, as fast as it can, until this is closed. */
final class Busy implements AutoCloseable {

  private final Runnable work;
  private final Threads.Running<Void> thread;
  private volatile long rounds;
  private volatile boolean enough;

  private Busy(Runnable work) {
    this.work = work;
    thread = Threads.start(this::run);
  }

  static Busy with(Runnable work) {
    return new Busy(work);
  }

  private Void run() {
    long done = 0;
    while (!enough) {
      work.run();
      rounds = ++done;
    }
    return null;
  }

  /** Waits until it has worked another hundred times from now on. */
  void awaitMore() throws InterruptedException {
    long before = rounds;
    Threads.await("a hundred rounds more", () -> thread.isDone() || rounds >= before + 100);
  }

  @Override
  public void close() {
    enough = true;
    try {
      thread.finish();
    } catch (Exception e) {
      throw new AssertionError("the work failed", e);
    }
  }
}
