package org.sharedstruct.tool.output;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.sharedstruct.tool.value.Value;

/** Values as words, and structs as rows of them. */
public final class Cells {

  private Cells() {}

  /**
   * A value as one word, which ends no line and does nothing to a terminal. A text that is no word
   * is quoted.
   *
   * @param leaf the value
   * @return the word
   */
  public static String word(Value.Leaf leaf) {
    return switch (leaf.content()) {
      case String text when text.isEmpty() || text.codePoints().anyMatch(Cells::isSpecial) -> quoted(text);
      case Character character when isSpecial(character) -> quoted(character.toString());
      default -> leaf.content().toString();
    };
  }

  /**
   * A value as one word for people, and as JSON has it for programs.
   *
   * @param leaf the value
   * @return the cell
   */
  public static Cell cell(Value.Leaf leaf) {
    return new Cell(leaf, word(leaf));
  }

  /**
   * A value as it stands in a column of its own: of a text, all characters as they are. Half a
   * surrogate pair, which UTF-8 does not have, is {@code \\ud800}.
   *
   * @param leaf the value
   * @return the cell; empty if the bytes are not a value
   */
  public static String plain(Value.Leaf leaf) {
    return switch (leaf.content()) {
      case Value.Invalid _ -> "";
      case Character unit when Character.isSurrogate(unit) -> escaped(unit);
      default -> leaf.content().toString();
    };
  }

  /**
   * A text as it is, but for what ends a line or commands a terminal: that is written as {@code
   * \\u001b}.
   *
   * @param text of anybody
   * @return the text for people
   */
  public static String safe(String text) {
    return text.codePoints().noneMatch(Cells::isUnseen) ? text : text.codePoints()
        .mapToObj(character -> isUnseen(character) ? escaped(character) : Character.toString(character))
        .collect(Collectors.joining());
  }

  private static boolean isSpecial(int character) {
    return Character.isWhitespace(character) || Character.isSpaceChar(character) || isUnseen(character)
        || character == '"';
  }

  private static boolean isUnseen(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE, Character.UNASSIGNED -> true;
      default -> false;
    };
  }

  private static String quoted(String text) {
    return text.codePoints().mapToObj(character -> switch (character) {
      case '"' -> "\\\"";
      case '\\' -> "\\\\";
      case '\n' -> "\\n";
      case '\t' -> "\\t";
      default -> isUnseen(character) ? escaped(character) : Character.toString(character);
    }).collect(Collectors.joining("", "\"", "\""));
  }

  private static String escaped(int character) {
    return Character.toString(character).chars()
        .mapToObj(unit -> String.format(Locale.ROOT, "\\u%04x", unit)).collect(Collectors.joining());
  }

  /**
   * The parts of a value by their paths within it; itself by the empty one.
   *
   * @param isWhole whether arrays of values without parts are one part
   */
  static Map<String, Value> parts(Value value, boolean isWhole) {
    Map<String, Value> parts = new LinkedHashMap<>();
    collect("", value, isWhole, parts);
    return parts;
  }

  /**
   * The values without parts in a value.
   *
   * @param value any
   * @return each by its path within the value; itself by the empty one
   */
  public static Map<String, Value> leaves(Value value) {
    return parts(value, false);
  }

  private static void collect(String path, Value value, boolean isWhole, Map<String, Value> parts) {
    switch (value) {
      case Value.Leaf leaf -> parts.put(path, leaf);
      case Value.Struct struct -> struct.fields().forEach((name, field) ->
          collect(path.isEmpty() ? name : path + "." + name, field, isWhole, parts));
      case Value.Items items when isWhole && isFlat(items) -> parts.put(path, items);
      case Value.Items items -> {
        for (int i = 0; i < items.elements().size(); i++) {
          collect(path + "[" + (items.first() + i) + "]", items.elements().get(i), isWhole, parts);
        }
      }
    }
  }

  private static boolean isFlat(Value.Items items) {
    return items.elements().stream().allMatch(Value.Leaf.class::isInstance);
  }

  /** A part as one word. */
  static String word(Value part) {
    return switch (part) {
      case Value.Leaf leaf -> word(leaf);
      case Value.Items items -> items.elements().stream().map(Cells::word)
          .collect(Collectors.joining(",", "[", "]"));
      case Value.Struct _ -> throw new IllegalArgumentException("a struct is several words");
    };
  }

  /** How the column is called of values that have no name. */
  static String head(String path) {
    return path.isEmpty() ? "value" : path;
  }

  /** The heads of columns for elements of one type. */
  static List<String> heads(Value element, boolean isWhole) {
    return parts(element, isWhole).keySet().stream().map(Cells::head).toList();
  }
}
