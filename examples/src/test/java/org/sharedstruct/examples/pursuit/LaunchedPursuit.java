package org.sharedstruct.examples.pursuit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.sharedstruct.SharedMemory;

/** A launcher in a JVM of its own, as a user starts it, and what there is of it in the system. */
final class LaunchedPursuit implements AutoCloseable {

  /** Nothing takes as long, however slow the machine. */
  private static final Duration LIMIT = Duration.ofMinutes(1);

  private static final List<Path> PARENTS =
      List.of(Path.of("/dev/shm"), Path.of(System.getProperty("java.io.tmpdir")));

  private final Process process;
  private final Path out;
  private final Path err;
  private List<ProcessHandle> children = List.of();

  private LaunchedPursuit(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  static LaunchedPursuit start(Path logs, String seconds) throws IOException, URISyntaxException {
    return start(logs, seconds, Map.of());
  }

  /** Starts it with something in the environment, as the programs that take parts in it. */
  static LaunchedPursuit start(Path logs, String seconds, Map<String, String> environment)
      throws IOException, URISyntaxException {
    Path out = logs.resolve("out");
    Path err = logs.resolve("err");
    String java = ProcessHandle.current().info().command().orElseThrow();
    // Only what a user needs: ProcessHandle shows no arguments where the class path is very long.
    String classPath = home(Pursuit.class) + File.pathSeparator + home(SharedMemory.class);
    ProcessBuilder builder = new ProcessBuilder(java, "-cp", classPath, Pursuit.class.getName(), seconds)
        .redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().putAll(environment);
    return new LaunchedPursuit(builder.start(), out, err);
  }

  private static Path home(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  /** Waits for what is sure to happen; fails where it does not. */
  static void await(String what, BooleanSupplier happened) throws InterruptedException {
    long start = System.nanoTime();
    while (!happened.getAsBoolean()) {
      assertThat(System.nanoTime() - start).as("nanoseconds until %s", what).isLessThan(LIMIT.toNanos());
      Thread.sleep(10);
    }
  }

  /** The three children, as soon as all are at work. */
  List<ProcessHandle> children() throws IOException, InterruptedException {
    try (SharedShow show = SharedShow.open(file("show"), SharedMemory.READ_ONLY)) {
      await("the clock runs", () -> !process.isAlive() || show.guarded().elapsed() > 0);
    }
    assertThat(process.isAlive()).as("the launcher has not ended, with: %s", err()).isTrue();
    children = process.children().toList();
    assertThat(children).hasSize(3);
    return children;
  }

  /** The child that runs a program. */
  ProcessHandle child(Class<?> program) {
    return children.stream().filter(child -> runs(child, program)).findFirst().orElseThrow();
  }

  private static boolean runs(ProcessHandle child, Class<?> program) {
    return child.info().arguments().map(List::of).orElse(List.of()).contains(program.getName());
  }

  /** The file of a region, as soon as it is there. */
  Path file(String name) throws InterruptedException {
    await(name + " exists", () -> folders().stream().anyMatch(f -> Files.exists(f.resolve(name))));
    return folders().getFirst().resolve(name);
  }

  /** The folders that the launcher has made and not removed. */
  List<Path> folders() {
    List<Path> found = new ArrayList<>();
    for (Path parent : PARENTS) {
      if (Files.isDirectory(parent)) {
        found.addAll(list(parent, "pursuit-%d-*".formatted(process.pid())));
      }
    }
    return found;
  }

  private static List<Path> list(Path folder, String pattern) {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, pattern)) {
      List<Path> list = new ArrayList<>();
      entries.forEach(list::add);
      return list;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Whether a child has not ended. What has, but is not waited for by its new parent, has no command. */
  static boolean runs(ProcessHandle child) {
    return child.isAlive() && child.info().command().isPresent();
  }

  /** What Ctrl-C does and {@code kill}: asks the launcher to end. */
  void terminate() {
    process.destroy();
  }

  /** What {@code kill -9} does: the launcher itself can do nothing any more. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** The exit status, as soon as there is one. */
  int status() throws InterruptedException {
    await("the launcher ends", () -> !process.isAlive());
    return process.exitValue();
  }

  String out() throws IOException {
    return Files.readString(out);
  }

  String err() throws IOException {
    return Files.readString(err);
  }

  /** Removes what is left, for instance by a test that failed. */
  @Override
  public void close() throws IOException {
    kill();
    children.forEach(ProcessHandle::destroyForcibly);
    for (Path folder : folders()) {
      for (Path file : list(folder, "*")) {
        Files.delete(file);
      }
      Files.delete(folder);
    }
  }
}
