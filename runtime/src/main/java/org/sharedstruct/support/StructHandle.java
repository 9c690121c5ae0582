package org.sharedstruct.support;

import org.sharedstruct.region.Region;

/**
 * The superclass of generated handles on a single struct.
 *
 * @param <V> the raw view
 * @param <G> the guarded view
 */
public abstract non-sealed class StructHandle<V extends RawView, G extends GuardedView<V, ?>>
    extends Handle<V, G> {

  /**
   * For generated handles.
   *
   * @param attachment the region to own
   * @param raw makes a raw view
   * @param guarded makes a guarded view
   */
  protected StructHandle(Attachment attachment, RawView.Factory<V> raw,
      GuardedView.Factory<G> guarded) {
    super(attachment.region(), view(attachment.region(), raw), guard -> guarded.at(guard, 0));
  }

  /** Says what is shared, its values, and where. */
  @Override
  public final String toString() {
    GuardedView<V, ?> values = guarded();
    return Text.of(name(), this::isOpen, () -> GuardedView.snapshot(values)) + " in " + path();
  }

  @Override
  final boolean isArray() {
    return false;
  }

  private static <V> V view(Region region, RawView.Factory<V> raw) {
    return raw.at(region.segment(), region.guard().data(0), region);
  }
}
