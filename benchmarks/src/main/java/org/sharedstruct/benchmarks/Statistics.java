package org.sharedstruct.benchmarks;

import java.util.Collection;
import org.openjdk.jmh.util.ListStatistics;

/**
 * What is said about some values, computed by JMH also where JMH did not measure them.
 *
 * @param median half of them are less
 * @param error half of the interval that has the mean with a probability of 99.9 %, as JMH gives it; not a
 *     number if there are too few values
 * @param min the least
 * @param max the greatest
 */
record Statistics(double median, double error, double min, double max) {

  static Statistics of(Collection<Double> values) {
    ListStatistics statistics = new ListStatistics();
    values.forEach(statistics::addValue);
    return new Statistics(statistics.getPercentile(50), statistics.getMeanErrorAt(0.999),
        statistics.getMin(), statistics.getMax());
  }
}
