package org.sharedstruct.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The ledger as a table in Markdown, which is readable as it stands. */
final class Table {

  private static final List<String> HEAD = List.of(
      "what", "who", "median", "unit", "error", "min to max", "ours / this", "native / this");

  /** Text stands to the left, numbers to the right. */
  private static final Set<String> TEXT = Set.of("what", "who", "unit");

  private final List<List<String>> lines = new ArrayList<>();

  private Table() {}

  static Table of(Ledger ledger) {
    Table table = new Table();
    table.lines.add(HEAD);
    for (Figure figure : ledger.figures()) {
      table.add(figure, ledger.rows(figure));
    }
    return table;
  }

  private void add(Figure figure, List<Row> rows) {
    for (Row row : rows) {
      String what = row == rows.getFirst() ? figure.what() : "";
      if (row.missing() == null) {
        Statistics values = row.statistics();
        lines.add(List.of(what, row.name(), number(values.median()), figure.unit(), number(values.error()),
            range(values), ratio(figure, Side.OURS, rows, row), ratio(figure, Side.OURS_NATIVE, rows, row)));
      } else {
        lines.add(List.of(what, row.name(), row.missing(), "", "", "", "", ""));
      }
    }
  }

  private static String ratio(Figure figure, Side ours, List<Row> rows, Row rival) {
    if (rival.side() != Side.RIVAL || !figure.isTime()) {
      return "";
    }
    return rows.stream()
        .filter(row -> row.side() == ours)
        .findFirst()
        .map(row -> row.over(rival))
        .map(ratio -> number(ratio.median()) + " (" + range(ratio) + ")")
        .orElse("");
  }

  private static String range(Statistics values) {
    return number(values.min()) + " to " + number(values.max());
  }

  private static String number(double value) {
    if (Double.isNaN(value)) {
      return "-";
    }
    return String.format(Locale.ROOT, Math.abs(value) < 100 ? "%.2f" : "%,.0f", value);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (List<String> line : lines) {
      text.append('|');
      for (int column = 0; column < HEAD.size(); column++) {
        text.append(' ').append(padded(line.get(column), column)).append(" |");
      }
      text.append('\n');
      if (line == HEAD) {
        text.append(rule());
      }
    }
    return text.toString();
  }

  private String padded(String cell, int column) {
    String spaces = " ".repeat(width(column) - cell.length());
    return isText(column) ? cell + spaces : spaces + cell;
  }

  private String rule() {
    StringBuilder rule = new StringBuilder("|");
    for (int column = 0; column < HEAD.size(); column++) {
      rule.append('-').append("-".repeat(width(column))).append(isText(column) ? "-|" : ":|");
    }
    return rule.append('\n').toString();
  }

  private static boolean isText(int column) {
    return TEXT.contains(HEAD.get(column));
  }

  private int width(int column) {
    return lines.stream().mapToInt(line -> line.get(column).length()).max().orElseThrow();
  }
}
