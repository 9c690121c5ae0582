package org.sharedstruct.examples.pursuit;

import java.nio.charset.Charset;

/** The characters that the plot is drawn with. */
enum Glyphs {

  /** With the Braille block, which has a character for every pattern of 2 by 4 dots. */
  UNICODE('●', "→↗↑↖←↙↓↘", "╭─╮│╰━╌╯") {
    @Override
    char dot(char cell, int pattern) {
      boolean hasDots = (cell & 0xff00) == NO_DOTS;
      return (char) ((hasDots ? cell : NO_DOTS) | pattern);
    }
  },

  /** For terminals in a plain locale. */
  ASCII('O', "XXXXXXXX", "+-+|+=-+") {
    @Override
    char dot(char cell, int pattern) {
      return '.';
    }
  };

  private static final char NO_DOTS = '\u2800';

  private final char target;
  private final String arrows;

  /** Corner, top, corner; either side; corner, bottom as far as done, bottom as far as not, corner. */
  private final String box;

  Glyphs(char target, String arrows, String box) {
    this.target = target;
    this.arrows = arrows;
    this.box = box;
  }

  /** The best that a charset can encode. */
  static Glyphs of(Charset charset) {
    return charset.newEncoder().canEncode(UNICODE.arrows) ? UNICODE : ASCII;
  }

  /**
   * Adds dots to a character of the plot.
   *
   * @param cell what is there, dots or anything else
   * @param pattern the dots to add, bits as in Unicode's Braille block
   * @return what to put there
   */
  abstract char dot(char cell, int pattern);

  /** The target. */
  char target() {
    return target;
  }

  /** The pursuer on its way in a direction, in radians from east, counter-clockwise. */
  char pursuer(double heading) {
    return arrows.charAt(Math.floorMod(Math.round(heading / (Math.PI / 4)), arrows.length()));
  }

  /** The upper edge of a box that is {@code width} characters wide inside. */
  String top(int width) {
    return box.charAt(0) + box.substring(1, 2).repeat(width) + box.charAt(2);
  }

  /** The left or right edge of a box. */
  String side() {
    return box.substring(3, 4);
  }

  /** The lower edge of a box, of which the first {@code done} characters are heavy. */
  String bottom(int width, int done) {
    return box.charAt(4) + box.substring(5, 6).repeat(done) + box.substring(6, 7).repeat(width - done)
        + box.charAt(7);
  }
}
