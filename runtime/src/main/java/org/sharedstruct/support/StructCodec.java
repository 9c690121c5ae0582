package org.sharedstruct.support;

import java.lang.foreign.MemorySegment;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.sharedstruct.format.Schema;

/**
 * A struct within another. Every generated raw view has one as a constant, by which structs of other
 * packages and jars reach its views and its record.
 *
 * @param <V> the raw view
 * @param <A> the raw view of an array
 * @param <R> the record
 */
public final class StructCodec<V extends RawView, A extends RawArray<V>, R> extends Codec<R> {

  private final String schema;
  private final RawView.Factory<V> view;
  private final RawArray.Factory<A> array;
  private final Function<V, R> reader;
  private final BiConsumer<V, R> writer;

  private StructCodec(long size, String schema, RawView.Factory<V> view, RawArray.Factory<A> array,
      Function<V, R> reader, BiConsumer<V, R> writer) {
    super(size);
    this.schema = schema;
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
   * @param schema its schema text
   * @param view makes raw views
   * @param array makes raw views of arrays
   * @param reader copies from a raw view
   * @param writer copies to a raw view
   * @return the codec
   */
  public static <V extends RawView, A extends RawArray<V>, R> StructCodec<V, A, R> of(long size,
      String schema, RawView.Factory<V> view, RawArray.Factory<A> array, Function<V, R> reader,
      BiConsumer<V, R> writer) {
    return new StructCodec<>(size, schema, view, array, reader, writer);
  }

  /**
   * Checks that a struct within this one is still what it was when this one was compiled: it may come
   * from a jar that has been replaced.
   *
   * @param field the name of the field, with brackets behind it if it is an array
   * @param length how many there are
   * @param inner the codec of the inner struct
   * @return this codec
   * @throws IllegalStateException if it has changed
   */
  public StructCodec<V, A, R> containing(String field, long length, StructCodec<?, ?, ?> inner) {
    Schema outer = Schema.parse(schema);
    Schema now = Schema.parse(inner.schema);
    Schema then = outer.within(field, length, now.name());
    if (!then.members().equals(now.members()) || then.size() != now.size()) {
      throw new IllegalStateException(
          String.format(Locale.ROOT,
              "%s was compiled with another %s, of %d bytes with %s, and it has %d with %s: compile %1$s again",
              outer.name(), now.name(), then.size(), then.members(), now.size(), now.members()));
    }
    return this;
  }

  /**
   * Checks that a struct which this one extends still has the fields that it had when this one was compiled.
   *
   * @param base the codec of the other struct
   * @return this codec
   * @throws IllegalStateException if it has others
   */
  public StructCodec<V, A, R> extending(StructCodec<?, ?, ?> base) {
    Schema own = Schema.parse(schema);
    Schema now = Schema.parse(base.schema);
    Set<String> known = own.fields().map(StructCodec::described).collect(Collectors.toSet());
    now.fields().map(StructCodec::described).filter(field -> !known.contains(field)).findFirst().ifPresent(field -> {
      throw new IllegalStateException(String.format(Locale.ROOT,
          "%s was compiled with another %s, which had no %s: compile %1$s again", own.name(), now.name(), field));
    });
    return this;
  }

  private static String described(Schema.Member field) {
    return field.type() + " " + field.name() + " of " + field.size() + " bytes";
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
    return reader.apply(view.at(memory, offset, RawView.ANOTHER));
  }

  @Override
  void set(MemorySegment memory, long offset, R value) {
    writer.accept(view.at(memory, offset, RawView.ANOTHER), value);
  }
}
