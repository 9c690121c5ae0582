package org.sharedstruct.support;

import java.lang.foreign.MemorySegment;

/**
 * The operations of a raw view of one struct in the form that takes the view, for a struct that has methods of its own in the place of
 * some of them: {@code RawConfig.segment(view)}.
 *
 * @param <I> the struct's interface
 * @param <V> the raw view
 * @param <R> the record
 */
public abstract class RawStatics<I, V, R>
    extends RawStruct<I, V, R> {

  /**
   * For generated views.
   *
   * @param segment the memory
   * @param offset where in it the view begins, in bytes
   * @param size bytes of the struct
   * @param owner what the view keeps reachable; may be null
   */
  protected RawStatics(MemorySegment segment, long offset, long size, Object owner) {
    super(segment, offset, size, owner);
  }

  /**
   * As {@link RawOperations#set}.
   *
   * @param <I> the struct's interface
   * @param <V> the raw view
   * @param view where to store
   * @param values what to store
   * @return the view
   */
  public static <I, V extends RawStruct<I, V, ?>> V set(V view, I values) {
    ((RawStruct<I, V, ?>) view).store(view, values);
    return view;
  }

  /**
   * As {@link RawOperations#toRecord}.
   *
   * @param <R> the record
   * @param view the view
   * @return a record
   */
  public static <R> R toRecord(RawStruct<?, ?, R> view) {
    return view.record(view);
  }

  /**
   * As {@link RawOperations#segment}.
   *
   * @param view the view
   * @return a segment as long as the struct
   */
  public static MemorySegment segment(RawStruct<?, ?, ?> view) {
    return lend(view);
  }
}
