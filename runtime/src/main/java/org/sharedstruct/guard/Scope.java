package org.sharedstruct.guard;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * An operation that can fail alone while what was written around it stays: an update within an update, or
 * one of several elements. It keeps on the heap what the elements held when it first wrote them, as far as
 * the undo space in the file does not.
 */
final class Scope {

  private final int depth;
  private final Scope outer;
  private final Map<Long, Kept> before = new HashMap<>();

  /**
   * What an element held.
   *
   * @param bytes all of it
   * @param section the number of the section that was open for it then; zero: none, it is older than any
   *     that may be open now
   */
  record Kept(byte[] bytes, int section) {}

  /**
   * Begins one.
   *
   * @param depth of the hold, at which it ends
   * @param outer the scope around it, or null
   */
  Scope(int depth, Scope outer) {
    this.depth = depth;
    this.outer = outer;
  }

  int depth() {
    return depth;
  }

  Scope outer() {
    return outer;
  }

  boolean keeps(long index) {
    return before.containsKey(index);
  }

  /** Keeps what an element held, unless older bytes of it are kept already. */
  void keep(long index, Kept kept) {
    before.putIfAbsent(index, kept);
  }

  void forEach(BiConsumer<Long, Kept> action) {
    before.forEach(action);
  }
}
