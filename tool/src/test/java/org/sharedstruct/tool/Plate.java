package org.sharedstruct.tool;

import java.nio.file.Path;
import org.sharedstruct.SharedMemory;

/** A program that lets a wave run over an array of cells, until its input ends or it is killed. */
final class Plate {

  private static final int WAVES = 5;
  private static final int STEP = 250;

  private Plate() {}

  /** With the path of the region, and how many cells it is to have. */
  public static void main(String[] arguments) throws Exception {
    int length = Integer.parseInt(arguments[1]);
    try (SharedCell.Array plate =
        SharedCell.Array.openOrCreate(Path.of(arguments[0]), length, SharedMemory.name("Heater"))) {
      long start = System.nanoTime();
      int cell = 0;
      System.out.println("ready");
      while (System.in.available() == 0) {
        double seconds = (System.nanoTime() - start) / 1e9;
        for (int i = 0; i < STEP; i++) {
          double place = (double) cell / length;
          float heat = (float) (20 + 60 * Math.exp(-12 * Math.pow(place - 0.5 - 0.4 * Math.sin(seconds / 2), 2))
              * (0.6 + 0.4 * Math.sin(2 * Math.PI * (WAVES * place - seconds / 3))));
          plate.guarded().update(cell, c -> c.heat(heat).visits(c.visits() + 1).hot(heat > 50));
          cell = (cell + 1) % length;
        }
        Thread.sleep(1);
      }
    }
  }
}
