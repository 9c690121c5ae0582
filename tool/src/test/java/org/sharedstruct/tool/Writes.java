package org.sharedstruct.tool;

import java.nio.file.Path;
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
      case "half-array" -> halfArray(path);
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
    while (System.in.available() == 0) {
      commit.run();
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
    try (SharedPair.Array shared = SharedPair.Array.open(path)) {
      shared.guarded().update(pairs -> {
        pairs.get(0).one(1);
        pairs.get(1).one(1);
        try {
          waitForInput();
        } catch (Exception e) {
          throw new IllegalStateException(e);
        }
      });
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
