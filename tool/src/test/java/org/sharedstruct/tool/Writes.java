package org.sharedstruct.tool;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.sharedstruct.SharedMemory;

/** A program that keeps regions busy, or holds a lock, until its input ends or it is killed. */
final class Writes {

  private Writes() {}

  public static void main(String[] arguments) throws Exception {
    Path path = Path.of(arguments[1]);
    switch (arguments[0]) {
      case "pairs" -> pairs(path);
      case "array" -> array(path);
      case "holding" -> holding(path);
      case "half" -> half(path);
      case "halfArray" -> halfArray(path);
      case "awaiting" -> awaiting(path);
      case "attached" -> attached(path);
      case "temporary" -> temporary(path);
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  private static void pairs(Path path) throws Exception {
    try (SharedPair shared = SharedPair.openOrCreate(path, SharedMemory.name("Writer"))) {
      untilInputEnds(() -> shared.guarded().update(pair -> pair.one(pair.one() + 1).other(pair.one())));
    }
  }

  private static void array(Path path) throws Exception {
    try (SharedPair.Array shared = SharedPair.Array.openOrCreate(path, 16)) {
      long[] next = {0};
      untilInputEnds(() -> {
        next[0]++;
        shared.guarded().update(next[0] % 16, pair -> pair.one(next[0]).other(next[0]));
      });
    }
  }

  private static void untilInputEnds(Runnable commit) throws Exception {
    commit.run();
    System.out.println("ready");
    Thread end = Thread.ofPlatform().daemon().start(Writes::awaitEndOfInput);
    while (end.isAlive()) {
      commit.run();
    }
  }

  /** It also comes when the process that has started this one is killed. */
  private static void awaitEndOfInput() {
    try {
      System.in.read();
    } catch (IOException ended) {
      // as well
    }
  }

  private static void holding(Path path) throws Exception {
    try (SharedPair shared = SharedPair.open(path, SharedMemory.name("Holder"))) {
      shared.lock().lock();
      try {
        waitForInput();
      } finally {
        shared.lock().unlock();
      }
    }
  }

  private static void half(Path path) throws Exception {
    try (SharedPair shared = SharedPair.open(path, SharedMemory.name("Holder"))) {
      shared.guarded().update(pair -> {
        pair.one(77);
        try {
          waitForInput();
        } catch (Exception e) {
          throw new IllegalStateException(e);
        }
      });
    }
  }

  private static void halfArray(Path path) throws Exception {
    try (SharedPair.Array shared = SharedPair.Array.open(path, SharedMemory.name("Holder"))) {
      shared.guarded().update(pairs -> {
        pairs.get(0).one(77);
        pairs.get(1).one(77);
        try {
          waitForInput();
        } catch (Exception e) {
          throw new IllegalStateException(e);
        }
      });
    }
  }

  private static void awaiting(Path path) throws Exception {
    try (SharedPair shared = SharedPair.open(path)) {
      System.out.println("ready");
      shared.guarded().awaitChange(shared.guarded().version(), Duration.ofMinutes(2));
      System.out.println(shared.guarded().one());
      System.in.read();
    }
  }

  private static void attached(Path path) throws Exception {
    try (SharedPair shared = SharedPair.open(path, SharedMemory.name("Guest"))) {
      shared.guarded().version();
      waitForInput();
    }
  }

  private static void temporary(Path folder) throws Exception {
    try (SharedPair shared = SharedPair.createTemporary(SharedMemory.folder(folder))) {
      System.out.println(shared.path());
      waitForInput();
    }
  }

  private static void waitForInput() throws Exception {
    System.out.println("ready");
    System.in.read();
  }
}
