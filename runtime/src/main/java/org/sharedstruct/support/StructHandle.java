package org.sharedstruct.support;

/**
 * The superclass of generated handles on a single struct.
 *
 * @param <V> the raw view
 * @param <G> the guarded view
 */
public abstract non-sealed class StructHandle<V extends RawStruct<?, V, ?>, G extends GuardedView<?, V, ?>>
    extends Handle<V, G> {

  /**
   * For generated handles.
   *
   * @param attachment the region to own
   * @param codec how the struct lies in memory
   */
  protected StructHandle(Attachment attachment, StructCodec<?, V, ?, ?> codec) {
    super(attachment.region(), codec.view(attachment.region()));
  }

  /** Says what is shared, its values, and where. */
  @Override
  public final String toString() {
    GuardedView<?, ?, ?> values = guarded();
    return Text.of(name(), this::isOpen, values::read) + " in " + path();
  }

  @Override
  final boolean isArray() {
    return false;
  }
}
