package org.sharedstruct.tool.page;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The pages that are open: not too many of them, and none that takes nothing any more. */
final class Streams {

  /** More windows than people have. */
  static final int MOST = 32;

  /** A page that is only slow takes something earlier. */
  private static final long STALLED_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final Semaphore places = new Semaphore(MOST);
  private final Map<EventStream, Thread> open = new ConcurrentHashMap<>();

  Streams() {
    Thread.ofPlatform().daemon().name("stalled").start(this::watch);
  }

  /** Whether one more may begin; who gets true calls {@link #run}. */
  boolean admit() {
    return places.tryAcquire();
  }

  /** Runs a stream until its page is gone. */
  void run(EventStream stream, HttpExchange exchange) {
    open.put(stream, Thread.currentThread());
    try {
      stream.run();
    } catch (IOException gone) {
      // the usual end
    } finally {
      open.remove(stream);
      exchange.close();
      places.release();
    }
  }

  /**
   * An interrupt closes the channel, and so ends a write that is stuck. To close the exchange would
   * be to write.
   */
  private void watch() {
    try {
      for (;;) {
        TimeUnit.SECONDS.sleep(1);
        open.forEach((stream, thread) -> {
          long since = stream.writingSince();
          if (since != 0 && System.nanoTime() - since > STALLED_NANOS) {
            thread.interrupt();
          }
        });
      }
    } catch (InterruptedException end) {
      Thread.currentThread().interrupt();
    }
  }
}
