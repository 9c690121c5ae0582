package org.sharedstruct.tests;

import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sharedstruct.SharedLock.Waiting;
import org.sharedstruct.tests.child.CreateOnce;
import org.sharedstruct.tests.child.ReadsUntilTruncated;

/** A compiled read of a file that is truncated meanwhile throws, where it could end the JVM. */
class TruncatedReadTest {

  @TempDir Path folder;

  /** With the library's read in a frame of its own, so that the form of its load is the library's. */
  @ParameterizedTest
  @ValueSource(strings = {"medium", "ratio"})
  void endsInAnException(String field) throws Exception {
    Path path = folder.resolve("eight");
    SharedEight.create(path, CreateOnce.WHOLE).close();
    ProcessBuilder command =
        Children.command(Waiting.KERNEL, ReadsUntilTruncated.class, path, field);
    command.command().add(1, "-XX:CompileCommand=quiet");
    command.command().add(2, "-XX:CompileCommand=dontinline,org.sharedstruct.guard.Guard::read");
    command.command().add(3, "-XX:-CreateCoredumpOnCrash");
    command.command().add(4, "-XX:ErrorFile=" + folder.resolve("error.log"));
    try (ChildJvm child = ChildJvm.start(command)) {
      child.awaitLine("compiled");
      try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
        channel.truncate(0);
      }
      child.awaitLine("truncated");
      child.awaitLine("closed");
      child.finish();
    }
  }
}
