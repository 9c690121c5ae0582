package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sharedstruct.SharedLock.Waiting;
import org.sharedstruct.tests.child.CreateOnce;
import org.sharedstruct.tests.child.ReadsUntilTruncated;
import org.sharedstruct.tests.child.WritesTruncated;
import org.sharedstruct.tests.child.WritesTruncated.Way;

/** An access to a file that is truncated meanwhile throws, where it could end the JVM. */
class TruncatedFileTest {

  @TempDir Path folder;

  /** With the library's read in a frame of its own, so that the form of its load is the library's. */
  @ParameterizedTest
  @ValueSource(strings = {"medium", "ratio"})
  void aCompiledReadEndsInAnException(String field) throws Exception {
    Path path = folder.resolve("eight");
    SharedEight.create(path, CreateOnce.WHOLE).close();
    ProcessBuilder command =
        Children.command(Waiting.KERNEL, ReadsUntilTruncated.class, path, field);
    addOptions(command, "-XX:CompileCommand=quiet",
        "-XX:CompileCommand=dontinline,org.sharedstruct.guard.Guard::read");
    try (ChildJvm child = ChildJvm.start(command)) {
      child.awaitLine("compiled");
      truncate(path);
      child.awaitLine("truncated");
      child.awaitLine("closed");
      child.finish();
    }
  }
  private static Stream<Arguments> waysAndCompilers() {
    return Stream.of(Way.values()).flatMap(way -> Stream.of(
        Arguments.of(way, "-Xint", 10),
        Arguments.of(way, "-XX:TieredStopAtLevel=1", 100_000),
        Arguments.of(way, "-XX:-TieredCompilation", 1_000_000)));
  }

  @ParameterizedTest
  @MethodSource("waysAndCompilers")
  void takingTheLockEndsInAnException(Way way, String compiler, int times) throws Exception {
    Path path = folder.resolve("eight");
    SharedEight.create(path, CreateOnce.WHOLE).close();
    ProcessBuilder command =
        Children.command(Waiting.KERNEL, WritesTruncated.class, path, way, times);
    addOptions(command, compiler);
    try (ChildJvm child = ChildJvm.start(command)) {
      assertThat(child.nextLine()).startsWith("wrote");
      truncate(path);
      child.goOn();
      List<String> told = child.finish();
      assertThat(told).contains("truncated").endsWith("closed")
          .allMatch(line -> line.matches("wrote .*|(end )?truncated|closed"));
    }
  }

  private void addOptions(ProcessBuilder command, String... options) {
    command.command().addAll(1, List.of(options));
    command.command().addAll(1, List.of("-XX:-CreateCoredumpOnCrash",
        "-XX:ErrorFile=" + folder.resolve("error.log")));
  }

  private static void truncate(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
      channel.truncate(0);
    }
  }
}
