package org.sharedstruct.benchmarks.child;

import java.nio.file.Path;
import org.sharedstruct.benchmarks.struct.GuardedXY;
import org.sharedstruct.benchmarks.struct.SharedXY;

/** One of several processes that update the same struct as fast as they can. */
public final class Updates {

  private Updates() {}

  /** Argument: the path of the region. */
  public static void main(String[] arguments) throws Exception {
    try (SharedXY shared = SharedXY.openOrCreate(Path.of(arguments[0]))) {
      GuardedXY guarded = shared.guarded();
      Turns.serve(Repeated.updates(() -> guarded.update(xy -> xy.x(xy.x() + 1))));
    }
  }
}
