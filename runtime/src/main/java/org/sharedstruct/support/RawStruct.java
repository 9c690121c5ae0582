package org.sharedstruct.support;

import java.lang.foreign.MemorySegment;

/**
 * A raw view of one struct. {@link RawOperations} has its operations as methods of the view, {@link RawStatics} in a
 * form whose names are not the user's to take.
 *
 * @param <I> the struct's interface
 * @param <V> the raw view
 * @param <R> the record
 */
public abstract class RawStruct<I, V, R> extends RawView {

  private final long size;

  /**
   * For generated views.
   *
   * @param segment the memory
   * @param offset where in it the view begins, in bytes
   * @param size bytes of the struct
   * @param owner what the view keeps reachable; may be null
   */
  protected RawStruct(MemorySegment segment, long offset, long size, Object owner) {
    super(segment, offset, owner);
    this.size = size;
  }

  @Override
  final long size(RawView view) {
    return size;
  }

  @Override
  protected abstract R record(RawView view);

  /**
   * Stores all fields.
   *
   * @param view this one; a parameter, so that the name is left to the user
   * @param values what to store; of a guarded view, one commit
   */
  protected abstract void store(RawView view, I values);
}
