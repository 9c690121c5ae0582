package org.sharedstruct.processor.codegen;

import com.palantir.javapoet.CodeBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a {@link Template}, read once for all structs.
 *
 * @param format for JavaPoet
 * @param arguments of the format: types, and the names of holes
 */
record Code(String format, List<Object> arguments) {

  /** {@code $name}, or {@code ${name}} before more letters. */
  static final Pattern HOLE = Pattern.compile("\\$[a-z]\\w*|\\$\\{\\w+\\}");

  private static final Pattern IN_CODE = Pattern.compile(HOLE + "|(?<![\\w.$])[A-Z]\\w*");
  private static final Pattern IN_JAVADOC = Pattern.compile(HOLE + "|(?<=\\{@link )[A-Z]\\w*");

  static String nameOf(String hole) {
    return hole.startsWith("${") ? hole.substring(2, hole.length() - 1) : hole.substring(1);
  }

  /** Statements. Where one goes on in another line, the generated one may be broken too. */
  static Code statements(String text) {
    StringBuilder format = new StringBuilder();
    boolean isInside = false;
    for (String line : text.strip().split("\\s*\n\\s*")) {
      if (line.endsWith("{")) {
        format.append(line).append("\n$>");
      } else if (line.startsWith("}")) {
        format.append("$<").append(line).append("\n");
      } else if (line.startsWith("@")) {
        format.append(line).append("\n");
      } else if (HOLE.matcher(line).matches()) {
        format.append(line);
      } else {
        format.append(isInside ? "$W" : "$[").append(line);
        isInside = !line.endsWith(";");
        format.append(isInside ? "" : "\n$]");
      }
    }
    return of(format.toString(), IN_CODE);
  }

  /** What a field is set to, in as many lines. */
  static Code initializer(String text) {
    return of("$>$>" + text.replaceAll("\n\\s+", "\n") + "$<$<", IN_CODE);
  }

  /** Javadoc, which may be null for none. */
  static Code javadoc(String text) {
    return text == null ? new Code("", List.of()) : of(text.strip().replaceAll("(?m)^ *\\* ?", "") + "\n", IN_JAVADOC);
  }

  private static Code of(String text, Pattern replaced) {
    List<Object> arguments = new ArrayList<>();
    String format = replaced.matcher(text).replaceAll(found -> Matcher.quoteReplacement(taken(found, arguments)));
    return new Code(format, arguments);
  }

  private static String taken(MatchResult found, List<Object> arguments) {
    String word = found.group();
    if (word.startsWith("$")) {
      arguments.add(nameOf(word));
      return "$L";
    } else if (ImportedTypes.contain(word)) {
      arguments.add(ImportedTypes.of(word));
      return "$T";
    }
    return word;
  }

  /** The code with its holes filled. */
  CodeBlock fill(Holes holes) {
    return CodeBlock.of(format, arguments.stream()
        .map(argument -> argument instanceof String hole ? holes.code(hole) : argument)
        .toArray());
  }
}
