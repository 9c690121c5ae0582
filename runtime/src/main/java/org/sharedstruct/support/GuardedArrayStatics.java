package org.sharedstruct.support;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The operations of a guarded view of an array in the form that takes the view, for a struct that has methods of its own in the place of
 * some of them: {@code GuardedConfig.Array.get(view, index)}.
 *
 * @param <I> the struct's interface
 * @param <V> the raw view of an element
 * @param <A> the raw view of the array
 * @param <G> the guarded view of an element
 * @param <S> the guarded view of the array
 * @param <R> the record
 */
public abstract class GuardedArrayStatics<I, V extends RawStruct<I, V, R>, A extends RawArray<I, V, A, R>,
    G extends GuardedView<I, V, R>, S extends GuardedArray<I, V, A, G, S, R>, R>
    extends GuardedArray<I, V, A, G, S, R> {

  /**
   * For generated views.
   *
   * @param guard the way to the memory
   * @param first the first element, counted from the region's first
   * @param length how many elements
   * @param codec an element
   */
  protected GuardedArrayStatics(ViewGuard guard, long first, long length, StructCodec<I, V, A, R> codec) {
    super(guard, first, length, codec);
  }

  /**
   * As {@link GuardedArrayOperations#get}.
   *
   * @param <G> the guarded view of an element
   * @param array the array
   * @param index from 0 to {@code length() - 1}
   * @return a guarded view
   */
  public static <G extends GuardedView<?, ?, ?>> G get(GuardedArray<?, ?, ?, G, ?, ?> array, long index) {
    return array.element(index);
  }

  /**
   * As {@link GuardedArrayOperations#snapshot(long)}.
   *
   * @param <R> the record
   * @param array the array
   * @param index from 0 to {@code length() - 1}
   * @return a record
   */
  public static <R> R snapshot(GuardedArray<?, ?, ?, ?, ?, R> array, long index) {
    return array.read(index);
  }

  /**
   * As {@link GuardedArrayOperations#set}.
   *
   * @param <I> the struct's interface
   * @param array the array
   * @param index from 0 to {@code length() - 1}
   * @param values what to store
   */
  public static <I> void set(GuardedArray<I, ?, ?, ?, ?, ?> array, long index, I values) {
    array.store(index, values);
  }

  /**
   * As {@link GuardedArrayOperations#setAll(List)}.
   *
   * @param <I> the struct's interface
   * @param array the array
   * @param values what to store
   */
  public static <I> void setAll(GuardedArray<I, ?, ?, ?, ?, ?> array, List<? extends I> values) {
    array.storeAll(values);
  }

  /**
   * As {@link GuardedArrayOperations#setAll(Object[])}.
   *
   * @param <I> the struct's interface
   * @param array the array
   * @param values what to store
   */
  public static <I> void setAll(GuardedArray<I, ?, ?, ?, ?, ?> array, I[] values) {
    array.storeAll(List.of(values));
  }

  /**
   * As {@link GuardedArrayOperations#fill}.
   *
   * @param <I> the struct's interface
   * @param array the array
   * @param values what to store
   */
  public static <I> void fill(GuardedArray<I, ?, ?, ?, ?, ?> array, I values) {
    array.storeEverywhere(values);
  }

  /**
   * As {@link GuardedArrayOperations#copyTo}.
   *
   * @param <R> the record
   * @param array the array
   * @param target gets the records
   */
  public static <R> void copyTo(GuardedArray<?, ?, ?, ?, ?, R> array, R[] target) {
    array.readAll(target);
  }

  /**
   * As {@link GuardedArrayOperations#update(long, Consumer)}.
   *
   * @param <V> the raw view
   * @param array the array
   * @param index from 0 to {@code length() - 1}
   * @param action reads and writes the raw view it is given
   */
  public static <V extends RawStruct<?, V, ?>> void update(
      GuardedArray<?, V, ?, ?, ?, ?> array, long index, Consumer<? super V> action) {
    GuardedStatics.update(array.element(index), action);
  }

  /**
   * As {@link GuardedArrayOperations#compute(long, Function)}.
   *
   * @param <V> the raw view
   * @param <T> the result's type
   * @param array the array
   * @param index from 0 to {@code length() - 1}
   * @param function reads and writes the raw view it is given
   * @return what the function returned
   */
  public static <V extends RawStruct<?, V, ?>, T> T compute(
      GuardedArray<?, V, ?, ?, ?, ?> array, long index, Function<? super V, ? extends T> function) {
    return GuardedStatics.compute(array.element(index), function);
  }

  /**
   * As {@link GuardedArrayOperations#update(Consumer)}.
   *
   * @param <S> the guarded view of the array
   * @param array the array
   * @param action writes elements
   */
  public static <S extends GuardedArray<?, ?, ?, ?, S, ?>> void update(S array, Consumer<? super S> action) {
    compute(array, all -> {
      action.accept(all);
      return null;
    });
  }

  /**
   * As {@link GuardedArrayOperations#compute(Function)}.
   *
   * @param <S> the guarded view of the array
   * @param <T> the result's type
   * @param array the array
   * @param function writes elements
   * @return what the function returned
   */
  public static <S extends GuardedArray<?, ?, ?, ?, S, ?>, T> T compute(S array, Function<? super S, ? extends T> function) {
    ViewGuard guard = ((GuardedArray<?, ?, ?, ?, ?, ?>) array).guard;
    return guard.computeAll(array, function);
  }

  /**
   * As {@link GuardedArrayOperations#repair}.
   *
   * @param <S> the guarded view of the array
   * @param array the array
   * @param action writes elements
   */
  public static <S extends GuardedArray<?, ?, ?, ?, S, ?>> void repair(S array, Consumer<? super S> action) {
    ViewGuard guard = ((GuardedArray<?, ?, ?, ?, ?, ?>) array).guard;
    guard.repair(array, action);
  }

  /**
   * As {@link GuardedArrayOperations#awaitChange}.
   *
   * @param array the array
   * @param version the version already seen
   * @param timeout how long to wait at most
   * @return the version now
   */
  public static long awaitChange(GuardedArray<?, ?, ?, ?, ?, ?> array, long version, Duration timeout) {
    return array.guard.awaitChange(version, timeout);
  }

  /**
   * As {@link GuardedArrayOperations#await}.
   *
   * @param <R> the record
   * @param array the array
   * @param index from 0 to {@code length() - 1}
   * @param condition what is waited for
   * @param timeout how long to wait at most
   * @return the first snapshot that satisfies it
   * @throws InterruptedException as there
   * @throws TimeoutException as there
   */
  public static <R> R await(GuardedArray<?, ?, ?, ?, ?, R> array, long index, Predicate<? super R> condition,
      Duration timeout) throws InterruptedException, TimeoutException {
    return Awaiting.await(array.element(index), condition, timeout);
  }

  /**
   * As {@link GuardedArrayOperations#changes}.
   *
   * @param <R> the record
   * @param array the array
   * @param index from 0 to {@code length() - 1}
   * @param idle for how long the element must not change to end the stream
   * @return a stream of snapshots
   */
  public static <R> Stream<R> changes(GuardedArray<?, ?, ?, ?, ?, R> array, long index, Duration idle) {
    return Changes.of(array.element(index), idle);
  }

  /**
   * As {@link GuardedArrayOperations#slice}.
   *
   * @param <S> the guarded view of the array
   * @param array the array
   * @param from the first element of the slice
   * @param length how many elements it has
   * @return the view
   */
  public static <S extends GuardedArray<?, ?, ?, ?, S, ?>> S slice(
      GuardedArray<?, ?, ?, ?, S, ?> array, long from, long length) {
    return array.part(from, length);
  }
}
