package org.sharedstruct.processor;

import java.util.OptionalInt;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import org.sharedstruct.Align;
import org.sharedstruct.format.Schema;

/** What {@link Align} asks for. */
final class Alignments {

  private Alignments() {}

  /** The multiple of bytes that is asked for; 0 if that makes no sense, which is reported. */
  static long read(Element element, Report report) {
    OptionalInt value = Annotations.value(element, Align.class);
    if (value.isEmpty()) {
      return 0;
    }
    int bytes = value.getAsInt();
    if (bytes < 1 || bytes > Schema.MOST_ALIGNMENT || Integer.bitCount(bytes) != 1) {
      report.add(element, Problem.ALIGN_IMPOSSIBLE, Interfaces.describe(element), bytes,
          Schema.MOST_ALIGNMENT);
      return 0;
    }
    return bytes;
  }

  /** That of a struct: the most that is asked for on it and on what it extends. */
  static long of(TypeElement struct, Report report) {
    long alignment = 1;
    for (TypeElement type : Interfaces.closure(struct)) {
      Report problems = type.equals(struct) ? report : new Report(); // others have a line of their own
      alignment = Math.max(alignment, read(type, problems));
    }
    return alignment;
  }
}
