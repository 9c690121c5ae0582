package org.sharedstruct.benchmarks;

import java.util.List;

/**
 * Up to how much of something is measured; all ascend.
 *
 * @param lengths of arrays
 * @param attached how many processes are attached, the one that is measured among them
 * @param contending how many processes update the same struct
 * @param compiled how many types are compiled
 */
record Extent(List<Long> lengths, List<Long> attached, List<Integer> contending, int compiled) {

  /** For figures. */
  static final Extent FULL = new Extent(
      List.of(1L, 100L, 10_000L, 1_000_000L, 100_000_000L), List.of(2L, 4L, 8L, 16L, 32L, 64L), List.of(2, 4, 8), 300);

  /** Shows that everything runs. */
  static final Extent SMOKE = new Extent(List.of(1L, 100L), List.of(2L), List.of(2), 3);
}
