package org.sharedstruct.examples.pursuit;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Makes Ctrl-C and {@code kill} end the thread that opened this by an interrupt, so that its
 * try-with-resources close what they opened. Without it the JVM would just stop, and the children and
 * the files would stay.
 */
final class Unwinding implements AutoCloseable {

  private final CountDownLatch unwound = new CountDownLatch(1);

  Unwinding() {
    Thread opener = Thread.currentThread();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> unwind(opener)));
  }

  private void unwind(Thread opener) {
    opener.interrupt();
    try {
      unwound.await(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** All is closed; the JVM may stop. */
  @Override
  public void close() {
    unwound.countDown();
  }
}
