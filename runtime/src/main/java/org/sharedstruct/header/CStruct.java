package org.sharedstruct.header;

import java.util.ArrayList;
import java.util.List;
import org.sharedstruct.format.Schema.Member;

/**
 * The text of one struct. Its members leave no gap, so that its layout follows from the text alone.
 * Below it, the compiler is asked to compare every offset and the size.
 */
final class CStruct {

  private static final int MOST_COLUMNS = 100;

  /** Where comments stand at most; a longer declaration has its comment in a line before it. */
  private static final int COMMENT_COLUMN = 50;

  /**
   * A member.
   *
   * @param declaration as in C, with a semicolon
   * @param comment what stands behind it
   */
  private record Line(String declaration, String comment) {}

  private final String tag;
  private final CNames scope;
  private final List<Line> lines = new ArrayList<>();
  private final List<String> asserted = new ArrayList<>();
  private long end;

  /**
   * A struct without members.
   *
   * @param tag its name
   * @param scope the names of its members that are not padding
   */
  CStruct(String tag, CNames scope) {
    this.tag = tag;
    this.scope = scope;
  }

  /** The first byte behind the members. */
  long end() {
    return end;
  }

  /** Adds a member for a field. */
  void add(String name, String declaration, Member field, String comment) {
    add(declaration, field.offset(), comment);
    asserted.add("offsetof(struct " + tag + ", " + name + ") == " + field.offset());
    end = field.end();
  }

  /** Adds a member for bytes of no field, if there are any. */
  void pad(long to, String comment) {
    if (end < to) {
      add("uint8_t " + scope.give("padding_" + end) + "[" + (to - end) + "];", end, comment);
      end = to;
    }
  }

  private void add(String declaration, long offset, String comment) {
    lines.add(new Line(declaration, "byte " + offset + (comment.isEmpty() ? "" : ", " + comment)));
  }

  /** Aligns the first member, and so the struct, to more than its members need. */
  void align(long bytes) {
    Line first = lines.removeFirst();
    lines.addFirst(new Line("alignas(" + bytes + ") " + first.declaration, first.comment));
  }

  /**
   * The definition.
   *
   * @param alignment bytes
   */
  String text(long alignment) {
    int width = lines.stream().mapToInt(line -> line.declaration.length())
        .filter(length -> length <= COMMENT_COLUMN).max().orElse(0);
    StringBuilder text = new StringBuilder("struct " + tag + " {\n");
    lines.forEach(line -> text.append(text(line, width)));
    text.append("};  // " + end + " bytes, aligned to " + alignment + "\n\n");
    asserted.add("sizeof(struct " + tag + ") == " + end);
    asserted.forEach(condition -> text.append(assertion(condition)));
    return text.append("\n").toString();
  }

  private static String text(Line line, int width) {
    String space = " ".repeat(Math.max(0, width - line.declaration.length()));
    String beside = "  " + line.declaration + space + "  // " + line.comment + "\n";
    return beside.length() <= MOST_COLUMNS + 1 ? beside
        : "  // " + line.comment + "\n  " + line.declaration + "\n";
  }

  private static String assertion(String condition) {
    String line = "SHAREDSTRUCT_ASSERT(" + condition + ");\n";
    return line.length() <= MOST_COLUMNS + 1 ? line
        : "SHAREDSTRUCT_ASSERT(\n    " + condition + ");\n";
  }
}
