package org.sharedstruct.support;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A fixed array within a struct, of what is no primitive.
 *
 * @param <T> the type of an element
 */
public final class ListCodec<T> extends Codec<List<T>> {

  private final String field;
  private final int length;
  private final Codec<T> element;

  private ListCodec(String field, int length, Codec<T> element) {
    super(length * element.size());
    this.field = field;
    this.length = length;
    this.element = element;
  }

  /**
   * The codec of one field.
   *
   * @param <T> the type of an element
   * @param field the field's name
   * @param length number of elements
   * @param element the codec of each
   * @return the codec
   */
  public static <T> ListCodec<T> of(String field, int length, Codec<T> element) {
    return new ListCodec<>(field, length, element);
  }

  /**
   * Where an element begins.
   *
   * @param index from 0 to the array's length - 1
   * @return its byte offset in the field
   * @throws IndexOutOfBoundsException if there is no such element
   */
  public long at(int index) {
    return FixedLength.index(field, index, length) * element.size();
  }

  /**
   * How each element lies in memory.
   *
   * @return its codec
   */
  public Codec<T> element() {
    return element;
  }

  @Override
  List<T> get(MemorySegment memory, long offset) {
    List<T> values = new ArrayList<>(length);
    for (int index = 0; index < length; index++) {
      values.add(element.get(memory, offset + index * element.size()));
    }
    return List.copyOf(values);
  }

  @Override
  void set(MemorySegment memory, long offset, List<T> value) {
    List<T> values = List.copyOf(Objects.requireNonNull(value, field)); // no null, and nobody changes it
    FixedLength.check(field, values.size(), length);
    for (int index = 0; index < length; index++) {
      element.set(memory, offset + index * element.size(), values.get(index));
    }
  }
}
