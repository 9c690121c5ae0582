package org.sharedstruct.support;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * A raw view of an array: equally spaced structs in memory. {@link RawArrayOperations} has the operations that take
 * something as methods of the view, {@link RawArrayStatics} in a form whose names are not the user's to take.
 *
 * @param <I> the struct's interface
 * @param <V> the raw view of an element
 * @param <A> the raw view of the array
 * @param <R> the record
 */
public abstract class RawArray<I, V extends RawStruct<I, V, R>, A extends RawArray<I, V, A, R>, R>
    extends RawView implements Iterable<V> {

  /** What the array is called in messages about its length. */
  static final String THE_ARRAY = "the array";

  private final long length;
  private final StructCodec<I, V, A, R> codec;

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
    protected Views(RawArray<?, ?, ?, ?> array) {
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
   * @param codec an element
   * @param owner what the view keeps reachable; may be null
   */
  protected RawArray(
      MemorySegment segment, long offset, long length, StructCodec<I, V, A, R> codec, Object owner) {
    super(segment, offset, owner);
    this.length = length;
    this.codec = codec;
  }

  /**
   * Bytes from one element to the next. This and {@code view} are methods, which a generated view
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
   * Makes the view of an array.
   *
   * @param segment the memory
   * @param offset where in it the first element begins, in bytes
   * @param length number of elements
   * @param owner what the view keeps reachable; may be null
   * @return the view
   */
  protected abstract A view(MemorySegment segment, long offset, long length, Object owner);

  /**
   * Makes a record.
   *
   * @param array this one; a parameter, so that the name is left to the fields of the elements
   * @param values a struct of any kind
   * @return a record, of one commit if it is a guarded view
   */
  protected abstract R copyOf(RawView array, I values);

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
    return lend(this);
  }

  final V element(long index) {
    return view(memory(this), offset(this) + at(this, index), owner(this));
  }

  /**
   * For generated views: the view of an element.
   *
   * @param <V> the raw view of an element
   * @param array the array
   * @param index from 0 to {@code length() - 1}
   * @return a raw view
   */
  protected static <V extends RawStruct<?, V, ?>> V element(RawArray<?, V, ?, ?> array, long index) {
    return array.element(index);
  }

  void store(long index, I values) {
    V element = element(index);
    element.store(element, values);
  }

  void storeAll(List<? extends I> values) {
    FixedLength.check(THE_ARRAY, values.size(), length);
    long index = 0;
    for (I value : values) {
      store(index++, value);
    }
  }

  void storeEverywhere(I values) {
    R record = copyOf(this, values);
    for (long index = 0; index < length; index++) {
      set(this, index * stride(), codec, record);
    }
  }

  void readAll(R[] target) {
    copyTo(0, codec.column(), target);
  }

  A part(long from, long length) {
    Objects.checkFromIndexSize(from, length, this.length);
    return view(memory(this), offset(this) + from * stride(), length, owner(this));
  }

  /**
   * Copies all elements, one after the other.
   *
   * @return an unmodifiable list
   */
  public final List<R> toRecords() {
    return stream().map(element -> element.record(element)).toList();
  }

  /**
   * Copies a field of all elements to the heap.
   *
   * @param at byte offset of the field in an element
   * @param column the field
   * @param target as long as the array
   * @throws IllegalArgumentException if it is longer or shorter
   */
  protected final void copyTo(long at, Column<?> column, Object target) {
    Column<Object> values = Column.of(column);
    FixedLength.check(THE_ARRAY, values.length(target), length);
    try {
      values.loadAll(memory(this), offset(this) + at, stride(), target);
    } catch (RuntimeException | InternalError failure) {
      throw explain(this, failure);
    }
  }

  /**
   * Copies a field of all elements from the heap.
   *
   * @param field the field's name
   * @param at byte offset of the field in an element
   * @param column the field
   * @param source as long as the array
   * @return this array
   * @throws IllegalArgumentException if it is longer or shorter, or has a value that there is no room for
   */
  protected final A copyFrom(String field, long at, Column<?> column, Object source) {
    Column<Object> values = Column.of(column);
    FixedLength.check(THE_ARRAY, values.length(source), length);
    values.check(field, source);
    try {
      values.storeAll(memory(this), offset(this) + at, stride(), source);
    } catch (RuntimeException | InternalError failure) {
      throw explain(this, failure);
    }
    return self();
  }

  @SuppressWarnings("unchecked") // A is the generated subclass itself
  final A self() {
    return (A) this;
  }

  /** The length, the first elements and where they are. */
  @Override
  public final String toString() {
    return Text.of(getClass().getEnclosingClass().getSimpleName(), length, () -> isOpen(this), () -> toRecords().stream())
        + place(this);
  }

  @Override
  final long size(RawView view) {
    return length * stride();
  }

  /** Records of all elements. */
  @Override
  protected final Object record(RawView view) {
    return toRecords();
  }

  /**
   * Where an element begins.
   *
   * @param array the array
   * @param index the element
   * @return its byte offset in the view
   * @throws IndexOutOfBoundsException if there is no such element
   */
  protected static long at(RawArray<?, ?, ?, ?> array, long index) {
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
    return LongStream.range(0, length).mapToObj(this::element);
  }
}
