package org.sharedstruct.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/** Moves a pose round and round, some times a second. */
final class Mover implements AutoCloseable {

  private static final long STEP_NANOS = 100_000_000;

  private final SharedPose pose;
  private final CompletableFuture<Void> end;
  private volatile boolean isEnded;

  Mover(Path path) throws Exception {
    pose = SharedPose.create(path);
    end = CompletableFuture.runAsync(this::move);
  }

  private void move() {
    for (double angle = 0; !isEnded; angle += 0.1) {
      double now = angle;
      pose.guarded().update(raw -> raw.x(Math.cos(now)).y(Math.sin(now)));
      LockSupport.parkNanos(STEP_NANOS);
    }
  }

  void requireMoving() {
    assertThat(end).isNotDone();
  }

  @Override
  public void close() {
    isEnded = true;
    end.join();
    pose.close();
  }
}
