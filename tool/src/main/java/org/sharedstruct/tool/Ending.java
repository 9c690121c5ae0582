package org.sharedstruct.tool;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The end of a command that goes on until it is stopped, by SIGINT or SIGTERM: it is interrupted,
 * ends what it is at, and gives its own exit status. Without this the JVM would end in the middle,
 * with a status of its own.
 */
final class Ending {

  /** A command that does not end for so long is ended. */
  private static final long LONGEST_SECONDS = 20;

  private static volatile Ending current;

  private final Thread worker = Thread.currentThread();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread hook = new Thread(this::stop, "sharedstruct-stop");
  private volatile boolean isAsked;
  private volatile int status;

  private Ending() {}

  /** Begins to listen, for the calling thread. */
  static Ending listen() {
    Ending ending = new Ending();
    current = ending;
    Runtime.getRuntime().addShutdownHook(ending.hook);
    return ending;
  }

  /** Whether the command is to end. The thread is interrupted as well. */
  boolean isAsked() {
    return isAsked;
  }

  private void stop() {
    isAsked = true;
    worker.interrupt();
    try {
      if (ended.await(LONGEST_SECONDS, TimeUnit.SECONDS)) {
        Runtime.getRuntime().halt(status);
      }
    } catch (InterruptedException other) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the JVM when the command has ended. */
  static void exit(int status) {
    Ending ending = current;
    if (ending != null) {
      ending.end(status);
    }
    System.exit(status);
  }

  private void end(int itsStatus) {
    status = itsStatus;
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException stopping) {
      // then the hook waits for this
    }
    ended.countDown();
  }
}
