package org.sharedstruct.processor;

import java.util.ArrayList;
import java.util.List;
import javax.annotation.processing.Messager;
import javax.lang.model.element.Element;
import javax.tools.Diagnostic;

/** The problems of one struct, gathered while it is read and printed at once. */
final class Report {

  private record Entry(Element element, String message) {}

  private final List<Entry> entries = new ArrayList<>();

  /** Adds a problem, to be shown on the line of an element of the user's source. */
  void add(Element element, Problem problem, Object... arguments) {
    entries.add(new Entry(element, problem.message(arguments)));
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  void print(Messager messager) {
    entries.forEach(e -> messager.printMessage(Diagnostic.Kind.ERROR, e.message(), e.element()));
  }
}
