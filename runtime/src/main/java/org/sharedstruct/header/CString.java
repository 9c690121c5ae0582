package org.sharedstruct.header;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A text as literals of C, in lines of at most 100 columns. */
final class CString {

  /** Bytes of a literal that every compiler of C11 must take (5.2.4.1); of more, some warn. */
  private static final int MOST_BYTES = 4095;

  /** Columns within the quotation marks. Two more stand before them, and two behind. */
  private static final int MOST_COLUMNS = 100 - 2 - 2 - 2;

  private CString() {}

  /**
   * A macro that is a string literal. A long one has {@code __extension__}, by which gcc and clang
   * know that it is meant.
   */
  static String macro(String name, String text) {
    StringBuilder macro = new StringBuilder("#define " + name);
    if (text.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
      macro.append(" __extension__");
    }
    text.lines().flatMap(line -> pieces(line).stream())
        .forEach(piece -> macro.append(" \\\n  \"" + piece + "\""));
    return macro.append("\n").toString();
  }

  /** One line with its line feed, cut behind a comma or a space where there is one. */
  private static List<String> pieces(String line) {
    List<String> pieces = new ArrayList<>();
    StringBuilder piece = new StringBuilder();
    int cut = 0;
    for (byte b : (line + "\n").getBytes(StandardCharsets.UTF_8)) {
      String next = escaped(b);
      if (piece.length() + next.length() > MOST_COLUMNS) {
        int end = cut > 0 ? cut : piece.length();
        pieces.add(piece.substring(0, end));
        piece.delete(0, end);
        cut = 0;
      }
      piece.append(next);
      if (b == ',' || b == ' ') {
        cut = piece.length();
      }
    }
    pieces.add(piece.toString());
    return pieces;
  }

  /** Three octal digits end an escape, whatever follows; a question mark could begin a trigraph. */
  private static String escaped(byte b) {
    return switch (b) {
      case '\n' -> "\\n";
      case '"', '\\', '?' -> "\\" + (char) b;
      default -> b >= ' ' && b <= '~' ? String.valueOf((char) b)
          : String.format(Locale.ROOT, "\\%03o", b & 0xff);
    };
  }
}
