package org.sharedstruct.processor.codegen;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Breaks lines where JavaPoet does not, or not where a person would. */
final class Wrapping {

  private static final int WIDTH = 100;
  private static final int SCHEMA_WIDTH = 90;

  private static final Pattern THROWS = Pattern.compile("\\) throws\n( +)(\\w+ \\{)");
  private static final Pattern CLASS_HEAD = Pattern.compile(
      "(?m)^( *)((?:public |static |final )*class .*) (extends .*) (implements .*\\{)$");
  private static final Pattern EXTENDING_HEAD = Pattern.compile(
      "(?m)^( *)((?:public |static |final )*class .*?) (extends .*\\{)$");

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

  /** The same source with no break after {@code throws}, and with long class heads in several lines. */
  static String wrap(String source) {
    String joined = THROWS.matcher(source).replaceAll(")\n$1throws $2");
    String broken = CLASS_HEAD.matcher(joined).replaceAll(head -> Matcher.quoteReplacement(wrapHead(head)));
    return EXTENDING_HEAD.matcher(broken).replaceAll(head -> Matcher.quoteReplacement(wrapExtends(head)));
  }

  private static String wrapHead(MatchResult head) {
    if (head.group().length() <= WIDTH) {
      return head.group();
    }
    String indent = "\n" + head.group(1) + "    ";
    String first = head.group(1) + head.group(2) + " " + head.group(3);
    return first.length() <= WIDTH
        ? first + indent + head.group(4)
        : head.group(1) + head.group(2) + indent + head.group(3) + indent + head.group(4);
  }

  private static String wrapExtends(MatchResult head) {
    return head.group().length() <= WIDTH
        ? head.group()
        : head.group(1) + head.group(2) + "\n" + head.group(1) + "    " + head.group(3);
  }
}
