package org.sharedstruct.support;

import java.lang.foreign.MemorySegment;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * A struct within another. Every generated raw view has one as a constant, by which structs of other
 * packages and jars reach its views and its record.
 *
 * @param <V> the raw view
 * @param <A> the raw view of an array
 * @param <R> the record
 */
public final class StructCodec<V extends RawView, A extends RawArray<V>, R> extends Codec<R> {

  private final RawView.Factory<V> view;
  private final RawArray.Factory<A> array;
  private final Function<V, R> reader;
  private final BiConsumer<V, R> writer;

  private StructCodec(long size, RawView.Factory<V> view, RawArray.Factory<A> array,
      Function<V, R> reader, BiConsumer<V, R> writer) {
    super(size);
    this.view = view;
    this.array = array;
    this.reader = reader;
    this.writer = writer;
  }

  /**
   * The codec of a struct.
   *
   * @param <V> the raw view
   * @param <A> the raw view of an array
   * @param <R> the record
   * @param size bytes
   * @param view makes raw views
   * @param array makes raw views of arrays
   * @param reader copies from a raw view
   * @param writer copies to a raw view
   * @return the codec
   */
  public static <V extends RawView, A extends RawArray<V>, R> StructCodec<V, A, R> of(long size,
      RawView.Factory<V> view, RawArray.Factory<A> array, Function<V, R> reader, BiConsumer<V, R> writer) {
    return new StructCodec<>(size, view, array, reader, writer);
  }

  /**
   * A raw view of the struct within another view.
   *
   * @param outer the other view, which stays reachable as long as this one
   * @param at where it begins, as a byte offset in the other view
   * @return the raw view
   */
  public V view(RawView outer, long at) {
    return view.at(RawView.memory(outer), RawView.offset(outer) + at, RawView.owner(outer));
  }

  /**
   * A raw view of an array of the struct within another view.
   *
   * @param outer the other view, which stays reachable as long as this one
   * @param at where it begins, as a byte offset in the other view
   * @param length number of elements
   * @return the raw view
   */
  public A array(RawView outer, long at, long length) {
    return array.at(RawView.memory(outer), RawView.offset(outer) + at, length, RawView.owner(outer));
  }

  @Override
  R get(MemorySegment memory, long offset) {
    return reader.apply(view.at(memory, offset, null));
  }

  @Override
  void set(MemorySegment memory, long offset, R value) {
    writer.accept(view.at(memory, offset, null), value);
  }
}
