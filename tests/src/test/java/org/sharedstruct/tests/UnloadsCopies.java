package org.sharedstruct.tests;

import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import org.sharedstruct.tests.child.Held;

/**
 * Uses a copy of the library and drops it; to be run in a JVM of its own, where softly reachable classes
 * are unloaded at once: a cache of the JDK for records keeps the last class that it has seen softly.
 */
final class UnloadsCopies {

  /** What is done with the copy. */
  enum Use {
    /** Regions are opened and closed. */
    CLOSED {
      @Override
      void of(OtherClassLoader other, Path path) throws Exception {
        lockTwice(other, path);
      }
    },
    /** A region is opened and forgotten. */
    FORGOTTEN {
      @Override
      void of(OtherClassLoader other, Path path) throws Exception {
        lock(other.openTally(path));
      }
    },
    /** Temporary regions are made and closed. */
    TEMPORARY {
      @Override
      void of(OtherClassLoader other, Path path) throws Exception {
        try (OtherClassLoader.Handle first = other.createTemporaryTally();
            OtherClassLoader.Handle second = other.createTemporaryTally()) {
          lock(first);
          lock(second);
        }
        lockTwice(other, path);
      }
    },
    /** A temporary region is made and forgotten. */
    TEMPORARY_FORGOTTEN {
      @Override
      void of(OtherClassLoader other, Path path) throws Exception {
        lock(other.createTemporaryTally());
      }
    },
    /** A temporary region is made, opened once more, and forgotten. */
    TEMPORARY_FORGOTTEN_TWICE {
      @Override
      void of(OtherClassLoader other, Path path) throws Exception {
        OtherClassLoader.Handle made = other.createTemporaryTally();
        lock(made);
        lock(other.openTally(made.path()));
      }
    };

    abstract void of(OtherClassLoader other, Path path) throws Exception;
  }

  private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(60);

  private UnloadsCopies() {}

  /**
   * Arguments: a constant of {@link Use}, the path of a tally. Says whether the copy was unloaded, and
   * what the process holds of the tally then.
   */
  public static void main(String[] arguments) throws Exception {
    Path path = Path.of(arguments[1]);
    WeakReference<ClassLoader> copy = use(Use.valueOf(arguments[0]), path);
    long start = System.nanoTime();
    while (copy.get() != null && System.nanoTime() - start < LIMIT_NANOS) {
      System.gc();
      Thread.sleep(1);
    }
    System.out.println(copy.get() == null ? "unloaded" : "still there");
    System.out.println(Held.of(path));
  }

  private static WeakReference<ClassLoader> use(Use use, Path path) throws Exception {
    try (OtherClassLoader other = new OtherClassLoader()) {
      use.of(other, path);
      return other.reference();
    }
  }

  private static void lockTwice(OtherClassLoader other, Path path) throws Exception {
    for (int i = 0; i < 2; i++) {
      try (OtherClassLoader.Handle handle = other.openTally(path)) {
        lock(handle);
      }
    }
  }

  private static void lock(OtherClassLoader.Handle handle) throws Exception {
    Lock lock = handle.lock();
    lock.lock();
    lock.unlock();
  }
}
