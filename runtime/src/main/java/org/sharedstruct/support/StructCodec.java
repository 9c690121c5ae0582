package org.sharedstruct.support;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.sharedstruct.format.Schema;
import org.sharedstruct.region.Region;

/**
 * A struct within another, and what a file of it is asked for. Every generated raw view has one as a constant, by
 * which structs of other packages and jars reach its views and its record.
 *
 * @param <I> the struct's interface
 * @param <V> the raw view
 * @param <A> the raw view of an array
 * @param <R> the record
 */
public final class StructCodec<I, V extends RawStruct<I, V, R>, A extends RawArray<I, V, A, R>, R>
    extends Codec<R> {

  private final String schema;

  /** An array of no elements, which makes views and records. */
  private final RawArray<I, V, A, R> factory;

  private StructCodec(String schema, RawArray<I, V, A, R> factory) {
    super(factory.stride());
    this.schema = schema;
    this.factory = factory;
  }

  /**
   * The codec of a struct.
   *
   * @param <I> the struct's interface
   * @param <V> the raw view
   * @param <A> the raw view of an array
   * @param <R> the record
   * @param schema its schema text
   * @param factory any array of it
   * @return the codec
   */
  public static <I, V extends RawStruct<I, V, R>, A extends RawArray<I, V, A, R>, R> StructCodec<I, V, A, R> of(
      String schema, RawArray<I, V, A, R> factory) {
    return new StructCodec<>(schema, factory);
  }

  /**
   * What a file of one struct is asked for: zeros, if it is made.
   *
   * @return the request
   */
  public RegionRequest struct() {
    return RegionRequest.struct(schema);
  }

  /**
   * The same with initial values.
   *
   * @param initial what it holds at first; of guarded views, one commit
   * @return the request
   */
  public RegionRequest struct(I initial) {
    return struct().filledBy(memory -> set(memory, 0, copy(initial)));
  }

  /**
   * What a file of an array is asked for, of whatever length it has; to be opened only.
   *
   * @return the request
   */
  public RegionRequest array() {
    return RegionRequest.array(schema);
  }

  /**
   * The same to be made, of zeros.
   *
   * @param length number of elements
   * @return the request
   * @throws IllegalArgumentException if the length is negative
   */
  public RegionRequest array(long length) {
    return RegionRequest.array(schema, length);
  }

  /**
   * The same with initial values.
   *
   * @param initial what it holds at first; of guarded views, one commit each
   * @return the request
   */
  public RegionRequest array(List<? extends I> initial) {
    return array(initial.size()).filledBy(memory -> factory.view(memory, 0, initial.size(), null).storeAll(initial));
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
  public StructCodec<I, V, A, R> containing(String field, long length, StructCodec<?, ?, ?, ?> inner) {
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
  public StructCodec<I, V, A, R> extending(StructCodec<?, ?, ?, ?> base) {
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
    return factory.view(RawView.memory(outer), RawView.offset(outer) + at, RawView.owner(outer));
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
    return factory.view(RawView.memory(outer), RawView.offset(outer) + at, length, RawView.owner(outer));
  }

  /** The values of a struct of any kind, as a record. */
  R copy(I values) {
    return factory.copyOf(factory, values);
  }

  /** A raw view of what a region holds, if that is one struct. */
  V view(Region region) {
    return factory.view(region.segment(), region.guard().data(0), region);
  }

  /** A raw view of what a region holds, if that is an array. */
  A array(Region region) {
    return factory.view(region.segment(), region.guard().data(0), region.length(), region);
  }

  /** A raw view of some elements of a region. */
  A array(ViewGuard guard, long first, long length) {
    return factory.view(guard.memory(), guard.offset(first), length, guard.owner());
  }

  @Override
  R get(MemorySegment memory, long offset) {
    V struct = factory.view(memory, offset, RawView.ANOTHER);
    return struct.record(struct);
  }

  @Override
  void set(MemorySegment memory, long offset, R value) {
    V struct = factory.view(memory, offset, RawView.ANOTHER);
    @SuppressWarnings("unchecked") // records of the struct implement its interface
    I values = (I) value;
    struct.store(struct, values);
  }
}
