package org.sharedstruct.support;

import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The words of {@code toString} methods. */
final class Text {

  /** So many elements of an array are shown. */
  private static final int SHOWN = 8;

  private Text() {}

  /** A view's type and, if the memory is there, its values: a record, whose own name is left out. */
  static String of(String type, boolean open, Supplier<?> values) {
    return type + (open ? values(values.get()) : " (closed)");
  }

  /** An array view's type, length and, if the memory is there, its first values. */
  static String of(String type, long length, boolean open, Supplier<Stream<?>> values) {
    String head = type + "[" + length + "]";
    if (!open) {
      return head + " (closed)";
    }
    String more = length > SHOWN ? ", ..." : "";
    return values.get().limit(SHOWN).map(Text::values)
        .collect(Collectors.joining(", ", head + " {", more + "}"));
  }

  private static String values(Object struct) {
    String text = struct.toString();
    return text.substring(Math.max(text.indexOf('['), 0));
  }
}
