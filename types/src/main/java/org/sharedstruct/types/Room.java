package org.sharedstruct.types;

import java.util.Locale;

/** How long a Java array must be to take what a shared one has. */
final class Room {

  private Room() {}

  static int of(long length) {
    if (length > Integer.MAX_VALUE) {
      throw new IllegalStateException(String.format(Locale.ROOT,
          "%d characters do not fit into a Java array: take a slice", length));
    }
    return (int) length;
  }
}
