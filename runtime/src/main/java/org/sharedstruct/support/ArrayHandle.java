package org.sharedstruct.support;

/**
 * The superclass of generated handles on an array of structs.
 *
 * @param <V> the raw view of the array
 * @param <G> the guarded view of the array
 */
public abstract non-sealed class ArrayHandle<V extends RawArray<?, ?, V, ?>, G extends GuardedArray<?, ?, V, ?, G, ?>>
    extends Handle<V, G> {

  private final long length;

  /**
   * For generated handles.
   *
   * @param attachment the region to own
   * @param codec how an element lies in memory
   */
  protected ArrayHandle(Attachment attachment, StructCodec<?, ?, V, ?> codec) {
    super(attachment.region(), codec.array(attachment.region()));
    length = attachment.region().length();
  }

  /** Says what is shared, its length and first values, and where. */
  @Override
  public final String toString() {
    return Text.of(name(), length, this::isOpen, guarded()::stream) + " in " + path();
  }

  @Override
  final boolean isArray() {
    return true;
  }

  /**
   * How many structs the array has.
   *
   * @return the number of elements
   */
  public final long length() {
    return length;
  }
}
