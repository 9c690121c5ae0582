package org.sharedstruct.tool.output;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.Locale;

/** Rows for sheets: all characters are as they are, unless a terminal would obey them. */
public final class Csv {

  private Csv() {}

  /**
   * Begins a sheet.
   *
   * @param out where to
   * @return the writer, to be flushed
   */
  public static CsvWriter to(Writer out) {
    boolean isOutput = out instanceof Output || out instanceof Target target && target.isOutput();
    return CsvWriter.builder().lineDelimiter(LineDelimiter.LF)
        .build(isOutput && Screen.isTerminal() ? new Harmless(out) : out);
  }

  /** Writes control characters as {@code \\u001b}. */
  private static final class Harmless extends FilterWriter {

    Harmless(Writer out) {
      super(out);
    }

    @Override
    public void write(int character) throws IOException {
      if (Character.isISOControl(character) && character != '\n') {
        out.write(String.format(Locale.ROOT, "\\u%04x", character));
      } else {
        out.write(character);
      }
    }

    @Override
    public void write(char[] characters, int from, int count) throws IOException {
      for (int i = from; i < from + count; i++) {
        write(characters[i]);
      }
    }

    @Override
    public void write(String text, int from, int count) throws IOException {
      write(text.toCharArray(), from, count);
    }
  }
}
