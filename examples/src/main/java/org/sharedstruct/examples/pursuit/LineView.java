package org.sharedstruct.examples.pursuit;

import java.io.PrintStream;
import java.util.Locale;

/** A line each second, for files and pipes. */
final class LineView implements View {

  private final PrintStream out;
  private int nextSecond = 1;

  LineView(PrintStream out) {
    this.out = out;
  }

  @Override
  public void look(Scene scene) {
    if (scene.show().elapsed() >= nextSecond) {
      nextSecond = (int) scene.show().elapsed() + 1;
      out.println(line(scene));
    }
  }

  private static String line(Scene scene) {
    return String.format(Locale.ROOT,
        "%4.1f of %.1f s   target %+.2f %+.2f   pursuer %+.2f %+.2f   gap %.2f   "
            + "%,d updates, %,d snapshots, %d torn",
        scene.show().elapsed(), scene.show().seconds(),
        scene.target().x(), scene.target().y(), scene.pursuer().x(), scene.pursuer().y(), scene.gap(),
        scene.detector().updates(), scene.planner().snapshots(), scene.torn());
  }
}
