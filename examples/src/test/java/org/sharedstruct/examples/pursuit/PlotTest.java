package org.sharedstruct.examples.pursuit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Where points of the plane come to lie in the plot. */
class PlotTest {

  private final Plot plot = new Plot(Glyphs.ASCII, 11, 3);

  @Test
  void northIsUpAndEastIsRight() {
    plot.mark(new XYRecord(1, 1), 'e', Ink.PLAIN);
    plot.mark(new XYRecord(0, 0), 'o', Ink.PLAIN);
    plot.mark(new XYRecord(-1, -1), 'w', Ink.PLAIN);

    assertThat(plot.row(0)).isEqualTo("          e");
    assertThat(plot.row(1)).isEqualTo("     o     ");
    assertThat(plot.row(2)).isEqualTo("w          ");
  }

  @Test
  void whatLiesOutsideIsLeftOut() {
    plot.mark(new XYRecord(2, 0), 'x', Ink.PLAIN);
    plot.dot(new XYRecord(0, -2), Ink.PLAIN);

    for (int row = 0; row < 3; row++) {
      assertThat(plot.row(row)).isBlank();
    }
  }

  @Test
  void dotsOfOneCharacterAreAdded() {
    Plot fine = new Plot(Glyphs.UNICODE, 1, 1);
    fine.dot(new XYRecord(-1, 1), Ink.PLAIN);
    fine.dot(new XYRecord(1, -1), Ink.PLAIN);

    assertThat(fine.row(0)).isEqualTo("⢁");
  }

  @Test
  void coloursAreOnlyWhereTheyChange() {
    plot.dot(new XYRecord(-1, 0), Ink.TARGET);
    plot.dot(new XYRecord(-0.8f, 0), Ink.TARGET);

    assertThat(plot.row(1)).isEqualTo(Ink.TARGET.on("..") + " ".repeat(9));
  }
}
