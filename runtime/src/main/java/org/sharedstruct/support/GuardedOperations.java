package org.sharedstruct.support;

import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Lock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What every guarded view of one struct offers beside its fields. A view whose struct has a method of the user's in
 * the place of one of these is no such view: it has the others as its own, and all of them by {@link GuardedStatics}.
 *
 * @param <I> the struct's interface
 * @param <V> the raw view
 * @param <R> the record
 */
public abstract class GuardedOperations<I, V extends RawStruct<I, V, R>, R> extends GuardedView<I, V, R> {

  /**
   * For generated views.
   *
   * @param guard the way to the memory
   * @param index which element of the region; 0 for a single struct
   * @param raw the same element without the lock
   * @param codec how the struct lies in memory
   */
  protected GuardedOperations(ViewGuard guard, long index, V raw, StructCodec<I, V, ?, R> codec) {
    super(guard, index, raw, codec);
  }

  /**
   * All fields as one commit left them. Waits for no writer, be it alive, stopped or dead; it reads again
   * where a commit came in between, and where that happens again and again it takes the lock for a moment
   * if it is free. Within one's own update: as they are at the moment.
   *
   * @return a record
   * @throws IllegalStateException if the region is closed
   * @throws org.sharedstruct.InvalidValueException if the committed bytes are not a valid value of a field
   */
  public final R snapshot() {
    return read();
  }

  /**
   * Stores all fields as one commit.
   *
   * @param values what to store; of a guarded view, the fields of one commit
   * @throws IllegalStateException if the region is closed
   * @throws UnsupportedOperationException if the region was opened {@code READ_ONLY}
   */
  public abstract void set(I values);

  @Override
  protected final void store(GuardedView<I, V, R> view, I values) {
    set(values);
  }

  /**
   * Runs an action on the struct, under the lock and as one commit: others see all of its writes or,
   * if it throws, none. An update within an update joins the outer one; if it alone fails, what it
   * wrote is undone. An update within a hold of {@code lock()} becomes visible with the last unlock.
   *
   * @param action reads and writes the raw view it is given, which is not to be kept
   * @throws IllegalStateException if the region is closed, or if an update of another element of the
   *     same array is going on in this thread
   * @throws UnsupportedOperationException if the region was opened {@code READ_ONLY}
   */
  public final void update(Consumer<V> action) {
    guard.update(index, raw, action);
  }

  /**
   * As {@link #update}, with a result.
   *
   * @param <T> the result's type
   * @param function reads and writes the raw view it is given, which is not to be kept
   * @return what the function returned
   * @throws IllegalStateException as {@link #update}
   * @throws UnsupportedOperationException as {@link #update}
   */
  public final <T> T compute(Function<V, T> function) {
    return guard.compute(index, raw, function);
  }

  /**
   * The lock that writers of this view take: the one given to {@code guarded(Lock)}, or the region's
   * {@link org.sharedstruct.SharedLock}.
   *
   * @return the lock
   */
  public final Lock lock() {
    return guard.lock();
  }

  /**
   * The same struct without the lock.
   *
   * @return the raw view
   */
  public final V raw() {
    return raw;
  }

  /**
   * The number of the last commit in the region.
   *
   * @return a number that grows with every commit
   */
  public final long version() {
    return guard.version();
  }

  /**
   * Waits for a commit in the region, of any element if it is an array. An interrupt ends the wait;
   * the thread's interrupt status is kept.
   *
   * <p>Read the version <em>before</em> the snapshot that decides whether to wait.
   * {@code snapshot()}, then {@code awaitChange(version(), timeout)} sleeps over a commit that came
   * between the two. {@link #await} and {@link #changes} do it right.
   *
   * @param version the version already seen
   * @param timeout how long to wait at most
   * @return the version now; the given one if there was no commit in that time, or before an
   *     interrupt
   * @throws IllegalStateException if the region is closed or the calling thread holds its lock
   */
  public final long awaitChange(long version, Duration timeout) {
    return guard.awaitChange(version, timeout);
  }

  /**
   * Waits for a snapshot that satisfies a condition. It looks at once, and again after each commit;
   * where several come in a short time, some of them may go unseen. Waits for no writer.
   *
   * @param condition what is waited for; it should depend on the record alone
   * @param timeout how long to wait at most; zero or less: only look
   * @return the first snapshot that satisfies it, perhaps at once
   * @throws InterruptedException if the thread is interrupted on entry or while it waits
   * @throws TimeoutException if there was none in that time; its message has the last one
   * @throws IllegalStateException if the region is closed, or if the condition is not met and the
   *     calling thread holds the region's lock, so that it would wait for itself
   */
  public final R await(Predicate<? super R> condition, Duration timeout)
      throws InterruptedException, TimeoutException {
    return Awaiting.await(this, condition, timeout);
  }

  /**
   * What is there now, then what is there after each commit that changed it. Where several come in
   * a short time, some of them may go unseen, but never the last. Two in a row are never equal:
   * commits that store what was there are not shown. Waits for no writer.
   *
   * <p>The stream ends when nothing has changed for the given time, when the thread that goes
   * through it is interrupted (it keeps the status), and when the stream is closed, by whichever
   * thread. It is ordered, sequential and lazy, and looks for the next value when that is asked
   * for. It need not be closed. Its operations throw {@link IllegalStateException} when the region
   * is closed, and where they would wait in a thread that holds the region's lock.
   *
   * @param idle for how long nothing must change to end the stream
   * @return a stream of snapshots
   */
  public final Stream<R> changes(Duration idle) {
    return Changes.of(this, idle);
  }
}
