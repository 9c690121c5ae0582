package org.sharedstruct.tests;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sharedstruct.SharedLock.Waiting;
import org.sharedstruct.format.Format;
import org.sharedstruct.tests.child.PrintsTruncated;
import org.sharedstruct.tests.child.RegionWords;
import org.sharedstruct.tests.child.Views;
import org.sharedstruct.types.SharedBoolean;

/** No view and no handle throws from {@code toString}: it says what is wrong with the memory. */
class ToStringTest {

  @TempDir Path folder;

  private Path singlePath;
  private Path arrayPath;
  private SharedDevice single;
  private SharedDevice.Array array;
  private Map<String, Object> views;

  @BeforeEach
  void create() throws Exception {
    singlePath = folder.resolve("single");
    arrayPath = folder.resolve("array");
    single = SharedDevice.create(singlePath);
    array = SharedDevice.Array.create(arrayPath, 10);
    views = Views.of(single, array);
  }

  @AfterEach
  void close() {
    single.close();
    array.close();
  }

  private Map<String, String> texts() {
    Map<String, String> texts = new LinkedHashMap<>();
    views.forEach((kind, view) -> texts.put(kind, view.toString()));
    texts.keySet().removeIf(kind -> kind.startsWith("lock"));
    return texts;
  }

  @Test
  void saysWhichStoredValueIsInvalid() {
    single.raw().segment().set(JAVA_INT, RawDevice.COLOR_OFFSET, 7);
    array.raw().get(1).segment().set(JAVA_INT, RawDevice.COLOR_OFFSET, 7);
    String invalid = "(color=7 is none of the 3 constants of Color, from 0 (RED) to 2 (BLUE))";
    assertThat(texts()).allSatisfy((kind, text) -> assertThat(text).contains(invalid));
    assertThat(texts().get("handle")).isEqualTo("SharedDevice " + invalid + " in " + singlePath);
  }

  @Test
  void saysThatItIsHalfWritten() throws Exception {
    RegionWords.setInt(arrayPath, Format.DIRTY, 1);
    for (String kind : List.of("array handle", "guarded array", "guarded slice",
        "guarded element")) {
      assertThat(views.get(kind).toString()).contains(" (half written)");
    }
  }

  @Test
  void saysThatItIsClosed() {
    single.close();
    array.close();
    assertThat(texts()).allSatisfy((kind, text) -> assertThat(text).contains(" (closed)"));
  }

  /** Each kind in turn while the handle is being closed. */
  @Test
  void saysThatItWasClosedMeanwhile() throws Exception {
    long start = System.nanoTime();
    while (System.nanoTime() - start < TimeUnit.SECONDS.toNanos(3)) {
      Threads.Running<Void> teller = Threads.start(() -> {
        while (!texts().values().stream().allMatch(text -> text.contains(" (closed)"))) {
          Thread.onSpinWait();
        }
        return null;
      });
      Thread.sleep(1);
      single.close();
      array.close();
      teller.finish();
      single = SharedDevice.open(singlePath);
      array = SharedDevice.Array.open(arrayPath);
      views = Views.of(single, array);
    }
  }

  @ParameterizedTest
  @CsvSource({"-Xint, 1", "-XX:TieredStopAtLevel=1, 3_000", "-XX:-TieredCompilation, 12_000"})
  void saysThatTheFileWasTruncated(String compiler, String times) throws Exception {
    ProcessBuilder command = Children.command(Waiting.KERNEL, Views.class, singlePath, arrayPath,
        times.replace("_", ""));
    command.command().add(1, compiler);
    List<String> lines = ChildJvm.run(command);
    assertThat(lines).hasSameSizeAs(views.keySet());
    assertThat(lines).filteredOn(line -> !line.startsWith("lock"))
        .allSatisfy(line -> assertThat(line).contains(" (truncated)"));
    assertThat(lines).contains("handle: SharedDevice (truncated) in " + singlePath);
  }

  /**
   * Compiled into one piece of code, in which nothing after the read leads to the VM, and so throws: the text
   * of a boolean is made without a loop.
   */
  @Test
  void saysSoWhereTheReadWasTheLastThingThatCouldThrow() throws Exception {
    Path path = folder.resolve("boolean");
    SharedBoolean.create(path).close();
    ProcessBuilder command = Children.command(Waiting.KERNEL, PrintsTruncated.class, path, 30_000);
    command.command().addAll(1, List.of("-XX:-TieredCompilation", "-XX:CompileCommand=quiet",
        "-XX:CompileCommand=inline,*::*"));
    assertThat(ChildJvm.run(command)).hasSize(1)
        .allSatisfy(line -> assertThat(line).startsWith("RawBoolean (truncated) "));
  }
}
