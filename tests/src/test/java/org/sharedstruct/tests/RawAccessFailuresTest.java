package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sharedstruct.SharedLock.Waiting;
import org.sharedstruct.tests.child.TriesRawViews;
import org.sharedstruct.tests.child.TriesRawViews.Wrong;

/**
 * Every public method of every kind of raw view says in the user's words what is wrong with its memory. In
 * child JVMs, since an access to a truncated file may end one.
 */
class RawAccessFailuresTest {

  /** No frame of the library is compiled, so that no exception leaves one before it is caught. */
  private static final List<String> INTERPRETED =
      List.of("-XX:CompileCommand=quiet", "-XX:CompileCommand=exclude,org.sharedstruct.*::*");

  @TempDir Path folder;

  private Path single;
  private Path array;

  /** A call, as the child tells it. */
  private record Call(String view, String method, boolean writes, String outcome) {

    static Call parse(String line) {
      String[] words = line.split("\t");
      return new Call(words[0], words[1], words[2].equals("writes"), words[3]);
    }
  }

  @BeforeEach
  void create() throws Exception {
    single = folder.resolve("single");
    array = folder.resolve("array");
    SharedMedley.create(single).close();
    SharedMedley.Array.create(array, 2).close();
  }

  private List<Call> calls(Wrong wrong, int beforehand, List<String> options) throws Exception {
    ProcessBuilder command =
        Children.command(Waiting.POLLING, TriesRawViews.class, single, array, wrong, beforehand);
    command.command().addAll(1, options);
    command.command().addAll(1, List.of("-XX:-CreateCoredumpOnCrash",
        "-XX:ErrorFile=" + folder.resolve("error.log")));
    List<Call> calls = ChildJvm.run(command).stream().map(Call::parse).toList();
    assertThat(calls).as("calls that were tried").hasSizeGreaterThan(500);
    return calls;
  }

  /** All calls throw the same but for the name of what they access, of which an array says its length. */
  private void assertAll(Stream<Call> calls, Class<?> exception, String reason) {
    String prefix = exception.getName() + ": Medley";
    assertThat(calls.filter(call ->
        !call.outcome().equals(prefix + " in " + single + reason)
        && !call.outcome().equals(prefix + "[2] in " + array + reason)))
        .as("calls that do not say '%s' of %s or %s", reason, single, array)
        .isEmpty();
  }

  @Test
  void sayThatTheHandleIsClosed() throws Exception {
    assertAll(calls(Wrong.CLOSED, 0, List.of()).stream(), IllegalStateException.class, " is closed");
  }

  @Test
  void sayThatTheHandleIsForReadingOnly() throws Exception {
    List<Call> calls = calls(Wrong.READ_ONLY, 0, List.of());
    assertAll(calls.stream().filter(Call::writes), UnsupportedOperationException.class,
        " is mapped for reading only and cannot be written");
    assertThat(calls.stream().filter(call -> !call.writes()))
        .as("calls that read").allMatch(call -> call.outcome().equals(TriesRawViews.RETURNED));
  }

  /** After some calls the methods of the JDK are compiled, whose exceptions come late. */
  @ParameterizedTest
  @ValueSource(ints = {0, 30})
  void sayThatTheFileWasTruncated(int beforehand) throws Exception {
    assertAll(calls(Wrong.TRUNCATED, beforehand, INTERPRETED).stream(), IllegalStateException.class,
        " was truncated while it was mapped");
  }

  /** Of a frame that is compiled, an exception may come so late that nobody is there to explain it. */
  @Test
  void neverReturnFromATruncatedFile() throws Exception {
    assertThat(calls(Wrong.TRUNCATED, 400, List.of("-XX:TieredStopAtLevel=1")))
        .filteredOn(call -> !call.outcome().endsWith(" was truncated while it was mapped"))
        .allMatch(call -> call.outcome().startsWith(InternalError.class.getName()));
  }
}
