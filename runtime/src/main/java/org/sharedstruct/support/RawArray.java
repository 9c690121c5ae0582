package org.sharedstruct.support;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The superclass of generated raw views of an array: equally spaced structs in memory.
 *
 * @param <V> the raw view of an element
 */
public abstract class RawArray<V extends RawView> extends RawView implements Iterable<V> {

  /** What the array is called in messages about its length. */
  static final String THE_ARRAY = "the array";

  private final long length;

  /**
   * Makes a raw view of an array.
   *
   * @param <A> the view's type
   */
  @FunctionalInterface
  public interface Factory<A> {

    /**
     * A view on some memory.
     *
     * @param segment the memory
     * @param offset where in it the first element begins, in bytes
     * @param length number of elements
     * @param owner what the view keeps reachable; may be null
     * @return the view
     */
    A at(MemorySegment segment, long offset, long length, Object owner);
  }

  /**
   * Goes through all elements. Each generated array has a subclass of its own, in which the compiler knows the
   * view that comes next, and need not make it.
   *
   * @param <V> the raw view of an element
   */
  protected abstract static class Views<V> implements Iterator<V> {

    private final long length;
    private long next;

    /**
     * For generated views.
     *
     * @param array the array
     */
    protected Views(RawArray<?> array) {
      length = array.length;
    }

    @Override
    public final boolean hasNext() {
      return next < length;
    }

    /**
     * Goes on to the next element.
     *
     * @return its index
     * @throws NoSuchElementException if there is none
     */
    protected final long advance() {
      if (!hasNext()) {
        throw new NoSuchElementException("element " + next + " of " + length);
      }
      return next++;
    }
  }

  /**
   * For generated views.
   *
   * @param segment the memory
   * @param offset where in it the first element begins, in bytes
   * @param length number of elements
   * @param stride bytes from one element to the next
   * @param owner what the view keeps reachable; may be null
   */
  protected RawArray(MemorySegment segment, long offset, long length, long stride, Object owner) {
    super(segment, offset, length * stride, owner);
    this.length = length;
  }

  /**
   * Bytes from one element to the next. This and {@link #view} are methods, which a generated view
   * implements with a constant: of a field the compiler does not know that it never changes, and
   * would check both ends of the segment at each step of a loop.
   *
   * @return the struct's size
   */
  protected abstract long stride();

  /**
   * Makes the view of an element.
   *
   * @param segment the memory
   * @param offset where in it the element begins, in bytes
   * @param owner what the view keeps reachable; may be null
   * @return the view
   */
  protected abstract V view(MemorySegment segment, long offset, Object owner);

  /**
   * How many elements a segment holds.
   *
   * @param segment the memory
   * @param layout an element
   * @return the number of elements
   * @throws IllegalArgumentException if the segment's size is no multiple of the element's, or the
   *     segment is not aligned as the element must be
   */
  protected static long count(MemorySegment segment, MemoryLayout layout) {
    if (segment.byteSize() % layout.byteSize() != 0) {
      throw new IllegalArgumentException(String.format(Locale.ROOT,
          "%d bytes are no whole number of %s of %d bytes",
          segment.byteSize(), layout.name().orElse("elements"), layout.byteSize()));
    }
    if (segment.byteSize() > 0) {
      check(segment, 0, layout);
    }
    return segment.byteSize() / layout.byteSize();
  }

  /**
   * How many structs the array has.
   *
   * @return the number of elements
   */
  public final long length() {
    return length;
  }

  /**
   * The memory of the array, for APIs that want memory and for C. That of a shared file is
   * there until its handle is closed, and is never released without that.
   *
   * @return a segment of {@code length()} structs
   */
  public final MemorySegment segment() {
    return segment(this);
  }

  /**
   * The view of one element.
   *
   * @param <V> the view's type
   * @param array the array
   * @param index from 0 to {@code length() - 1}
   * @return a raw view
   * @throws IndexOutOfBoundsException if there is no such element
   */
  public static <V extends RawView> V get(RawArray<V> array, long index) {
    return array.view(memory(array), offset(array) + at(array, index), owner(array));
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
  protected static <A> A slice(RawArray<?> array, long from, long length, Factory<A> factory) {
    Objects.checkFromIndexSize(from, length, array.length);
    return factory.at(memory(array), offset(array) + from * array.stride(), length, owner(array));
  }

  /**
   * Stores a list into an array.
   *
   * @param <S> the struct's interface
   * @param <V> the raw view of an element
   * @param values as many as the array has elements
   * @param array the array
   * @param setter stores one
   * @throws IllegalArgumentException if there are more or fewer
   */
  protected static <S, V extends RawView> void copyAll(
      List<? extends S> values, RawArray<V> array, BiConsumer<V, S> setter) {
    FixedLength.check(THE_ARRAY, values.size(), array.length);
    long index = 0;
    for (S value : values) {
      setter.accept(get(array, index++), value);
    }
  }

  /**
   * Stores the same value in every element.
   *
   * @param <T> the value's type
   * @param array the array
   * @param codec how an element lies in memory
   * @param value the value
   */
  protected static <T> void fill(RawArray<?> array, Codec<T> codec, T value) {
    for (long index = 0; index < array.length; index++) {
      set(array, index * array.stride(), codec, value);
    }
  }

  /**
   * Copies a field of all elements to the heap.
   *
   * @param <A> the type of the target
   * @param array the array
   * @param at byte offset of the field in an element
   * @param column the field
   * @param target as long as the array
   * @throws IllegalArgumentException if it is longer or shorter
   */
  protected static <A> void copyTo(RawArray<?> array, long at, Column<A> column, A target) {
    FixedLength.check(THE_ARRAY, column.length(target), array.length);
    try {
      column.loadAll(memory(array), offset(array) + at, array.stride(), target);
    } catch (RuntimeException | InternalError failure) {
      throw explain(array, failure);
    }
  }

  /**
   * Copies a field of all elements from the heap.
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
      RawArray<?> array, String field, long at, Column<A> column, A source) {
    FixedLength.check(THE_ARRAY, column.length(source), array.length);
    column.check(field, source);
    try {
      column.storeAll(memory(array), offset(array) + at, array.stride(), source);
    } catch (RuntimeException | InternalError failure) {
      throw explain(array, failure);
    }
  }

  /**
   * For {@code toString} of generated views.
   *
   * @param array the view
   * @param <V> the raw view of an element
   * @param type the view's type
   * @param values copies an element
   * @return type, length, first values and place
   */
  protected static <V extends RawView> String toString(
      RawArray<V> array, String type, Function<V, ?> values) {
    return Text.of(type, array.length, () -> isOpen(array), () -> array.stream().map(values)) + place(array);
  }

  /** Records of all elements. */
  @Override
  protected final Object record(RawView view) {
    return stream().<Object>map(element -> element.record(element)).toList();
  }

  /**
   * Where an element begins.
   *
   * @param array the array
   * @param index the element
   * @return its byte offset in the view
   * @throws IndexOutOfBoundsException if there is no such element
   */
  protected static long at(RawArray<?> array, long index) {
    return Objects.checkIndex(index, array.length) * array.stride();
  }

  /**
   * The views of all elements.
   *
   * @return an iterator in the order of the elements
   */
  @Override
  public abstract Iterator<V> iterator();

  /**
   * The views of all elements.
   *
   * @return a sequential stream in the order of the elements
   */
  public final Stream<V> stream() {
    return LongStream.range(0, length).mapToObj(index -> get(this, index));
  }
}
