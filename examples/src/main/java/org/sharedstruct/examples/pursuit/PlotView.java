package org.sharedstruct.examples.pursuit;

import java.io.PrintStream;
import java.util.Locale;

/** A live plot, drawn over itself ten times a second. */
final class PlotView implements View {

  private static final int COLUMNS = 64;
  private static final int ROWS = 16;
  private static final float SECONDS_BETWEEN_FRAMES = 0.1f;

  /** Moves to the start of the line so many lines up (ECMA-48, CPL). */
  private static final String UP = "\u001b[%dF";

  /** Wipes the rest of the line, where a longer text may have stood (ECMA-48, EL). */
  private static final String END_OF_LINE = "\u001b[K%n".formatted();

  private final PrintStream out;
  private final Glyphs glyphs;
  private final Plot plot;
  private final Trail targetTrail = new Trail();
  private final Trail pursuerTrail = new Trail();
  private float nextFrame;
  private String frame = "";

  PlotView(PrintStream out) {
    this.out = out;
    glyphs = Glyphs.of(out.charset());
    plot = new Plot(glyphs, COLUMNS, ROWS);
  }

  @Override
  public void look(Scene scene) {
    targetTrail.add(scene.target());
    pursuerTrail.add(scene.pursuer());
    if (scene.show().elapsed() >= nextFrame || scene.show().finished()) {
      nextFrame = scene.show().elapsed() + SECONDS_BETWEEN_FRAMES;
      draw(scene);
    }
  }

  private void draw(Scene scene) {
    targetTrail.draw(plot, Ink.TARGET);
    pursuerTrail.draw(plot, Ink.PURSUER);
    plot.mark(scene.pursuer(), glyphs.pursuer(scene.pursuer().heading()), Ink.PURSUER);
    plot.mark(scene.target(), glyphs.target(), Ink.TARGET);
    long above = frame.lines().count();
    frame = frame(scene);
    out.print(above == 0 ? frame : UP.formatted(above) + frame);
    out.flush();
    plot.clear();
  }

  private String frame(Scene scene) {
    ShowRecord show = scene.show();
    StringBuilder text = new StringBuilder();
    line(text, " Three processes, one (x, y)%29.1f of %.1f s", show.elapsed(), show.seconds());
    line(text, "%s", Ink.FAINT.on(glyphs.top(COLUMNS)));
    String side = Ink.FAINT.on(glyphs.side());
    for (int row = 0; row < ROWS; row++) {
      line(text, "%s%s%s", side, plot.row(row), side);
    }
    int done = Math.round(COLUMNS * show.elapsed() / show.seconds());
    line(text, "%s", Ink.FAINT.on(glyphs.bottom(COLUMNS, done)));
    line(text, " %s  %+.2f %+.2f   detector %,11.0f updates/s",
        Ink.TARGET.on(glyphs.target() + " target "), scene.target().x(), scene.target().y(),
        scene.detector().updateRate());
    line(text, " %s  %+.2f %+.2f   planner  %,11.0f snapshots/s   torn: %d",
        Ink.PURSUER.on(glyphs.pursuer(scene.pursuer().heading()) + " pursuer"),
        scene.pursuer().x(), scene.pursuer().y(), scene.planner().snapshotRate(), scene.torn());
    return text.toString();
  }

  private static void line(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append(END_OF_LINE);
  }
}
