package org.sharedstruct.tests.child;

import java.nio.file.Path;
import org.sharedstruct.tests.GuardedDevice;
import org.sharedstruct.tests.RawDevice;
import org.sharedstruct.tests.SharedDevice;

/** Adds 1 to a field again and again, each time atomically. */
public final class AddsAtomically {

  private AddsAtomically() {}

  /** Arguments: path, how to add, how often. */
  public static void main(String[] arguments) throws Exception {
    int times = Integer.parseInt(arguments[2]);
    try (SharedDevice shared = SharedDevice.open(Path.of(arguments[0]))) {
      Parent.tell("ready");
      Parent.awaitLine();
      for (int i = 0; i < times; i++) {
        add(arguments[1], shared.raw(), shared.guarded());
      }
    }
  }

  private static void add(String how, RawDevice raw, GuardedDevice guarded) {
    switch (how) {
      case "raw getAndAdd" -> raw.getAndAddCount(1);
      case "raw compareAndSet" -> {
        long seen;
        do {
          seen = raw.atomicCount().getVolatile();
        } while (!raw.compareAndSetCount(seen, seen + 1));
      }
      case "guarded getAndAdd" -> guarded.getAndAddCount(1);
      case "guarded compareAndSet" -> {
        long seen;
        do {
          seen = guarded.count();
        } while (!guarded.compareAndSetCount(seen, seen + 1));
      }
      default -> throw new IllegalArgumentException(how);
    }
  }
}
