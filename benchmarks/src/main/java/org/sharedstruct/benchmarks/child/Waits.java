package org.sharedstruct.benchmarks.child;

import java.util.Arrays;

/**
 * How long operations took, counted in buckets: eight for each power of two of nanoseconds, so that a
 * percentile is known to an eighth. The children in C and Python count in the same buckets.
 */
public final class Waits {

  private static final int STEPS = 8;

  private long[] counts;

  Waits() {
    this(new long[0]);
  }

  private Waits(long[] counts) {
    this.counts = counts;
  }

  /** What a child has counted, from bucket 0 on. */
  static Waits of(long... counts) {
    return new Waits(counts.clone());
  }

  /** Counts one operation. */
  void add(long nanos) {
    int bucket = bucket(Math.max(nanos, 1));
    if (bucket >= counts.length) {
      counts = Arrays.copyOf(counts, bucket + STEPS);
    }
    counts[bucket]++;
  }

  private static int bucket(long nanos) {
    int power = 63 - Long.numberOfLeadingZeros(nanos);
    return power * STEPS + (int) ((nanos << 3 >>> power) % STEPS);
  }

  /** Where a bucket ends, and the next one begins. */
  private static double end(int bucket) {
    return Math.scalb((double) STEPS + bucket % STEPS + 1, bucket / STEPS - 3);
  }

  long[] counts() {
    return counts.clone();
  }

  /** These and others together. */
  public Waits plus(Waits others) {
    Waits sum = new Waits(Arrays.copyOf(counts, Math.max(counts.length, others.counts.length)));
    for (int i = 0; i < others.counts.length; i++) {
      sum.counts[i] += others.counts[i];
    }
    return sum;
  }

  /**
   * The time within which a share of all operations ended, rounded up to the end of its bucket.
   *
   * @param share from 0 to 1; 1 gives the longest
   */
  public double nanosAt(double share) {
    double left = share * Arrays.stream(counts).sum();
    int bucket = 0;
    for (int i = 0; i < counts.length && left > 0; i++) {
      if (counts[i] > 0) {
        bucket = i;
        left -= counts[i];
      }
    }
    return end(bucket);
  }
}
