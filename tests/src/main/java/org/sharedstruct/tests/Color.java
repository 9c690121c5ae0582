package org.sharedstruct.tests;

/** An enum whose order is not that of the alphabet. */
public enum Color {
  /** Stored as 0. */
  RED,
  /** Stored as 1. */
  GREEN,
  /** Stored as 2. */
  BLUE
}
