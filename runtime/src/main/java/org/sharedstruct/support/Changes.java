package org.sharedstruct.support;

import java.time.Duration;
import java.util.Spliterator;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The source of a stream of snapshots, no two in a row equal. As in {@link Awaiting} the version is
 * read before the snapshot, so that the last commit is never missed, and there is one more look
 * when the time is over.
 *
 * <p>One thread at a time goes through the stream; any other may call {@link #close} meanwhile.
 *
 * @param <R> the record
 */
final class Changes<R> implements Spliterator<R> {

  /** How long it takes to find that another thread has closed the stream. */
  private static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final GuardedView<?, ?, R> view;
  private final long idleNanos;

  /** What was given last; null before the first. */
  private R last;

  /** When that was seen. */
  private long since;

  /** The version before the last look. */
  private long version;

  private volatile boolean over;

  private Changes(GuardedView<?, ?, R> view, long idleNanos) {
    this.view = view;
    this.idleNanos = idleNanos;
  }

  static <R> Stream<R> of(GuardedView<?, ?, R> view, Duration idle) {
    Changes<R> changes = new Changes<>(view, Nanos.of(idle));
    return StreamSupport.stream(changes, false).onClose(changes::close);
  }

  private void close() {
    over = true;
  }

  @Override
  public boolean tryAdvance(Consumer<? super R> action) {
    if (!over && (last == null ? look() : awaitAnother())) {
      action.accept(last);
      return true;
    }
    over = true;
    return false;
  }

  private boolean awaitAnother() {
    while (!over && !Thread.currentThread().isInterrupted()) {
      long left = idleNanos - (System.nanoTime() - since);
      if ((left <= 0 || view.guard.version() != version) && look()) {
        return true;
      }
      if (left <= 0) {
        return false;
      }
      view.guard.awaitChange(version, Math.min(left, SLICE_NANOS));
    }
    return false;
  }

  /** Whether there is something else than what was given last. */
  private boolean look() {
    long before = view.guard.version();
    R seen = view.read();
    version = before;
    if (seen.equals(last)) {
      return false;
    }
    last = seen;
    since = System.nanoTime();
    return true;
  }

  /** Not at all: each value depends on the one before. */
  @Override
  public Spliterator<R> trySplit() {
    return null;
  }

  @Override
  public long estimateSize() {
    return Long.MAX_VALUE;
  }

  @Override
  public int characteristics() {
    return ORDERED | NONNULL;
  }
}
