package org.sharedstruct.benchmarks;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All that was measured, in the order of the list of contenders. */
final class Ledger {

  private final Map<Figure, Map<Contender, Row>> rows = new LinkedHashMap<>();

  Ledger(List<Contender> contenders) {
    for (Contender contender : contenders) {
      for (Figure figure : contender.figures()) {
        rows.computeIfAbsent(figure, first -> new LinkedHashMap<>()).put(contender, new Row(contender, figure));
      }
    }
  }

  void add(Contender contender, Samples samples) {
    contender.figures().forEach(figure -> row(figure, contender).add(samples.of(figure)));
  }

  void miss(Contender contender, String reason) {
    contender.figures().forEach(figure -> row(figure, contender).miss(reason));
  }

  private Row row(Figure figure, Contender contender) {
    return rows.get(figure).get(contender);
  }

  /** What nearly all of ours are measured in comes last. */
  List<Figure> figures() {
    return rows.keySet().stream().sorted(Comparator.comparing(Figure.ALLOCATED::equals)).toList();
  }

  List<Row> rows(Figure figure) {
    return List.copyOf(rows.getOrDefault(figure, Map.of()).values());
  }
}
