package org.sharedstruct.kernel;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * Work with files that no interrupt cuts. Java closes a channel when the thread that reads, writes or maps
 * through it is interrupted, and with it goes what was half done. Where that happens, all is done once
 * more in a thread that nobody else knows, while the caller waits. An interrupt of the caller is kept.
 */
public final class Uninterrupted {

  /** Work with files. If it fails, nothing is left of it that keeps it from being done again. */
  public interface Work<T> {
    T run() throws IOException;
  }

  private static final Duration FOREVER = Duration.ofDays(10_000);

  private Uninterrupted() {}

  /**
   * Does it, however long it takes.
   *
   * @param work what to do; it must not need a lock that the caller holds
   * @return what it returned
   * @throws IOException if it did
   */
  public static <T> T call(Work<T> work) throws IOException {
    if (!Thread.currentThread().isInterrupted()) {
      try {
        return work.run();
      } catch (ClosedByInterruptException cut) {
        // it stays interrupted
      }
    }
    return callElsewhere(work);
  }

  /**
   * Does what cannot be done again, in another thread at once.
   *
   * @param work what to do; it must not need a lock that the caller holds
   * @return what it returned
   * @throws IOException if it did
   */
  public static <T> T callElsewhere(Work<T> work) throws IOException {
    Task<T> task = new Task<>(work);
    task.await(FOREVER);
    return task.result();
  }

  /**
   * Opens what may block for ever, and does not wait for that.
   *
   * @param work what to do; it must not need a lock that the caller holds
   * @param longest how long to wait
   * @return what was opened; empty if that took longer. Its thread then stays until it is opened, and
   *     closes it
   * @throws IOException if it could not be opened
   */
  public static <T extends Closeable> Optional<T> open(Work<T> work, Duration longest) throws IOException {
    AtomicBoolean decided = new AtomicBoolean();
    Task<T> task = new Task<>(() -> {
      T opened = work.run();
      if (!decided.compareAndSet(false, true)) {
        opened.close();
      }
      return opened;
    });
    if (!task.await(longest) && decided.compareAndSet(false, true)) {
      return Optional.empty();
    }
    task.await(FOREVER);
    return Optional.of(task.result());
  }

  private static final class Task<T> {

    private final Work<T> work;
    private final Thread thread;
    private T result;
    private Throwable failure;

    Task(Work<T> work) {
      this.work = work;
      thread = Thread.ofPlatform().daemon().name("sharedstruct-files").inheritInheritableThreadLocals(false)
          .unstarted(this::run);
      thread.setContextClassLoader(null);
      thread.start();
    }

    private void run() {
      try {
        result = work.run();
      } catch (Throwable thrown) {
        failure = thrown;
      }
    }

    boolean await(Duration longest) {
      long start = System.nanoTime();
      boolean interrupted = false;
      try {
        for (;;) {
          try {
            return thread.join(longest.minusNanos(System.nanoTime() - start));
          } catch (InterruptedException later) {
            interrupted = true;
          }
        }
      } finally {
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
      }
    }

    T result() throws IOException {
      switch (failure) {
        case null -> {
          return result;
        }
        case IOException e -> throw told(e);
        case RuntimeException e -> throw told(e);
        case Error e -> throw told(e);
        default -> throw new AssertionError("work throws nothing else", failure);
      }
    }

    /** Says as well where the caller was. */
    private static <E extends Throwable> E told(E failure) {
      StackTraceElement[] caller = Thread.currentThread().getStackTrace();
      failure.setStackTrace(Stream.of(failure.getStackTrace(), caller).flatMap(Stream::of)
          .toArray(StackTraceElement[]::new));
      return failure;
    }
  }
}
