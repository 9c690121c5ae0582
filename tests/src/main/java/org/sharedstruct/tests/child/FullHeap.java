package org.sharedstruct.tests.child;

import java.util.ArrayList;
import java.util.List;

/** Fills the heap of this JVM to the last bytes. */
final class FullHeap {

  private static final int LARGEST = 1 << 20;

  /** An array of no more than this takes the smallest piece that anything takes. */
  private static final int SMALLEST = 1;

  /**
   * As many small pieces as there may be, so that this list needs not grow when there is no room.
   */
  private final List<byte[]> pieces = new ArrayList<>(1 << 16);

  private boolean filling;

  /** Lets the actions that follow find the heap full; those before only load what they need. */
  void startFilling() {
    filling = true;
  }

  /** Runs an action while the heap is full. */
  void around(Runnable action) {
    try {
      if (filling) {
        fill();
      }
      action.run();
    } finally {
      pieces.clear();
    }
  }

  private void fill() {
    for (int size = LARGEST; size >= SMALLEST; size /= 2) {
      fillWith(size);
    }
  }

  private void fillWith(int size) {
    try {
      while (pieces.size() < 1 << 16) {
        pieces.add(new byte[size]);
      }
    } catch (OutOfMemoryError full) {
      // no piece of that size is left
    }
  }
}
