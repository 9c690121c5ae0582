package org.sharedstruct.support;

import java.lang.foreign.MemorySegment;
import java.util.Objects;

/**
 * A fixed array of primitives within a struct.
 *
 * @param <A> the array on the heap
 */
public final class ArrayCodec<A> extends Codec<A> {

  private final String field;
  private final int length;
  private final Items<A> items;

  private ArrayCodec(String field, int length, Items<A> items) {
    super((long) length * items.size());
    this.field = field;
    this.length = length;
    this.items = items;
  }

  /**
   * The codec of one field.
   *
   * @param <A> the array on the heap
   * @param field the field's name
   * @param length number of elements
   * @param items the elements
   * @return the codec
   */
  public static <A> ArrayCodec<A> of(String field, int length, Items<A> items) {
    return new ArrayCodec<>(field, length, items);
  }

  /**
   * Where an element begins.
   *
   * @param element from 0 to the array's length - 1
   * @return its byte offset in the field
   * @throws IndexOutOfBoundsException if there is no such element
   */
  public long at(int element) {
    return (long) FixedLength.index(field, element, length) * items.size();
  }

  @Override
  A get(MemorySegment memory, long offset) {
    A array = items.make(length);
    items.loadAll(memory, offset, items.size(), array);
    return array;
  }

  @Override
  void set(MemorySegment memory, long offset, A value) {
    FixedLength.check(field, items.length(Objects.requireNonNull(value, field)), length);
    items.check(field, value);
    items.storeAll(memory, offset, items.size(), value);
  }
}
