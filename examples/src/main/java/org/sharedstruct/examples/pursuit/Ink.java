package org.sharedstruct.examples.pursuit;

/** The colours of the plot, by the numbers that terminals know them by (ECMA-48, SGR). */
enum Ink {
  PLAIN(0),
  FAINT(90),
  TARGET(96),
  PURSUER(93);

  private final int code;

  Ink(int code) {
    this.code = code;
  }

  /** Puts text into this colour, and what comes after it back into the usual one. */
  String on(String text) {
    return this == PLAIN ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
  }
}
