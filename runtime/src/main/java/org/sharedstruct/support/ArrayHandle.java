package org.sharedstruct.support;

import org.sharedstruct.region.Region;

/**
 * The superclass of generated handles on an array of structs.
 *
 * @param <V> the raw view of the array
 * @param <G> the guarded view of the array
 */
public abstract non-sealed class ArrayHandle<V extends RawArray<?>, G extends GuardedArray<?, ?, ?>>
    extends Handle<V, G> {

  private final long length;

  /**
   * For generated handles.
   *
   * @param attachment the region to own
   * @param raw makes a raw view
   * @param guarded makes a guarded view
   */
  protected ArrayHandle(Attachment attachment, RawArray.Factory<V> raw,
      GuardedArray.Factory<G> guarded) {
    super(attachment.region(), view(attachment.region(), raw),
        guard -> guarded.at(guard, 0, attachment.region().length()));
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

  private static <V> V view(Region region, RawArray.Factory<V> raw) {
    return raw.at(region.segment(), region.guard().data(0), region.length(), region);
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
