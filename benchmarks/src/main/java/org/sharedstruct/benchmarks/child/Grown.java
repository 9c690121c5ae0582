package org.sharedstruct.benchmarks.child;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.sharedstruct.benchmarks.struct.GuardedSample;
import org.sharedstruct.benchmarks.struct.RawSample;
import org.sharedstruct.benchmarks.struct.SharedSample;

/**
 * Opens an array of some length again and again, or uses a few of its elements: the last ones, in an order
 * that no processor guesses, so few that they stay in its cache however long the array is.
 */
public final class Grown {

  private static final int USED = 64;
  private static final int STEPS = 1024;

  private static volatile float read;

  private final Path path;
  private final long[] order;
  private int step;
  private float sum;

  private Grown(Path path, long length) {
    this.path = path;
    long used = Math.min(length, USED);
    order = new Random(1).longs(STEPS, length - used, length).toArray();
  }

  /** Arguments: the path, the length of an array that is made if it is not there. */
  public static void main(String[] arguments) throws Exception {
    Path path = Path.of(arguments[0]);
    long length = Long.parseLong(arguments[1]);
    SharedSample.Array.openOrCreate(path, length).close();
    Grown grown = new Grown(path, length);
    Turns.serve(Map.of("attach", grown::attach, "update", grown::update, "get", grown::get));
  }

  private Turn attach(long nanos) {
    return Attaches.repeat(() -> {
      SharedSample.Array shared = SharedSample.Array.open(path);
      read = shared.guarded().value(0);
      return shared;
    }, nanos);
  }

  private Turn update(long nanos) throws IOException {
    try (SharedSample.Array shared = SharedSample.Array.open(path)) {
      GuardedSample.Array guarded = shared.guarded();
      return Repeated.count(() -> guarded.update(next(), sample -> sample.value(sample.value() + 1)), nanos);
    }
  }

  private Turn get(long nanos) throws IOException {
    try (SharedSample.Array shared = SharedSample.Array.open(path)) {
      RawSample.Array raw = shared.raw();
      return Repeated.count(() -> sum += raw.value(next()), nanos);
    }
  }

  private long next() {
    step = (step + 1) % STEPS;
    return order[step];
  }
}
