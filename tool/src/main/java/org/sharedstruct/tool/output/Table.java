package org.sharedstruct.tool.output;

import com.fasterxml.jackson.core.JsonGenerator;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.sharedstruct.tool.value.Lazy;
import picocli.CommandLine.Help.Ansi;

/**
 * Rows in columns that are as wide as what stands in them, numbers to the right. Each cell is one
 * word for {@code awk}, but for those of a last column that has sentences. (picocli's own {@code
 * TextTable} wraps cells at a width that is given to it.)
 */
public final class Table {

  private static final Pattern NUMBER = Pattern.compile("-?(\\d[\\d.]*(E-?\\d+|-\\d+)?|Infinity)|NaN|-|\\?.*");
  private static final String GAP = "  ";

  /** Of a line with a sentence, indentation included. */
  private static final int SENTENCE_WIDTH = 100;

  /** Words that are told at a glance. */
  private static final Map<String, String> STYLES = Map.of(
      "alive", "fg(green)", "used", "fg(green)", "dead", "fg(red)", "left", "fg(red)", "damaged", "fg(red)",
      "wrong", "bold,fg(red)", "note", "bold,fg(yellow)", "repaired", "bold,fg(green)");

  private final List<String> heads;
  private List<List<Cell>> rows = new ArrayList<>();

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
   * @param cells one for each column: a {@link Cell}, or what is a value and its own words
   * @return this table
   */
  public Table row(Object... cells) {
    return row(Arrays.asList(cells));
  }

  /**
   * Adds a row.
   *
   * @param cells one for each column
   * @return this table
   */
  public Table row(List<?> cells) {
    rows.add(cells.stream().map(Cell::of).toList());
    return this;
  }

  /** The rows as people read them: names are anybody's, and must not command the terminal. */
  private List<List<String>> words() {
    return Lazy.map(rows, row -> row.stream().map(cell -> Cells.safe(cell.words())).toList());
  }

  /**
   * Gives it rows which may be too many to be kept: it goes through them twice.
   *
   * @param all of it, each with a cell for each column
   * @return this table, which takes no other rows any more
   */
  public Table rows(List<List<String>> all) {
    rows = Lazy.map(all, row -> row.stream().map(Cell::of).toList());
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
    List<String> heads = this.heads.stream().map(Cells::safe).toList();
    List<List<String>> rows = words();
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

  /**
   * Writes each row as a block of the sentences in it, below a line with its first cell, once for
   * rows that have the same. What is none, or for programs alone, is left out.
   */
  void writeBlocks(Appendable out, Ansi ansi) throws IOException {
    int width = heads.stream().skip(1).mapToInt(Table::width).max().orElse(0);
    String subject = null;
    for (List<String> row : words()) {
      out.append(subject == null ? "" : "\n");
      if (!row.getFirst().equals(subject)) {
        subject = row.getFirst();
        out.append(styled(subject, "bold", ansi)).append('\n');
      }
      for (int column = 1; column < heads.size(); column++) {
        if (!row.get(column).equals(Cell.UNTOLD) && !row.get(column).equals(Cell.NONE.words())) {
          String head = heads.get(column);
          out.append(GAP).append(styled(head, STYLES.getOrDefault(head, ""), ansi))
              .append(" ".repeat(width - width(head))).append(GAP)
              .append(wrapped(row.get(column), 2 * GAP.length() + width)).append('\n');
        }
      }
    }
  }

  /**
   * A sentence in lines of a width that people like to read; those after the first are indented.
   */
  private static String wrapped(String sentence, int indent) {
    StringBuilder lines = new StringBuilder();
    int column = indent;
    for (String word : sentence.split(" ")) {
      boolean isFirst = column == indent;
      if (!isFirst && column + 1 + width(word) > SENTENCE_WIDTH) {
        lines.append('\n').append(" ".repeat(indent));
        column = indent;
      } else if (!isFirst) {
        lines.append(' ');
        column++;
      }
      lines.append(word);
      column += width(word);
    }
    return lines.toString();
  }

  /** Writes the rows for programs: an object for each, or, without heads, one for all. */
  void write(JsonGenerator json) throws IOException {
    if (heads.isEmpty()) {
      json.writeStartObject();
      writeFacts(json);
      json.writeEndObject();
      return;
    }
    json.writeStartArray();
    for (List<Cell> row : rows) {
      json.writeStartObject();
      for (int column = 0; column < heads.size(); column++) {
        json.writeFieldName(heads.get(column));
        Json.write(row.get(column), json);
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** Writes the facts of a table without heads, within an object. */
  void writeFacts(JsonGenerator json) throws IOException {
    for (List<Cell> row : rows) {
      json.writeFieldName(row.getFirst().words());
      Json.write(row.get(1), json);
    }
  }

  /** Writes the rows for sheets: none is empty, and all characters are as they are. */
  void write(CsvWriter csv) {
    csv.writeRecord(heads);
    rows.forEach(row -> csv.writeRecord(row.stream()
        .map(cell -> cell.value() == null ? "" : cell.value().toString()).toList()));
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

  /**
   * Text of others may look like picocli's markup, so that is not used; nor its code for the end of
   * bold, which many terminals take for a double underline.
   */
  private static String styled(String cell, String style, Ansi ansi) {
    if (style.isEmpty() || !ansi.enabled()) {
      return cell;
    }
    return Ansi.Style.on(Ansi.Style.parse(style)) + cell + Ansi.Style.reset.on();
  }

  private static int width(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
