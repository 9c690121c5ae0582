package org.sharedstruct.support;

import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * The operations of a raw view of an array in the form that takes the view, for a struct that has methods of its own in the place of
 * some of them: {@code RawConfig.Array.get(view, index)}.
 *
 * @param <I> the struct's interface
 * @param <V> the raw view of an element
 * @param <A> the raw view of the array
 * @param <R> the record
 */
public abstract class RawArrayStatics<I, V extends RawStruct<I, V, R>, A extends RawArray<I, V, A, R>, R>
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
  protected RawArrayStatics(
      MemorySegment segment, long offset, long length, StructCodec<I, V, A, R> codec, Object owner) {
    super(segment, offset, length, codec, owner);
  }

  /**
   * As {@link RawArrayOperations#get}.
   *
   * @param <V> the raw view of an element
   * @param array the array
   * @param index from 0 to {@code length() - 1}
   * @return a raw view
   */
  public static <V extends RawStruct<?, V, ?>> V get(RawArray<?, V, ?, ?> array, long index) {
    return array.element(index);
  }

  /**
   * As {@link RawArrayOperations#set}.
   *
   * @param <I> the struct's interface
   * @param array the array
   * @param index from 0 to {@code length() - 1}
   * @param values what to store
   */
  public static <I> void set(RawArray<I, ?, ?, ?> array, long index, I values) {
    array.store(index, values);
  }

  /**
   * As {@link RawArrayOperations#setAll(List)}.
   *
   * @param <I> the struct's interface
   * @param array the array
   * @param values as many as the array has elements
   */
  public static <I> void setAll(RawArray<I, ?, ?, ?> array, List<? extends I> values) {
    array.storeAll(values);
  }

  /**
   * As {@link RawArrayOperations#setAll(Object[])}.
   *
   * @param <I> the struct's interface
   * @param array the array
   * @param values as many as the array has elements
   */
  public static <I> void setAll(RawArray<I, ?, ?, ?> array, I[] values) {
    array.storeAll(List.of(values));
  }

  /**
   * As {@link RawArrayOperations#fill}.
   *
   * @param <I> the struct's interface
   * @param array the array
   * @param values what to store
   */
  public static <I> void fill(RawArray<I, ?, ?, ?> array, I values) {
    array.storeEverywhere(values);
  }

  /**
   * As {@link RawArrayOperations#copyTo}.
   *
   * @param <R> the record
   * @param array the array
   * @param target gets the records
   */
  public static <R> void copyTo(RawArray<?, ?, ?, R> array, R[] target) {
    array.readAll(target);
  }

  /**
   * As {@link RawArrayOperations#slice}.
   *
   * @param <A> the raw view of the array
   * @param array the array
   * @param from the first element of the slice
   * @param length how many elements it has
   * @return the view
   */
  public static <A extends RawArray<?, ?, A, ?>> A slice(RawArray<?, ?, A, ?> array, long from, long length) {
    return array.part(from, length);
  }
}
