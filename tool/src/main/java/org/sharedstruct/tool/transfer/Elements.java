package org.sharedstruct.tool.transfer;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.OptionalLong;
import org.sharedstruct.region.Region;
import org.sharedstruct.tool.value.Look;

/**
 * The elements of a region one after the other, as bytes. All of them are copied at once if that
 * takes no more memory than the heap may have: then they are of one commit, as far as the guard can
 * promise it. More are copied in blocks; those are of one commit as well, unless there was one in
 * between.
 */
public final class Elements {

  private static final long BLOCK = 1 << 20;

  /** Takes an element. */
  @FunctionalInterface
  public interface Taker {

    /**
     * Takes it.
     *
     * @param index which one
     * @param bytes where it is, among others
     * @param at where it begins there
     * @throws IOException if it cannot be written to where it is to go
     */
    void take(long index, MemorySegment bytes, long at) throws IOException;
  }

  private Elements() {}

  /**
   * Gives all elements to a taker.
   *
   * @param look at the region that is read
   * @param taker takes them in their order
   * @return the version that all of them are of; empty if they are not of one commit
   * @throws IOException if the taker fails
   */
  public static OptionalLong each(Look look, Taker taker) throws IOException {
    Region region = look.region();
    long size = region.schema().size();
    long most = Runtime.getRuntime().maxMemory() / size;
    long block = Math.max(1, region.length() <= most ? region.length() : BLOCK / size);
    OptionalLong version = OptionalLong.empty();
    boolean isOne = true;
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment bytes = arena.allocate(block * size, Long.BYTES);
      for (long first = 0; first < region.length() || first == 0; first += block) {
        long count = Math.min(block, region.length() - first);
        OptionalLong now = look.copyTo(first, count, bytes);
        isOne &= now.isPresent() && (first == 0 || now.equals(version));
        version = now;
        for (long i = 0; i < count; i++) {
          taker.take(first + i, bytes, i * size);
        }
      }
    }
    return isOne ? version : OptionalLong.empty();
  }
}
