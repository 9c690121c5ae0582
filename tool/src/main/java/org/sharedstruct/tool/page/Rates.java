package org.sharedstruct.tool.page;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** How often something is committed, by its versions at moments. */
final class Rates {

  private static final int MINUTE = 60;
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private record Mark(long nanos, long version) {}

  private final Deque<Mark> marks = new ArrayDeque<>();
  private final Deque<Double> history = new ArrayDeque<>();
  private long historyAt;
  private double now;

  /**
   * Takes a version in.
   *
   * @param nanos when, by {@link System#nanoTime()}
   * @param version at that time
   */
  void add(long nanos, long version) {
    if (marks.isEmpty()) {
      historyAt = nanos;
    } else if (marks.getLast().version() > version) {
      marks.clear(); // the region was made anew
    }
    marks.addLast(new Mark(nanos, version));
    while (marks.size() > 2 && nanos - second().nanos() >= SECOND) {
      marks.removeFirst();
    }
    Mark first = marks.getFirst();
    long time = nanos - first.nanos();
    now = time == 0 ? 0 : (version - first.version()) * (double) SECOND / time;
    if (nanos - historyAt >= SECOND) {
      historyAt = nanos;
      history.addLast(now);
      if (history.size() > MINUTE) {
        history.removeFirst();
      }
    }
  }

  private Mark second() {
    var all = marks.iterator();
    all.next();
    return all.next();
  }

  /** Commits a second, in the last second. */
  double now() {
    return now;
  }

  /** The same, once for each second of the last minute. */
  List<Double> history() {
    return new ArrayList<>(history);
  }
}
