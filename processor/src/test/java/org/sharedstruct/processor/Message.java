package org.sharedstruct.processor;

import java.nio.file.Path;
import java.util.Locale;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;

/**
 * What a compiler says.
 *
 * @param kind error, warning or note
 * @param file the source file; null where the compiler names none
 * @param line the line in it, from 1
 * @param text the message
 */
record Message(Diagnostic.Kind kind, Path file, long line, String text) {

  static Message of(Diagnostic<? extends JavaFileObject> diagnostic) {
    JavaFileObject source = diagnostic.getSource();
    return new Message(diagnostic.getKind(), source == null ? null : Path.of(source.toUri()),
        diagnostic.getLineNumber(), diagnostic.getMessage(Locale.ROOT));
  }

  boolean isError() {
    return kind == Diagnostic.Kind.ERROR;
  }

  @Override
  public String toString() {
    return "%s %s:%d %s".formatted(kind, file == null ? "-" : file.getFileName(), line, text);
  }
}
