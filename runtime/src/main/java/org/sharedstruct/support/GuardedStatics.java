package org.sharedstruct.support;

import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Lock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The operations of a guarded view of one struct in the form that takes the view, for a struct that has methods of its own in the place of
 * some of them: {@code GuardedConfig.version(view)}.
 *
 * @param <I> the struct's interface
 * @param <V> the raw view
 * @param <R> the record
 */
public abstract class GuardedStatics<I, V extends RawStruct<I, V, R>, R>
    extends GuardedView<I, V, R> {

  /**
   * For generated views.
   *
   * @param guard the way to the memory
   * @param index which element of the region; 0 for a single struct
   * @param raw the same element without the lock
   * @param codec how the struct lies in memory
   */
  protected GuardedStatics(ViewGuard guard, long index, V raw, StructCodec<I, V, ?, R> codec) {
    super(guard, index, raw, codec);
  }

  /**
   * As {@link GuardedOperations#snapshot}.
   *
   * @param <R> the record
   * @param view the view
   * @return a record
   */
  public static <R> R snapshot(GuardedView<?, ?, R> view) {
    return view.read();
  }

  /**
   * As {@link GuardedOperations#set}.
   *
   * @param <I> the struct's interface
   * @param view where to store
   * @param values what to store
   */
  public static <I> void set(GuardedView<I, ?, ?> view, I values) {
    view.store(values);
  }

  /**
   * As {@link GuardedOperations#update}.
   *
   * @param <V> the raw view
   * @param view the view
   * @param action reads and writes the raw view it is given
   */
  public static <V extends RawStruct<?, V, ?>> void update(GuardedView<?, V, ?> view, Consumer<? super V> action) {
    view.guard.update(view.index, view.raw, action);
  }

  /**
   * As {@link GuardedOperations#compute}.
   *
   * @param <V> the raw view
   * @param <T> the result's type
   * @param view the view
   * @param function reads and writes the raw view it is given
   * @return what the function returned
   */
  public static <V extends RawStruct<?, V, ?>, T> T compute(
      GuardedView<?, V, ?> view, Function<? super V, ? extends T> function) {
    return view.guard.compute(view.index, view.raw, function);
  }

  /**
   * As {@link GuardedOperations#lock}.
   *
   * @param view the view
   * @return the lock
   */
  public static Lock lock(GuardedView<?, ?, ?> view) {
    return view.guard.lock();
  }

  /**
   * As {@link GuardedOperations#raw}.
   *
   * @param <V> the raw view
   * @param view the view
   * @return the raw view
   */
  public static <V extends RawStruct<?, V, ?>> V raw(GuardedView<?, V, ?> view) {
    return view.raw;
  }

  /**
   * As {@link GuardedOperations#version}.
   *
   * @param view the view
   * @return a number that grows with every commit
   */
  public static long version(GuardedView<?, ?, ?> view) {
    return view.guard.version();
  }

  /**
   * As {@link GuardedOperations#awaitChange}.
   *
   * @param view the view
   * @param version the version already seen
   * @param timeout how long to wait at most
   * @return the version now
   */
  public static long awaitChange(GuardedView<?, ?, ?> view, long version, Duration timeout) {
    return view.guard.awaitChange(version, timeout);
  }

  /**
   * As {@link GuardedOperations#await}.
   *
   * @param <R> the record
   * @param view the view
   * @param condition what is waited for
   * @param timeout how long to wait at most
   * @return the first snapshot that satisfies it
   * @throws InterruptedException as there
   * @throws TimeoutException as there
   */
  public static <R> R await(GuardedView<?, ?, R> view, Predicate<? super R> condition, Duration timeout)
      throws InterruptedException, TimeoutException {
    return Awaiting.await(view, condition, timeout);
  }

  /**
   * As {@link GuardedOperations#changes}.
   *
   * @param <R> the record
   * @param view the view
   * @param idle for how long nothing must change to end the stream
   * @return a stream of snapshots
   */
  public static <R> Stream<R> changes(GuardedView<?, ?, R> view, Duration idle) {
    return Changes.of(view, idle);
  }
}
