package org.sharedstruct.types;

/** How long a Java array must be to take what a shared one has. */
final class Room {

  private Room() {}

  static int of(long length) {
    if (length > Integer.MAX_VALUE) {
      throw new IllegalStateException("%d characters do not fit into a Java array: take a slice".formatted(length));
    }
    return (int) length;
  }
}
