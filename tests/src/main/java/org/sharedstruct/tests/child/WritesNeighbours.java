package org.sharedstruct.tests.child;

import java.nio.file.Path;
import org.sharedstruct.tests.Color;
import org.sharedstruct.tests.GuardedNeighbours;
import org.sharedstruct.tests.Neighbours;
import org.sharedstruct.tests.RawNeighbours;
import org.sharedstruct.tests.SharedNeighbours;

/** Writes its own fields again and again, and looks each time whether they are as it left them. */
public final class WritesNeighbours {

  private static final Color[] COLORS = Color.values();

  private WritesNeighbours() {}

  /** Arguments: path, which half (0 or 1), raw or guarded, how many rounds. */
  public static void main(String[] arguments) throws Exception {
    int half = Integer.parseInt(arguments[1]);
    int rounds = Integer.parseInt(arguments[3]);
    try (SharedNeighbours shared = SharedNeighbours.open(Path.of(arguments[0]))) {
      Parent.tell("ready");
      Parent.awaitLine();
      for (int round = 0; round < rounds; round++) {
        if (arguments[2].equals("raw")) {
          raw(shared.raw(), half, round);
        } else {
          guarded(shared.guarded(), half, round);
        }
      }
    }
    Parent.tell("done");
  }

  private static void raw(RawNeighbours view, int half, int round) {
    check(view, half, round);
    int next = round + 1;
    if (half == 0) {
      view.a((byte) next).c(next & 0xff).g(text(next));
    } else {
      view.b((byte) next).d(next & 0xff).h(text(next));
    }
    view.e(half, (next & 1) != 0).f(half, (short) next).i(half, COLORS[next % COLORS.length]);
  }

  private static void guarded(GuardedNeighbours view, int half, int round) {
    check(view, half, round);
    int next = round + 1;
    if (half == 0) {
      view.a((byte) next);
      view.c(next & 0xff);
      view.g(text(next));
    } else {
      view.b((byte) next);
      view.d(next & 0xff);
      view.h(text(next));
    }
    view.e(half, (next & 1) != 0);
    view.f(half, (short) next);
    view.i(half, COLORS[next % COLORS.length]);
  }

  private static void check(Neighbours view, int half, int round) {
    boolean intact = (half == 0 ? view.a() : view.b()) == (byte) round
        && (half == 0 ? view.c() : view.d()) == (round & 0xff)
        && view.e(half) == ((round & 1) != 0)
        && view.f(half) == (short) round
        && (half == 0 ? view.g() : view.h()).equals(round == 0 ? "" : text(round))
        && view.i(half) == COLORS[round % COLORS.length];
    if (!intact) {
      throw new IllegalStateException("half " + half + " lost an update in round " + round + ": " + view);
    }
  }

  private static String text(int round) {
    return String.valueOf(round % 1000);
  }
}
