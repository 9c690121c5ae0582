package org.sharedstruct.support;

import java.util.function.Supplier;

/** The words of {@code toString} methods. */
final class Text {

  private Text() {}

  /**
   * A view's type and values.
   *
   * @param values a record, whose own name is left out; null for memory that is closed
   */
  static String of(String type, Supplier<?> values) {
    if (values == null) {
      return type + " (closed)";
    }
    String text = String.valueOf(values.get());
    return type + text.substring(Math.max(text.indexOf('['), 0));
  }

  /** An array view's type and length. */
  static String of(String type, long length, boolean open) {
    return type + "[" + length + "]" + (open ? "" : " (closed)");
  }
}
