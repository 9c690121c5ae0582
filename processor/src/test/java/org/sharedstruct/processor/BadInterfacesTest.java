package org.sharedstruct.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each file in the folder {@code bad} gets the errors that it is marked with, and no other: a comment
 * {@code // ERROR text} stands for one error on its own line that contains the text.
 */
class BadInterfacesTest {

  private static final String MARK = "// ERROR ";

  /** What no source alone can bring about; these have tests of their own. */
  private static final Set<Problem> TESTED_ELSEWHERE =
      EnumSet.of(Problem.INTERNAL, Problem.SUPERTYPE_STALE, Problem.SUPERTYPE_NOT_GENERATED,
          Problem.NESTED_NOT_GENERATED, Problem.SCHEMA_TOO_LONG, Problem.CANNOT_WRITE, Problem.UPDATE_MISSING,
          Problem.TYPE_AMBIGUOUS, Problem.CHAINING, Problem.RELEASE, Problem.RUNTIME_VERSION,
          Problem.KOTLIN_PROPERTY,
          Problem.KOTLIN_VALUE_CLASS, Problem.UNKNOWN_NAME, Problem.GENERATED_IS_SOURCE,
          Problem.HEADERS, Problem.HEADER_TAKEN);

  @TempDir Path folder;

  static Stream<Arguments> cases() throws IOException {
    return Inputs.forBothCompilers("bad");
  }

  @ParameterizedTest(name = "{0} by {1}")
  @MethodSource("cases")
  void reportsEachErrorOnItsLineAndNothingElse(String input, Compiler compiler) throws IOException {
    Path file = Inputs.folder("bad").resolve(input);
    Compiled compiled = Compilation.by(compiler, folder).sources(List.of(file)).run();
    List<Message> unexpected = new ArrayList<>(compiled.errors());
    List<Message> missing = new ArrayList<>();
    for (Message expected : marksIn(file)) {
      unexpected.stream()
          .filter(error -> isAnnouncedBy(expected, error))
          .findFirst()
          .ifPresentOrElse(unexpected::remove, () -> missing.add(expected));
    }
    assertThat(unexpected).as("errors that no mark announces; missing: %s", missing).isEmpty();
    assertThat(missing).as("marks without an error").isEmpty();
  }

  /** Three dots in a mark stand for any text. */
  private static boolean isAnnouncedBy(Message mark, Message error) {
    return mark.file().equals(error.file())
        && mark.line() == error.line()
        && Stream.of(mark.text().split(" \\.\\.\\. ")).allMatch(error.text()::contains);
  }

  private static List<Message> marksIn(Path file) throws IOException {
    List<Message> marks = new ArrayList<>();
    long number = 0;
    for (String line : Files.readAllLines(file)) {
      number++;
      String[] parts = line.split(MARK);
      for (int i = 1; i < parts.length; i++) {
        marks.add(new Message(Diagnostic.Kind.ERROR, file, number, parts[i].strip()));
      }
    }
    return marks;
  }

  @ParameterizedTest
  @EnumSource
  void refusesARecordThoughEcjDoesNotSayWhere(Compiler compiler) throws IOException {
    Compiled compiled = Compilation.by(compiler, folder).source("bad/Point.java", """
        package bad;

        @org.sharedstruct.SharedStruct
        record Point(float x) {}
        """).run();
    assertThat(compiled.errors()).singleElement().extracting(Message::text).asString()
        .startsWith("[not-an-interface] Point is a record.");
  }

  /** The compiler, too, has something to say about that line; javac stops before it does. */
  @ParameterizedTest
  @EnumSource
  void refusesGetClass(Compiler compiler) throws IOException {
    Compiled compiled = Compilation.by(compiler, folder).source("bad/Point.java", """
        package bad;

        @org.sharedstruct.SharedStruct
        interface Point {
          Class<?> getClass();
        }
        """).run();
    assertThat(compiled.errors()).anySatisfy(error -> {
      assertThat(error.line()).isEqualTo(5);
      assertThat(error.text()).startsWith("[object-method] getClass() cannot be a field:"
          + " getClass() is a method of java.lang.Object");
    });
  }

  @Test
  void thereIsAFileForEveryProblem() throws IOException {
    Set<Problem> untested = EnumSet.complementOf(EnumSet.copyOf(TESTED_ELSEWHERE));
    for (Path file : Inputs.entriesOf(Inputs.folder("bad"))) {
      String text = Files.readString(file);
      untested.removeIf(problem -> text.contains(MARK + idOf(problem)));
    }
    assertThat(untested).isEmpty();
  }

  private static String idOf(Problem problem) {
    return "[" + problem.name().toLowerCase(Locale.ROOT).replace('_', '-') + "]";
  }
}
