package org.sharedstruct.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The values of one contender in one round. */
final class Samples {

  private final Map<Figure, List<Double>> values = new LinkedHashMap<>();

  void add(Figure figure, double value) {
    values.computeIfAbsent(figure, first -> new ArrayList<>()).add(value);
  }

  List<Double> of(Figure figure) {
    return List.copyOf(values.getOrDefault(figure, List.of()));
  }
}
