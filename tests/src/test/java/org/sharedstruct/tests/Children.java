package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sharedstruct.SharedLock.Waiting;
import org.sharedstruct.tests.child.JavaCommand;
import org.sharedstruct.tests.child.ProbesBytes;

/** Commands for child JVMs that differ from this one in what the operating system lets them do. */
final class Children {

  private Children() {}

  /** With native access granted, so that it sleeps in the kernel; or without. */
  static ProcessBuilder command(Waiting waiting, Class<?> main, Object... arguments) {
    ProcessBuilder command = JavaCommand.of(main, arguments);
    command.command().add(1, "-XX:-UsePerfData"); // its file is named after a number that is not unique
    if (waiting == Waiting.KERNEL) {
      command.command().add(1, "--enable-native-access=ALL-UNNAMED");
    }
    return command;
  }

  /** The same, in a namespace of process numbers of its own, with a {@code /proc} that shows it. */
  static ProcessBuilder inNamespace(ProcessBuilder command) {
    command.command().addAll(0, List.of("unshare", "--pid", "--fork", "--kill-child", "--mount-proc"));
    return command;
  }

  /** Whether this user may make such namespaces. */
  static boolean mayMakeNamespaces() throws InterruptedException {
    try {
      return inNamespace(new ProcessBuilder(new ArrayList<>(List.of("true")))).start().waitFor() == 0;
    } catch (IOException noUnshare) {
      return false;
    }
  }

  /** A command as a shell reads it. */
  static String quoted(ProcessBuilder command) {
    return command.command().stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
  }

  /** Waits until so many of the first bytes of a lock file are locked by others than the one that asks. */
  static void awaitLockedBytes(Path lockFile, int expected) throws Exception {
    String locked = "";
    for (int i = 0; i < 60 && !locked.equals(String.valueOf(expected)); i++) {
      locked = ChildJvm.run(ProbesBytes.class, lockFile).getFirst();
    }
    assertThat(locked).as("locked bytes").isEqualTo(String.valueOf(expected));
  }

  /** The lock file of a region that is alone in its folder. */
  static Path lockFile(Path region) throws Exception {
    try (Stream<Path> files = Files.list(region.getParent())) {
      return files.filter(file -> file.toString().endsWith(".lock")).findAny().orElseThrow();
    }
  }
}
