package org.sharedstruct.processor.codegen;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Breaks lines where JavaPoet does not, or not where a person would, and joins what stands better in one. */
final class Wrapping {

  private static final int WIDTH = 100;
  private static final int SCHEMA_WIDTH = 90;
  private static final String CONTINUED = "    ";

  private static final Pattern CONSTANT = Pattern.compile(" +static final \\w+ \\w+ = .*;");
  private static final Pattern CLASS_HEAD = Pattern.compile(" *(?:(?:public|static|final) )*class .*");
  private static final Pattern STATEMENT = Pattern.compile(" *(?:if|for|try|else|while|return|new|\\}) .*");

  private final List<String> lines = new ArrayList<>();

  private Wrapping() {}

  /** A schema text for a text block: long lines, of enums, go on in the next one. */
  static String wrapSchema(String text) {
    StringBuilder wrapped = new StringBuilder();
    for (String line : text.split("(?<=\n)")) {
      int width = 0;
      for (String part : line.split("(?<=,)")) {
        if (width + part.length() > SCHEMA_WIDTH && width > 0) {
          wrapped.append("\\\n");
          width = 0;
        }
        wrapped.append(part);
        width += part.length();
      }
    }
    return wrapped.toString();
  }

  /**
   * The same source with no break after {@code throws}, and with long class heads in several lines; with short Javadoc,
   * short methods, and constants without Javadoc, in one.
   */
  static String wrap(String source) {
    Wrapping wrapping = new Wrapping();
    source.lines().forEach(wrapping::add);
    return String.join("\n", wrapping.lines) + "\n";
  }

  private void add(String line) {
    String stripped = line.stripLeading();
    String indent = line.substring(0, line.length() - stripped.length());
    if (isAfter(1, ") throws")) {
      String head = lines.removeLast();
      lines.add(head.substring(0, head.length() - " throws".length()));
      lines.add(indent + "throws " + stripped);
    } else if (stripped.equals("*/") && joined(indent.substring(1), "/**", "*/", 1)) {
      return;
    } else if (stripped.equals("}") && joined(indent, "{", "}", 0)) {
      return;
    } else if (CONSTANT.matcher(line).matches() && isAfter(1, "") && CONSTANT.matcher(last(2)).matches()) {
      lines.removeLast();
      lines.add(line);
    } else if (line.length() <= WIDTH) {
      lines.add(line);
    } else if (stripped.startsWith("* ")) {
      int end = line.lastIndexOf(' ', WIDTH);
      lines.add(line.substring(0, end));
      add(indent + "* " + line.substring(end + 1));
    } else if (CLASS_HEAD.matcher(line).matches()) {
      addHead(indent, line);
    } else if (line.contains(" static final ") && line.contains("> ") && line.contains(" = ")) {
      int end = line.indexOf(" = ") + 2;
      addArguments(line.substring(0, end), indent + CONTINUED);
      lines.add(indent + CONTINUED + line.substring(end + 1));
    } else {
      lines.add(line);
    }
  }

  private String last(int back) {
    return back <= lines.size() ? lines.get(lines.size() - back) : "";
  }

  private boolean isAfter(int back, String end) {
    return back <= lines.size() && (end.isEmpty() ? last(back).isEmpty() : last(back).endsWith(end));
  }

  /**
   * Joins what stands between two marks: a line of Javadoc, or the statement of a method, perhaps with the return of
   * a fluent one.
   */
  private boolean joined(String indent, String begin, String end, int skipped) {
    int count = skipped == 0 && last(1).endsWith(" return this;") && !last(2).endsWith("{") ? 2 : 1;
    String head = last(count + 1);
    boolean isJoinable = head.startsWith(indent) && !head.startsWith(indent + " ") && head.endsWith(begin)
        && (skipped == 1 ? head.strip().equals(begin) && last(1).strip().startsWith("* ") : isMethod(head, count));
    if (!isJoinable) {
      return false;
    }
    StringBuilder one = new StringBuilder(head);
    for (int back = count; back > 0; back--) {
      one.append(' ').append(last(back).strip().substring(skipped == 1 ? 2 : 0));
    }
    one.append(' ').append(end);
    if (one.length() > WIDTH) {
      return false;
    }
    lines.subList(lines.size() - count - 1, lines.size()).clear();
    lines.add(one.toString());
    return true;
  }

  private boolean isMethod(String head, int count) {
    return head.contains(") ") && !STATEMENT.matcher(head).matches() && last(count).endsWith(";")
        && last(1).endsWith(";");
  }

  private void addHead(String indent, String line) {
    int extending = line.indexOf(" extends ");
    int implementing = line.lastIndexOf(" implements ");
    if (extending < 0) {
      lines.add(line);
      return;
    }
    int end = implementing < 0 ? line.length() : implementing;
    if (end <= WIDTH && implementing > 0) {
      lines.add(line.substring(0, end));
    } else {
      lines.add(line.substring(0, extending));
      addArguments(indent + CONTINUED + line.substring(extending + 1, end), indent + CONTINUED + CONTINUED);
    }
    if (implementing > 0) {
      lines.add(indent + CONTINUED + line.substring(implementing + 1));
    }
  }

  /** Breaks a line after a type argument, if it is too long. */
  private void addArguments(String line, String indent) {
    int last = line.lastIndexOf(", ", WIDTH - 1);
    if (line.length() <= WIDTH || last < 0) {
      lines.add(line);
    } else {
      lines.add(line.substring(0, last + 1));
      lines.add(indent + line.substring(last + 2));
    }
  }
}
