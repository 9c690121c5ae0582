package org.sharedstruct.support;

import java.lang.foreign.MemorySegment;

/**
 * What every raw view of one struct offers beside its fields. A view whose struct has a method of the user's in
 * the place of one of these is no such view: it has the others as its own, and all of them by {@link RawStatics}.
 *
 * @param <I> the struct's interface
 * @param <V> the raw view
 * @param <R> the record
 */
public abstract class RawOperations<I, V extends RawStruct<I, V, R>, R> extends RawStruct<I, V, R> {

  /**
   * For generated views.
   *
   * @param segment the memory
   * @param offset where in it the view begins, in bytes
   * @param size bytes of the struct
   * @param owner what the view keeps reachable; may be null
   */
  protected RawOperations(MemorySegment segment, long offset, long size, Object owner) {
    super(segment, offset, size, owner);
  }

  /**
   * Stores all fields, one after the other.
   *
   * @param values what to store; of a guarded view, the fields of one commit
   * @return this view
   */
  @SuppressWarnings("unchecked") // V is the generated subclass itself
  public final V set(I values) {
    store(this, values);
    return (V) this;
  }

  /**
   * Copies the fields, one after the other.
   *
   * @return a record
   */
  public final R toRecord() {
    return record(this);
  }

  /**
   * The memory of the struct, for APIs that want memory and for C. That of a shared file is there until
   * its handle is closed, and is never released without that.
   *
   * @return a segment as long as the struct
   */
  public final MemorySegment segment() {
    return lend(this);
  }
}
