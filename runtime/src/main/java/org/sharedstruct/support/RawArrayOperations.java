package org.sharedstruct.support;

import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * What every raw view of an array offers beside the fields of its elements. A view whose elements have a field with
 * the name of one of these is no such view: it has the others as its own, and all of them by {@link
 * RawArrayStatics}.
 *
 * @param <I> the struct's interface
 * @param <V> the raw view of an element
 * @param <A> the raw view of the array
 * @param <R> the record
 */
public abstract class RawArrayOperations<I, V extends RawStruct<I, V, R>, A extends RawArray<I, V, A, R>, R>
    extends RawArray<I, V, A, R> {

  /**
   * For generated views.
   *
   * @param segment the memory
   * @param offset where in it the first element begins, in bytes
   * @param length number of elements
   * @param codec an element
   * @param owner what the view keeps reachable; may be null
   */
  protected RawArrayOperations(
      MemorySegment segment, long offset, long length, StructCodec<I, V, A, R> codec, Object owner) {
    super(segment, offset, length, codec, owner);
  }

  /**
   * The view of one element.
   *
   * @param index from 0 to {@code length() - 1}
   * @return a raw view
   * @throws IndexOutOfBoundsException if there is no such element
   */
  public final V get(long index) {
    return element(index);
  }

  /**
   * Stores all fields of an element.
   *
   * @param index from 0 to {@code length() - 1}
   * @param values what to store; of a guarded view, the fields of one commit
   * @return this view
   * @throws IndexOutOfBoundsException if there is no such element
   */
  public final A set(long index, I values) {
    store(index, values);
    return self();
  }

  /**
   * Stores all elements.
   *
   * @param values what to store, exactly {@code length()} of them
   * @return this view
   * @throws IllegalArgumentException if there are more or fewer
   */
  public final A setAll(List<? extends I> values) {
    storeAll(values);
    return self();
  }

  /**
   * Stores all elements.
   *
   * @param values what to store, exactly {@code length()} of them
   * @return this view
   * @throws IllegalArgumentException if there are more or fewer
   */
  public final A setAll(I[] values) {
    storeAll(List.of(values));
    return self();
  }

  /**
   * Stores the same values in every element.
   *
   * @param values what to store; of a guarded view, the fields of one commit
   * @return this view
   */
  public final A fill(I values) {
    storeEverywhere(values);
    return self();
  }

  /**
   * Copies all elements to the heap, one after the other.
   *
   * @param target gets the records, exactly {@code length()} of them
   * @throws IllegalArgumentException if it is longer or shorter
   */
  public final void copyTo(R[] target) {
    readAll(target);
  }

  /**
   * A view of some of the elements.
   *
   * @param from the first element of the slice
   * @param length how many elements it has
   * @return the view, whose element 0 is element {@code from} of this one
   * @throws IndexOutOfBoundsException if the slice is not within the array
   */
  public final A slice(long from, long length) {
    return part(from, length);
  }
}
