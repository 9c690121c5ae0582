package org.sharedstruct.examples.squares;

import java.io.IOException;
import java.util.List;
import org.sharedstruct.types.Chars;
import org.sharedstruct.types.DoubleRecord;
import org.sharedstruct.types.IntRecord;
import org.sharedstruct.types.SharedChar;
import org.sharedstruct.types.SharedDouble;
import org.sharedstruct.types.SharedInt;

/** The parent: shares an int, a double, a text and an array of points, and prints what its child made of them. */
public final class Squares {

  private static final List<PointRecord> POINTS =
      List.of(new PointRecord(1.875, -6.25), new PointRecord(-5.75, 2.0), new PointRecord(2.375, 9.5));

  private Squares() {}

  /**
   * Runs the program.
   *
   * @param arguments none
   * @throws IOException if memory cannot be shared or the child cannot be started
   * @throws InterruptedException if this is told to stop while the child is at work
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    try (SharedInt n = SharedInt.createTemporary(new IntRecord(7));
        SharedDouble x = SharedDouble.createTemporary(new DoubleRecord(1.0 / 3.0));
        SharedChar.Array s = SharedChar.Array.createTemporary(Chars.of("hello world"));
        SharedPoint.Array a = SharedPoint.Array.createTemporary(POINTS)) {
      ProcessBuilder modify = JavaProcess.of(Modify.class);
      n.passTo(modify, "n");
      x.passTo(modify, "x");
      s.passTo(modify, "s");
      a.passTo(modify, "A");
      int status = modify.start().waitFor();
      if (status != 0) {
        throw new IllegalStateException("the child ended with exit status " + status);
      }

      System.out.println(n.guarded().value());
      System.out.println(x.raw().value());
      System.out.println(Chars.value(s.guarded(n.lock())));
      System.out.println(a.guarded(n.lock()).stream().map(Squares::text).toList());
    }
  }

  private static String text(Point point) {
    return "(%s, %s)".formatted(point.x(), point.y());
  }
}
