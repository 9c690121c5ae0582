package org.sharedstruct.processor;

import java.util.ArrayList;
import java.util.List;
import javax.annotation.processing.Messager;
import javax.lang.model.element.Element;
import javax.tools.Diagnostic;

/** The problems of one struct, gathered while it is read and printed at once. */
final class Report {

  private record Entry(Diagnostic.Kind kind, Element element, String message) {}

  private final List<Entry> entries = new ArrayList<>();

  /** Adds a problem, to be shown on the line of an element of the user's source. */
  void add(Element element, Problem problem, Object... arguments) {
    entries.add(new Entry(Diagnostic.Kind.ERROR, element, problem.message(arguments)));
  }

  /** Adds what need not be a problem. */
  void warn(Element element, Problem problem, Object... arguments) {
    entries.add(new Entry(Diagnostic.Kind.WARNING, element, problem.message(arguments)));
  }

  /** Adds what is no problem, but may not be known. */
  void note(Element element, Problem problem, Object... arguments) {
    entries.add(new Entry(Diagnostic.Kind.NOTE, element, problem.message(arguments)));
  }

  /** Whether there is no problem; warnings and notes do not count. */
  boolean isEmpty() {
    return entries.stream().noneMatch(e -> e.kind() == Diagnostic.Kind.ERROR);
  }

  void print(Messager messager) {
    entries.forEach(e -> messager.printMessage(e.kind(), e.message(), e.element()));
  }
}
