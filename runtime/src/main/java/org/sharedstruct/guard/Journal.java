package org.sharedstruct.guard;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * What elements held before they were written, in the order of the writes, on the heap: for operations
 * that can fail alone while what was written around them stays, and for arrays whose undo space in the
 * file holds one element only. An operation remembers how long the journal was when it began; undoing the
 * operation puts the newer entries back, the last one first.
 *
 * <p>An entry is complete, and everything that has to be allocated for it is there, before the element is
 * written. Putting it back allocates nothing.
 *
 * <p>Where the same element was written again, its older entry comes later in undoing and wins; an entry
 * that is not needed does no harm.
 */
final class Journal {

  /** Bytes of a chunk, unless an element is larger. */
  private static final int CHUNK_BYTES = 1 << 16;

  /** A larger journal is given up when its operation has ended. */
  private static final int KEPT_CHUNKS = 1;

  private static final int FIRST_SLOTS = 16;

  /** How many entries there are. Storing a smaller number drops the newer ones. */
  int size;

  private final Elements elements;
  private final int stride;
  private final int perChunk;

  private byte[][] bytes = {};
  private long[][] indexes = {};

  /**
   * Where the latest entry of an element is: a hash table of elements and of positions. It is a hint: an
   * entry that was dropped is recognised, since the journal has another element there or ends before.
   */
  private long[] keys = {};
  private int[] positions = {};
  private int used;

  Journal(Elements elements) {
    this.elements = elements;
    stride = elements.stride();
    perChunk = Integer.highestOneBit(Math.max(1, CHUNK_BYTES / Math.max(1, stride)));
  }

  /** Whether there is an entry of an element that was made since the journal had this length. */
  boolean hasSince(int mark, long index) {
    if (mark == size || used == 0) {
      return false;
    }
    int slot = slot(keys, positions, index);
    int position = positions[slot] - 1;
    return position >= mark && position < size && index(position) == index;
  }

  /** Adds what an element holds now. If it throws, nothing was added. */
  void add(MemorySegment segment, long index) {
    int chunk = size / perChunk;
    ensureChunk(chunk);
    ensureSlot();
    int at = size % perChunk;
    elements.toHeap(segment, index, bytes[chunk], at * stride);
    int slot = slot(keys, positions, index);
    if (positions[slot] == 0) {
      used++;
    }
    keys[slot] = index;
    indexes[chunk][at] = index;
    positions[slot] = ++size;
  }

  private void ensureChunk(int chunk) {
    if (chunk >= bytes.length) {
      int length = Math.max(chunk + 1, bytes.length * 2);
      byte[][] moreBytes = Arrays.copyOf(bytes, length);
      long[][] moreIndexes = Arrays.copyOf(indexes, length);
      bytes = moreBytes;
      indexes = moreIndexes;
    }
    if (bytes[chunk] == null) {
      byte[] newBytes = new byte[perChunk * stride];
      indexes[chunk] = new long[perChunk];
      bytes[chunk] = newBytes;
    }
  }

  /** Keeps half of the table free. */
  private void ensureSlot() {
    if (used * 2 < positions.length) {
      return;
    }
    int length = Math.max(FIRST_SLOTS, Integer.highestOneBit(Math.max(1, size)) * 4);
    long[] newKeys = new long[length];
    int[] newPositions = new int[length];
    int newUsed = 0;
    for (int position = 0; position < size; position++) {
      int slot = slot(newKeys, newPositions, index(position));
      newUsed += newPositions[slot] == 0 ? 1 : 0;
      newKeys[slot] = index(position);
      newPositions[slot] = position + 1;
    }
    keys = newKeys;
    positions = newPositions;
    used = newUsed;
  }

  /** The slot that an element has, or would get; its position is one more than that of the entry. */
  private static int slot(long[] keys, int[] positions, long index) {
    int mask = keys.length - 1;
    int slot = Long.hashCode(index * 0x9e37_79b9_7f4a_7c15L) & mask;
    while (positions[slot] != 0 && keys[slot] != index) {
      slot = slot + 1 & mask;
    }
    return slot;
  }

  /** Whose entry it is. */
  long index(int position) {
    return indexes[position / perChunk][position % perChunk];
  }

  /** Puts back what an entry has kept. */
  void restore(MemorySegment segment, int position) {
    elements.restore(segment, index(position), bytes[position / perChunk], position % perChunk * stride);
  }

  /** Gives up the memory of a journal that was long. To be called between operations. */
  void trim() {
    if (bytes.length > KEPT_CHUNKS) {
      bytes = new byte[0][];
      indexes = new long[0][];
      keys = new long[0];
      positions = new int[0];
      used = 0;
    }
  }
}
