package org.sharedstruct.tool.value;

import java.lang.foreign.MemorySegment;

/**
 * A value that is to be stored.
 *
 * @param element which one of an array; 0 for a single struct
 * @param offset where in the element
 * @param type of the place
 * @param content as {@link Contents} makes it of a word
 */
public record Store(long element, long offset, Type.Scalar type, Object content) {

  /**
   * Stores it.
   *
   * @param memory where the element is
   * @param base where the element begins in it
   */
  public void in(MemorySegment memory, long base) {
    type.write(memory, base + offset, content);
  }

  /**
   * Whether both are of the same bytes, in part at least.
   *
   * @param other another one
   * @return if so, only one of them can stay
   */
  public boolean overlaps(Store other) {
    return element == other.element && offset < other.offset + other.type.size()
        && other.offset < offset + type.size();
  }
}
