package org.sharedstruct.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import javax.tools.Diagnostic;

/**
 * What came out of a {@link Compilation}.
 *
 * @param messages all that the compiler said
 * @param generated the text of each generated file by its path, for instance {@code p/RawXY.java}
 * @param generatedFolder where the generated files are
 * @param classes where the class files are
 */
record Compiled(
    List<Message> messages, SortedMap<String, String> generated, Path generatedFolder, Path classes) {

  List<Message> errors() {
    return messages.stream().filter(Message::isError).toList();
  }

  /** Without what a compiler says about the run as a whole, and without notes, which ask for nothing. */
  List<Message> messagesAboutFiles() {
    return messages.stream()
        .filter(message -> message.file() != null && message.line() > 0 && message.kind() != Diagnostic.Kind.NOTE)
        .toList();
  }

  /** Messages about code that is not the user's; there should never be any. */
  List<Message> messagesAboutGeneratedCode() {
    return messagesAboutFiles().stream()
        .filter(message -> message.file().startsWith(generatedFolder))
        .toList();
  }

  /** Compares file by file, so that a failure shows the one that differs. */
  void assertGenerated(SortedMap<String, String> expected) {
    assertThat(generated.keySet()).isEqualTo(expected.keySet());
    generated.forEach((file, text) -> assertThat(text).as(file).isEqualTo(expected.get(file)));
  }
}
