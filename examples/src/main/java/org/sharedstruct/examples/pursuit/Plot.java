package org.sharedstruct.examples.pursuit;

import java.util.Arrays;

/**
 * A picture of the plane from -1.1 to 1.1 both ways, made of characters. What lies outside is not drawn.
 * Points are to be records: of a guarded view, {@code x()} and {@code y()} would be read apart.
 */
final class Plot {

  private static final double EDGE = 1.1;

  /** Each character holds 2 by 4 dots. Unicode numbers them column by column, the last row at the end. */
  private static final int[][] DOTS = {{0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}};
  private static final int DOTS_ACROSS = DOTS[0].length;
  private static final int DOTS_DOWN = DOTS.length;

  private final Glyphs glyphs;
  private final int columns;
  private final int rows;
  private final char[][] cells;
  private final Ink[][] inks;

  Plot(Glyphs glyphs, int columns, int rows) {
    this.glyphs = glyphs;
    this.columns = columns;
    this.rows = rows;
    cells = new char[rows][columns];
    inks = new Ink[rows][columns];
    clear();
  }

  /** Wipes everything. */
  void clear() {
    for (int row = 0; row < rows; row++) {
      Arrays.fill(cells[row], ' ');
      Arrays.fill(inks[row], Ink.PLAIN);
    }
  }

  /** Draws a small dot and leaves others near it. */
  void dot(XY at, Ink ink) {
    int across = step(at.x(), columns * DOTS_ACROSS);
    int down = step(-at.y(), rows * DOTS_DOWN);
    int column = Math.floorDiv(across, DOTS_ACROSS);
    int row = Math.floorDiv(down, DOTS_DOWN);
    if (contains(column, row)) {
      int pattern = DOTS[down % DOTS_DOWN][across % DOTS_ACROSS];
      cells[row][column] = glyphs.dot(cells[row][column], pattern);
      inks[row][column] = ink;
    }
  }

  /** Puts a character over whatever is there. */
  void mark(XY at, char glyph, Ink ink) {
    int column = step(at.x(), columns);
    int row = step(-at.y(), rows);
    if (contains(column, row)) {
      cells[row][column] = glyph;
      inks[row][column] = ink;
    }
  }

  /** Which of so many equal steps from edge to edge a coordinate falls into. */
  private static int step(float coordinate, int steps) {
    return (int) Math.floor((coordinate + EDGE) / (2 * EDGE) * steps);
  }

  private boolean contains(int column, int row) {
    return 0 <= column && column < columns && 0 <= row && row < rows;
  }

  /**
   * One row of the picture.
   *
   * @param row from 0, the northernmost
   * @return its characters, with the colours between them
   */
  String row(int row) {
    StringBuilder text = new StringBuilder();
    int from = 0;
    for (int column = 1; column <= columns; column++) {
      if (column == columns || inks[row][column] != inks[row][from]) {
        text.append(inks[row][from].on(new String(cells[row], from, column - from)));
        from = column;
      }
    }
    return text.toString();
  }
}
