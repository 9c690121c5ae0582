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
 * A guarded view of an array. The unit of a commit is the element. {@link GuardedArrayOperations} has the operations
 * that take something as methods of the view, {@link GuardedArrayStatics} in a form whose names are not the user's
 * to take.
 *
 * <p>Any thread of any process may use a guarded view at any time.
 *
 * @param <I> the struct's interface
 * @param <V> the raw view of an element
 * @param <A> the raw view of the array
 * @param <G> the guarded view of an element
 * @param <S> the guarded view of the array
 * @param <R> the record
 */
public abstract class GuardedArray<I, V extends RawStruct<I, V, R>, A extends RawArray<I, V, A, R>,
    G extends GuardedView<I, V, R>, S extends GuardedArray<I, V, A, G, S, R>, R> implements Iterable<R> {

  /** The way to the memory. */
  protected final ViewGuard guard;

  private final long first;
  private final long length;

  private final StructCodec<I, V, A, R> codec;

  /**
   * For generated views.
   *
   * @param guard the way to the memory
   * @param first the first element, counted from the region's first
   * @param length how many elements
   * @param codec an element
   */
  protected GuardedArray(ViewGuard guard, long first, long length, StructCodec<I, V, A, R> codec) {
    this.codec = codec;
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
   * Makes a view of some elements.
   *
   * @param guard the way to the memory
   * @param first the first element, counted from the region's first
   * @param length how many
   * @return the view
   */
  protected abstract S view(ViewGuard guard, long first, long length);

  /**
   * How many structs the array has.
   *
   * @return the number of elements
   */
  public final long length() {
    return length;
  }

  G element(long index) {
    return view(guard, at(this, index));
  }

  R read(long index) {
    return element(index).read();
  }

  void store(long index, I values) {
    G element = element(index);
    element.store(element, values);
  }

  /** All values are checked before the first is stored, so that none fails in between. */
  void storeAll(List<? extends I> values) {
    List<R> records = values.stream().<R>map(codec::copy).toList();
    FixedLength.check(RawArray.THE_ARRAY, records.size(), length);
    codec.check(records);
    guard.storeAll(first, length, codec, index -> records.get((int) index));
  }

  void storeEverywhere(I values) {
    R record = codec.copy(values);
    codec.check(List.of(record));
    guard.storeAll(first, length, codec, index -> record);
  }

  void readAll(R[] target) {
    copyTo(0, codec.column(), target);
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
      records[(int) index] = moment.read(first + index, source -> guard.readAt(source, codec));
    }
  }

  /**
   * Copies a field of all elements to the heap, as they were at one moment; see {@link #snapshot()}.
   *
   * @param at byte offset of the field in an element
   * @param column the field
   * @param target as long as the array
   * @throws IllegalArgumentException if it is longer or shorter
   */
  protected final void copyTo(long at, Column<?> column, Object target) {
    Column<Object> values = Column.of(column);
    FixedLength.check(RawArray.THE_ARRAY, values.length(target), length);
    guard.copyTo(first, at, values, target);
  }

  /**
   * Copies a field of all elements from the heap. All values are checked before the first is stored, so that
   * none fails in between.
   *
   * @param field the field's name
   * @param at byte offset of the field in an element
   * @param column the field
   * @param source as long as the array
   * @throws IllegalArgumentException if it is longer or shorter, or has a value that there is no room for
   */
  protected final void copyFrom(String field, long at, Column<?> column, Object source) {
    Column<Object> values = Column.of(column);
    FixedLength.check(RawArray.THE_ARRAY, values.length(source), length);
    values.check(field, source);
    guard.copyFrom(first, at, values, source);
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
   * The same elements without the lock.
   *
   * @return the raw view
   */
  public final A raw() {
    return codec.array(guard, first, length);
  }

  S part(long from, long length) {
    Objects.checkFromIndexSize(from, length, this.length);
    return view(guard, first + from, length);
  }

  /** The length, snapshots of the first elements and where they are. */
  @Override
  public final String toString() {
    return Text.of(getClass().getEnclosingClass().getSimpleName(), length, guard::isOpen, this::stream) + " of " + guard;
  }

  /**
   * Which element of the region an index of this view means.
   *
   * @param array the view
   * @param index from 0 to {@code length() - 1}
   * @return the index in the region
   * @throws IndexOutOfBoundsException if there is no such element
   */
  protected static long at(GuardedArray<?, ?, ?, ?, ?, ?> array, long index) {
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
        return read(next++);
      }
    };
  }

  /**
   * Snapshots of all elements, each of one commit.
   *
   * @return a sequential stream in the order of the elements
   */
  public final Stream<R> stream() {
    return LongStream.range(0, length).mapToObj(this::read);
  }
}
