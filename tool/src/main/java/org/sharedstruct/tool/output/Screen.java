package org.sharedstruct.tool.output;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.Display;
import org.sharedstruct.tool.value.Value;
import org.sharedstruct.tool.value.ValuePath.Named;
import picocli.CommandLine.Help.Ansi;

/**
 * Values in place at a terminal, as many as there are lines for; Ctrl-C ends it, and leaves the
 * last ones there.
 */
public final class Screen implements Watch {

  private static final int LAST_VALUES = 24;

  /** A narrower terminal has no room for the last values. */
  private static final int ROOMY_COLUMNS = 64;

  /** Of a line, beside the title: the version and the rate. */
  private static final int HEAD_COLUMNS = 26;

  /** The least that is to be seen of the title. */
  private static final int TITLE_COLUMNS = 12;

  /**
   * Lines that are not values: the title, the head of the table, that there is more, and where the
   * cursor waits.
   */
  private static final int OTHER_LINES = 5;

  private final Terminal terminal;
  private final Display display;
  private final String title;
  private final Ansi ansi;
  private final Map<String, Row> rows = new HashMap<>();
  private final Rate rate = new Rate();
  private volatile boolean isEnded;

  /** What is known of one value. */
  private static final class Row {

    private final Sparkline last = new Sparkline(LAST_VALUES);
    private Value.Leaf leaf;
    private boolean isChanged;

    void see(Value.Leaf now) {
      isChanged = !now.equals(leaf);
      leaf = now;
      if (now.content() instanceof Number number) {
        last.add(number.doubleValue());
      }
    }

    String line() {
      return leaf.content() instanceof Number ? last.toString() : "";
    }
  }

  /** Commits a second. */
  private static final class Rate {

    private static final long SECOND = 1_000_000_000;

    private long version;
    private long since;
    private String text = "";

    String at(long now, long nanos) {
      if (since == 0) {
        version = now;
        since = nanos;
      } else if (nanos - since >= SECOND) {
        text = "  " + Math.round((double) (now - version) * SECOND / (nanos - since)) + "/s";
        version = now;
        since = nanos;
      }
      return text;
    }
  }

  /**
   * Takes the terminal.
   *
   * @param title what stands above the values
   * @param ansi whether with colours
   * @throws IOException if there is none
   */
  public Screen(String title, Ansi ansi) throws IOException {
    this.title = title;
    this.ansi = ansi;
    terminal = TerminalBuilder.builder().system(true).graphemeCluster(false).build();
    terminal.handle(Terminal.Signal.INT, _ -> isEnded = true);
    display = new Display(terminal, false);
  }

  /**
   * Whether somebody sits before the standard output, and can press Ctrl-C.
   *
   * @return false in a pipe
   */
  public static boolean isTerminal() {
    return System.console() != null && System.console().isTerminal();
  }

  @Override
  public boolean show(OptionalLong version, Stream<Named> places) throws IOException {
    Size size = terminal.getSize();
    int most = Math.max(1, size.getRows() - OTHER_LINES);
    List<Named> seen = places.limit(most + 1L).toList();
    List<Named> shown = seen.subList(0, Math.min(most, seen.size()));
    boolean isChanged = false;
    boolean isRoomy = size.getColumns() >= ROOMY_COLUMNS;
    Table table = isRoomy ? new Table("field", "", "last values", "value") : new Table("field", "", "value");
    for (Named place : shown) {
      Row row = rows.computeIfAbsent(place.path(), _ -> new Row());
      row.see(place.leaf());
      isChanged |= row.isChanged;
      String field = Cells.head(place.path());
      String mark = row.isChanged ? "*" : "";
      String value = Cells.word(place.leaf());
      List<Object> cells = isRoomy ? List.of(field, mark, row.line(), value) : List.of(field, mark, value);
      table.row(cells);
    }
    draw(head(version, size.getColumns()), table, seen.size() > shown.size(), size);
    return isChanged;
  }

  private String head(OptionalLong version, int columns) {
    int most = Math.max(TITLE_COLUMNS, columns - HEAD_COLUMNS);
    String title = this.title.length() <= most ? this.title
        : "\u2026" + this.title.substring(this.title.length() - most + 1);
    return version.isEmpty() ? title + "  not of one commit"
        : title + "  version " + version.getAsLong() + rate.at(version.getAsLong(), System.nanoTime());
  }

  private void draw(String head, Table table, boolean isMore, Size size) throws IOException {
    StringBuilder text = new StringBuilder(head).append("\n\n");
    table.write(text, ansi);
    if (isMore) {
      text.append("... there are more: choose some by a PATH\n");
    }
    List<AttributedString> lines = new ArrayList<>();
    text.toString().lines().forEach(line ->
        lines.add(AttributedString.fromAnsi(line).columnSubSequence(0, size.getColumns() - 1)));
    lines.add(AttributedString.EMPTY);
    display.resize(size);
    display.update(lines, size.cursorPos(lines.size() - 1, 0));
  }

  @Override
  public boolean isEnded() {
    return isEnded;
  }

  @Override
  public void close() throws IOException {
    terminal.close();
  }
}
