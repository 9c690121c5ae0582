package org.sharedstruct.benchmarks.child;

import java.nio.file.Path;
import java.util.Map;
import org.sharedstruct.benchmarks.struct.SharedSample;

/** A process that is attached and does nothing. */
public final class Idle {

  private Idle() {}

  /** Argument: the path of an array that is there. */
  public static void main(String[] arguments) throws Exception {
    try (SharedSample.Array shared = SharedSample.Array.open(Path.of(arguments[0]))) {
      shared.guarded();
      Turns.serve(Map.of());
    }
  }
}
