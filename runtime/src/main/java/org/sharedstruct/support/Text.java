package org.sharedstruct.support;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sharedstruct.InvalidValueException;
import org.sharedstruct.OwnerDiedException;
import org.sharedstruct.guard.Faults;
import org.sharedstruct.guard.Guard;

/**
 * The words of {@code toString} methods. They never throw, since debuggers, logs and messages of failed
 * tests call them: where there are no values to be shown, they say why.
 */
final class Text {

  /** So many elements of an array are shown. */
  private static final int SHOWN = 8;

  private Text() {}

  /** A view's type and, if the memory is there, its values: a record, whose own name is left out. */
  static String of(String type, BooleanSupplier open, Supplier<?> values) {
    return type + whole(open, () -> values(values.get()));
  }

  /** An array view's type, length and, if the memory is there, its first values. */
  static String of(String type, long length, BooleanSupplier open, Supplier<Stream<?>> values) {
    String more = length > SHOWN ? ", ..." : "";
    return type + "[" + length + "]" + whole(open, () -> values.get().limit(SHOWN).map(Text::values)
        .collect(Collectors.joining(", ", " {", more + "}")));
  }

  private static String whole(BooleanSupplier open, Supplier<String> values) {
    String reason = "closed";
    try {
      if (open.getAsBoolean()) {
        String text = values.get();
        Guard.throwLate();
        return text;
      }
    } catch (RuntimeException | InternalError failure) {
      reason = open.getAsBoolean() ? reason(failure) : reason;
    }
    return " (" + reason + ")";
  }

  private static String reason(Throwable failure) {
    boolean explained = failure.getCause() instanceof InternalError;
    if (failure instanceof InternalError || explained && failure.getMessage().endsWith(Faults.TRUNCATED)) {
      return "truncated";
    }
    return switch (failure) {
      case IllegalStateException _ when explained -> failure.getMessage();
      case OwnerDiedException halfWritten -> "half written";
      case InvalidValueException invalid -> invalid.getMessage();
      default -> failure.toString();
    };
  }

  private static String values(Object struct) {
    String text = struct.toString();
    return text.substring(Math.max(text.indexOf('['), 0));
  }
}
