package org.sharedstruct.support;

import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sharedstruct.OwnerDiedException;

/** The words of {@code toString} methods. */
final class Text {

  /** So many elements of an array are shown. */
  private static final int SHOWN = 8;

  private Text() {}

  /** A view's type and, if the memory is there, its values: a record, whose own name is left out. */
  static String of(String type, boolean open, Supplier<?> values) {
    return type + whole(open, () -> values(values.get()));
  }

  /** An array view's type, length and, if the memory is there, its first values. */
  static String of(String type, long length, boolean open, Supplier<Stream<?>> values) {
    String more = length > SHOWN ? ", ..." : "";
    return type + "[" + length + "]" + whole(open, () -> values.get().limit(SHOWN).map(Text::values)
        .collect(Collectors.joining(", ", " {", more + "}")));
  }

  private static String whole(boolean open, Supplier<String> values) {
    try {
      return open ? values.get() : " (closed)";
    } catch (OwnerDiedException e) {
      return " (half written)";
    }
  }

  private static String values(Object struct) {
    String text = struct.toString();
    return text.substring(Math.max(text.indexOf('['), 0));
  }
}
