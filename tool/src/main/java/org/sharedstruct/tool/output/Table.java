package org.sharedstruct.tool.output;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import picocli.CommandLine.Help.Ansi;

/**
 * Rows in columns that are as wide as what stands in them, numbers to the right. Each cell is one word for {@code
 * awk}, but for those of a last column that has sentences. (picocli's own {@code TextTable} wraps cells at a width
 * that is given to it.)
 */
public final class Table {

  private static final Pattern NUMBER = Pattern.compile("-?(\\d[\\d.]*(E-?\\d+|-\\d+)?|Infinity)|NaN|-|\\?.*");
  private static final String GAP = "  ";

  /** Words that are told at a glance. */
  private static final Map<String, String> STYLES = Map.of(
      "alive", "fg(green)", "used", "fg(green)", "dead", "fg(red)", "left", "fg(red)", "damaged", "fg(red)");

  private final List<String> heads;
  private List<List<String>> rows = new ArrayList<>();

  /**
   * Begins a table.
   *
   * @param heads of columns; without any, the first column is a name for what stands in the second
   */
  public Table(String... heads) {
    this(Arrays.asList(heads));
  }

  /**
   * Begins a table.
   *
   * @param heads of columns
   */
  public Table(List<String> heads) {
    this.heads = List.copyOf(heads);
  }

  /**
   * Adds a row.
   *
   * @param cells one for each column
   * @return this table
   */
  public Table row(Object... cells) {
    return row(Arrays.stream(cells).map(String::valueOf).toList());
  }

  /**
   * Adds a row.
   *
   * @param cells one for each column
   * @return this table
   */
  public Table row(List<String> cells) {
    rows.add(List.copyOf(cells));
    return this;
  }

  /**
   * Gives it rows which may be too many to be kept: it goes through them twice.
   *
   * @param all of it, each with a cell for each column
   * @return this table, which takes no other rows any more
   */
  public Table rows(List<List<String>> all) {
    rows = all;
    return this;
  }

  /**
   * Whether there are no rows.
   *
   * @return if so, there is nothing to be shown
   */
  public boolean isEmpty() {
    return rows.isEmpty();
  }

  /**
   * Writes it.
   *
   * @param out where to
   * @param ansi whether with colours
   * @throws IOException if it cannot be written
   */
  public void write(Appendable out, Ansi ansi) throws IOException {
    int columns = heads.isEmpty() ? rows.isEmpty() ? 0 : rows.getFirst().size() : heads.size();
    int[] widths = new int[columns];
    boolean[] numbers = new boolean[columns];
    for (int column = 0; column < columns; column++) {
      widths[column] = heads.isEmpty() ? 0 : width(heads.get(column));
      numbers[column] = !heads.isEmpty() && !rows.isEmpty();
    }
    for (List<String> row : rows) {
      for (int column = 0; column < columns; column++) {
        widths[column] = Math.max(widths[column], width(row.get(column)));
        numbers[column] = numbers[column] && NUMBER.matcher(row.get(column)).matches();
      }
    }
    if (!heads.isEmpty()) {
      write(heads, widths, numbers, out, cell -> styled(cell, "bold", ansi));
    }
    for (List<String> row : rows) {
      boolean isNamed = heads.isEmpty();
      write(row, widths, numbers, out, cell -> isNamed && cell.equals(row.getFirst())
          ? styled(cell, "bold", ansi) : styled(cell, STYLES.getOrDefault(cell, ""), ansi));
    }
  }

  private interface Style {
    String of(String cell);
  }

  private static void write(List<String> cells, int[] widths, boolean[] numbers, Appendable out, Style style)
      throws IOException {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < widths.length; column++) {
      String cell = cells.get(column);
      String space = " ".repeat(widths[column] - width(cell));
      boolean isLast = column == widths.length - 1;
      line.append(numbers[column] ? space : "").append(style.of(cell))
          .append(numbers[column] || isLast ? "" : space).append(isLast ? "" : GAP);
    }
    out.append(line.toString().stripTrailing()).append('\n');
  }

  /** Text of others may look like picocli's markup, so that is not used. */
  private static String styled(String cell, String style, Ansi ansi) {
    if (style.isEmpty() || !ansi.enabled()) {
      return cell;
    }
    Ansi.IStyle[] styles = Ansi.Style.parse(style);
    return Ansi.Style.on(styles) + cell + Ansi.Style.off(styles);
  }

  private static int width(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
