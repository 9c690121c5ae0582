package org.sharedstruct.benchmarks.inside;

/** Where the rivals that count by hand have their fields: as C lays them out. */
final class Offsets {

  static final int A_BOOLEAN = 0;
  static final int ANOTHER_BOOLEAN = 1;
  static final int A_BYTE = 2;
  static final int ANOTHER_BYTE = 3;
  static final int A_SHORT = 4;
  static final int ANOTHER_SHORT = 6;
  static final int A_CHAR = 8;
  static final int ANOTHER_CHAR = 10;
  static final int AN_INT = 12;
  static final int ANOTHER_INT = 16;
  static final int A_LONG = 24;
  static final int ANOTHER_LONG = 32;
  static final int A_FLOAT = 40;
  static final int ANOTHER_FLOAT = 44;
  static final int A_DOUBLE = 48;
  static final int ANOTHER_DOUBLE = 56;
  static final int SIZE = 64;

  private Offsets() {}
}
