package org.sharedstruct.support;

import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Lock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.sharedstruct.InvalidValueException;
import org.sharedstruct.OwnerDiedException;

/**
 * The superclass of generated guarded views of an array. The unit of a commit is the element.
 *
 * <p>Any thread of any process may use a guarded view at any time.
 *
 * @param <V> the raw view of an element
 * @param <G> the guarded view of an element
 * @param <R> the record
 */
public abstract class GuardedArray<V extends RawView, G extends GuardedView<V, R>, R>
    implements Iterable<R> {

  /** The way to the memory. */
  protected final ViewGuard guard;

  private final long first;
  private final long length;

  /**
   * Makes a guarded view of some elements.
   *
   * @param <A> the view's type
   */
  @FunctionalInterface
  public interface Factory<A> {

    /**
     * A view of some elements.
     *
     * @param guard the way to the memory
     * @param first the first element, counted from the region's first
     * @param length how many
     * @return the view
     */
    A at(ViewGuard guard, long first, long length);
  }

  /**
   * For generated views.
   *
   * @param guard the way to the memory
   * @param first the first element, counted from the region's first
   * @param length how many elements
   */
  protected GuardedArray(ViewGuard guard, long first, long length) {
    this.guard = guard;
    this.first = first;
    this.length = length;
  }

  /**
   * Makes the view of an element. It is a method, in which the compiler knows the view and need not make it,
   * however many structs a program has; of a function in a field it does not know what that makes.
   *
   * @param guard the way to the memory
   * @param index the element, counted from the region's first
   * @return the view
   */
  protected abstract G view(ViewGuard guard, long index);

  /**
   * How many structs the array has.
   *
   * @return the number of elements
   */
  public final long length() {
    return length;
  }

  /**
   * The guarded view of one element.
   *
   * @param <G> the view's type
   * @param array the array
   * @param index from 0 to {@code length() - 1}
   * @return a guarded view
   * @throws IndexOutOfBoundsException if there is no such element
   */
  public static <G extends GuardedView<?, ?>> G get(GuardedArray<?, G, ?> array, long index) {
    return array.element(index);
  }

  private G element(long index) {
    return view(guard, at(this, index));
  }

  /**
   * One element as one commit left it; see {@link GuardedView#snapshot}.
   *
   * @param <R> the record
   * @param array the array
   * @param index from 0 to {@code length() - 1}
   * @return a record
   * @throws IndexOutOfBoundsException if there is no such element
   */
  public static <R> R snapshot(GuardedArray<?, ?, R> array, long index) {
    return snapshotOf(array, index);
  }

  private static <V extends RawView, G extends GuardedView<V, R>, R> R snapshotOf(
      GuardedArray<V, G, R> array, long index) {
    ViewGuard guard = array.guard;
    long element = at(array, index);
    try {
      G view = array.view(guard, element);
      V raw = GuardedView.raw(view);
      MemorySegment memory = RawView.memory(raw);
      long stamp = ViewGuard.stamp(memory);
      if (ViewGuard.isInPlace(stamp)) { // most often
        R record = view.record(raw);
        if (guard.valid(memory, stamp)) {
          return record;
        }
      }
    } catch (InvalidValueException perhapsTorn) {
      // then it is read again; what was committed fails again
    } catch (RuntimeException | InternalError failure) {
      throw guard.explain(failure);
    }
    return GuardedView.readAgain(array.view(guard, element));
  }

  /**
   * Runs an action on one element, under the lock and as one commit; see {@link GuardedView#update}.
   *
   * @param <V> the raw view
   * @param array the array
   * @param index from 0 to {@code length() - 1}
   * @param action reads and writes the raw view it is given, which is not to be kept
   * @throws IndexOutOfBoundsException if there is no such element
   */
  public static <V extends RawView> void update(
      GuardedArray<V, ?, ?> array, long index, Consumer<? super V> action) {
    GuardedView.update(array.element(index), action);
  }

  /**
   * As {@link #update}, with a result.
   *
   * @param <V> the raw view
   * @param <T> the result's type
   * @param array the array
   * @param index from 0 to {@code length() - 1}
   * @param function reads and writes the raw view it is given, which is not to be kept
   * @return what the function returned
   * @throws IndexOutOfBoundsException if there is no such element
   */
  public static <V extends RawView, T> T compute(
      GuardedArray<V, ?, ?> array, long index, Function<? super V, ? extends T> function) {
    return GuardedView.compute(array.element(index), function);
  }

  /**
   * Runs an action on several elements, under the lock. It writes them through the guarded view that it is
   * given, or any other of the same handle, by their setters, {@code set} and {@code update}.
   *
   * <p>If it throws, all that it wrote is undone. If the array was created with {@link
   * org.sharedstruct.SharedMemory#ATOMIC_ARRAY}, others see all of its writes or none, also if the process
   * is killed. Otherwise they may see it element by element; if the process is killed in between,
   * everyone is told by an {@link OwnerDiedException} until {@link #repair} was called.
   *
   * @param <A> the view's type
   * @param array the array
   * @param action reads and writes the elements
   * @throws OwnerDiedException if that has happened
   * @throws IllegalStateException if the region is closed
   * @throws UnsupportedOperationException if the region was opened {@code READ_ONLY}
   */
  public static <A extends GuardedArray<?, ?, ?>> void update(A array, Consumer<? super A> action) {
    compute(array, all -> {
      action.accept(all);
      return null;
    });
  }

  /**
   * As {@link #update(GuardedArray, Consumer)}, with a result.
   *
   * @param <A> the view's type
   * @param <T> the result's type
   * @param array the array
   * @param function reads and writes the elements
   * @return what the function returned
   * @throws OwnerDiedException as {@code update}
   * @throws IllegalStateException as {@code update}
   * @throws UnsupportedOperationException as {@code update}
   */
  public static <A extends GuardedArray<?, ?, ?>, T> T compute(
      A array, Function<? super A, ? extends T> function) {
    ViewGuard guard = ((GuardedArray<?, ?, ?>) array).guard;
    return guard.computeAll(array, function);
  }

  /**
   * Makes a whole of an array that a process left half written when it was killed, and says so. Each
   * element is as some commit left it; which of them belong together only the action can know. If it
   * throws, what it wrote is undone and the array stays as it was found. An array that is not half
   * written is updated.
   *
   * @param <A> the view's type
   * @param array the array
   * @param action reads and writes the elements
   * @throws IllegalStateException if the region is closed
   * @throws UnsupportedOperationException if the region was opened {@code READ_ONLY}
   */
  public static <A extends GuardedArray<?, ?, ?>> void repair(A array, Consumer<? super A> action) {
    ViewGuard guard = ((GuardedArray<?, ?, ?>) array).guard;
    guard.repair(array, action);
  }

  /**
   * All elements as they were at one moment. Waits for no writer where the array was created with {@link
   * org.sharedstruct.SharedMemory#ATOMIC_ARRAY}; otherwise it waits for a section over several elements,
   * as long as its writer lives.
   *
   * <p>Where commits come faster than all elements can be read, it takes the lock for a moment. A {@link
   * org.sharedstruct.SharedMemory#READ_ONLY} handle cannot do that, and reads in parts then. Each part is
   * of one moment, and each element of one commit, but two parts may be of different moments. The same
   * is true of everything that copies all elements to the heap.
   *
   * @return an unmodifiable list of records
   * @throws OwnerDiedException if a writer has died in such a section, and nobody has repaired the array
   * @throws IllegalStateException if the region is closed, or if there are more elements than a list can
   *     have; take a slice then
   */
  public final List<R> snapshot() {
    if (length > Integer.MAX_VALUE) {
      throw new IllegalStateException(
          String.format(Locale.ROOT, "%d elements of %s do not fit into a list: take a slice", length, guard));
    }
    Object[] records = new Object[(int) length];
    guard.ofOneMoment(length, (moment, from, count) -> read(moment, from, count, records));
    @SuppressWarnings("unchecked") // read has put records there
    List<R> list = (List<R>) List.of(records);
    return list;
  }

  private void read(Moment moment, long from, long count, Object[] records) {
    for (long index = from; index < from + count; index++) {
      G element = element(index);
      records[(int) index] = moment.read(first + index, source -> GuardedView.read(element, source));
    }
  }

  /**
   * Copies a field of all elements to the heap, as they were at one moment; see {@link #snapshot()}.
   *
   * @param <A> the type of the target
   * @param array the array
   * @param at byte offset of the field in an element
   * @param column the field
   * @param target as long as the array
   * @throws IllegalArgumentException if it is longer or shorter
   */
  protected static <A> void copyTo(GuardedArray<?, ?, ?> array, long at, Column<A> column, A target) {
    FixedLength.check(RawArray.THE_ARRAY, column.length(target), array.length);
    array.guard.copyTo(array.first, at, column, target);
  }

  /**
   * Copies a field of all elements from the heap. All values are checked before the first is stored, so that
   * none fails in between.
   *
   * @param <A> the type of the source
   * @param array the array
   * @param field the field's name
   * @param at byte offset of the field in an element
   * @param column the field
   * @param source as long as the array
   * @throws IllegalArgumentException if it is longer or shorter, or has a value that there is no room for
   */
  protected static <A> void copyFrom(
      GuardedArray<?, ?, ?> array, String field, long at, Column<A> column, A source) {
    FixedLength.check(RawArray.THE_ARRAY, column.length(source), array.length);
    column.check(field, source);
    array.guard.copyFrom(array.first, at, column, source);
  }

  /**
   * Stores a list. All values are checked before the first is stored, so that none fails in between.
   *
   * @param <R> the record
   * @param array the array
   * @param codec how an element lies in memory
   * @param values as many as the array has elements
   * @throws IllegalArgumentException if there are more or fewer, or a value has no room
   */
  protected static <R> void setAll(GuardedArray<?, ?, R> array, Codec<R> codec, List<R> values) {
    FixedLength.check(RawArray.THE_ARRAY, values.size(), array.length);
    codec.check(values);
    array.guard.storeAll(array.first, array.length, codec, index -> values.get((int) index));
  }

  /**
   * Stores the same value in every element.
   *
   * @param <R> the record
   * @param array the array
   * @param codec how an element lies in memory
   * @param value the value
   * @throws IllegalArgumentException if the value has no room
   */
  protected static <R> void fill(GuardedArray<?, ?, R> array, Codec<R> codec, R value) {
    codec.check(List.of(value));
    array.guard.storeAll(array.first, array.length, codec, index -> value);
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
   * The number of the last commit in the region.
   *
   * @return a number that grows with every commit
   */
  public final long version() {
    return guard.version();
  }

  /**
   * Waits for a commit in the region, of whichever element. An interrupt ends the wait; the
   * thread's interrupt status is kept.
   *
   * <p>Read the version <em>before</em> the snapshot that decides whether to wait.
   * {@code snapshot(i)}, then {@code awaitChange(version(), timeout)} sleeps over a commit that
   * came between the two. {@link #await} and {@link #changes} do it right, and take no notice of
   * other elements.
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
   * Waits for a snapshot of one element that satisfies a condition; see {@link GuardedView#await}.
   *
   * @param <R> the record
   * @param array the array
   * @param index from 0 to {@code length() - 1}
   * @param condition what is waited for; it should depend on the record alone
   * @param timeout how long to wait at most; zero or less: only look
   * @return the first snapshot that satisfies it, perhaps at once
   * @throws InterruptedException if the thread is interrupted on entry or while it waits
   * @throws TimeoutException if there was none in that time
   * @throws IndexOutOfBoundsException if there is no such element
   */
  public static <R> R await(GuardedArray<?, ?, R> array, long index, Predicate<? super R> condition,
      Duration timeout) throws InterruptedException, TimeoutException {
    return awaitIn(array, index, condition, timeout);
  }

  private static <V extends RawView, G extends GuardedView<V, R>, R> R awaitIn(
      GuardedArray<V, G, R> array, long index, Predicate<? super R> condition, Duration timeout)
      throws InterruptedException, TimeoutException {
    return Awaiting.await(array.element(index), condition, timeout);
  }

  /**
   * What one element is now, then what it is after each commit that changed it; see {@link
   * GuardedView#changes}. Commits of other elements are not shown.
   *
   * @param <R> the record
   * @param array the array
   * @param index from 0 to {@code length() - 1}
   * @param idle for how long the element must not change to end the stream
   * @return a stream of snapshots
   * @throws IndexOutOfBoundsException if there is no such element
   */
  public static <R> Stream<R> changes(GuardedArray<?, ?, R> array, long index, Duration idle) {
    return Changes.of(array.element(index), idle);
  }

  /**
   * The same elements without the lock.
   *
   * @param <A> the view's type
   * @param array the array
   * @param factory makes the view
   * @return the raw view
   */
  protected static <A> A raw(GuardedArray<?, ?, ?> array, RawArray.Factory<A> factory) {
    return array.guard.raw(array.first, array.length, factory);
  }

  /**
   * For {@code toString} of generated views.
   *
   * @param array the view
   * @param type the view's type
   * @return type, length, first values and place
   */
  protected static String toString(GuardedArray<?, ?, ?> array, String type) {
    return Text.of(type, array.length, array.guard::isOpen, array::stream) + " of " + array.guard;
  }

  /**
   * A view on some of the elements.
   *
   * @param <A> the view's type
   * @param array the array
   * @param from the first element of the slice
   * @param length how many elements it has
   * @param factory makes the view
   * @return the view
   * @throws IndexOutOfBoundsException if the slice is not within the array
   */
  protected static <A> A slice(GuardedArray<?, ?, ?> array, long from, long length, Factory<A> factory) {
    Objects.checkFromIndexSize(from, length, array.length);
    return factory.at(array.guard, array.first + from, length);
  }

  /**
   * Which element of the region an index of this view means.
   *
   * @param array the view
   * @param index from 0 to {@code length() - 1}
   * @return the index in the region
   * @throws IndexOutOfBoundsException if there is no such element
   */
  protected static long at(GuardedArray<?, ?, ?> array, long index) {
    return array.first + Objects.checkIndex(index, array.length);
  }

  /** Goes through a snapshot of each element; each is of one commit, two may be of different ones. */
  @Override
  public final Iterator<R> iterator() {
    return new Iterator<>() {
      private long next;

      @Override
      public boolean hasNext() {
        return next < length;
      }

      @Override
      public R next() {
        if (!hasNext()) {
          throw new NoSuchElementException("element " + next + " of " + length);
        }
        return snapshotOf(GuardedArray.this, next++);
      }
    };
  }

  /**
   * Snapshots of all elements, each of one commit.
   *
   * @return a sequential stream in the order of the elements
   */
  public final Stream<R> stream() {
    return LongStream.range(0, length).mapToObj(index -> snapshotOf(this, index));
  }
}
