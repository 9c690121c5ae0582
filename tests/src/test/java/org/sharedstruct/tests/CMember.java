package org.sharedstruct.tests;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A C program that takes part in a region by {@code c/sharedstruct.h}. */
final class CMember {

  /** The folder of {@code sharedstruct.h}. */
  static final Path HEADERS = Path.of("..", "c").toAbsolutePath().normalize();

  private static final List<String> WARNINGS = List.of("-Wall", "-Wextra", "-Wpedantic", "-Werror");

  private final Path program;
  private final List<String> emulator;

  private CMember(Path program, List<String> emulator) {
    this.program = program;
    this.emulator = emulator;
  }

  /** The program {@code member.c}, compiled by gcc as C11. */
  static CMember compile(Path folder) throws Exception {
    return compile("member", folder, List.of("gcc", "-std=c11", "-O2"));
  }

  /**
   * One of the programs in the test resources.
   *
   * @param name its name without {@code .c}
   * @param folder where it is to be
   * @param compiler the compiler and its options
   */
  static CMember compile(String name, Path folder, List<String> compiler) throws Exception {
    return compile(HEADERS, Tool.resource("/c/" + name + ".c"), folder, compiler);
  }

  /** The same by gcc with another copy of the header. */
  static CMember compile(Path headers, String name, Path folder) throws Exception {
    return compile(headers, Tool.resource("/c/" + name + ".c"), folder, List.of("gcc", "-std=c11", "-O2"));
  }

  /** A program of any source. */
  static CMember compile(Path source, Path folder, List<String> compiler) throws Exception {
    return compile(HEADERS, source, folder, compiler);
  }

  private static CMember compile(Path headers, Path source, Path folder, List<String> compiler) throws Exception {
    Path program = folder.resolve(source.getFileName().toString().replace(".c", ""));
    List<Object> command = new ArrayList<>(compiler);
    command.addAll(WARNINGS);
    command.addAll(List.of("-I", headers, source, "-o", program));
    Tool.run(command.toArray());
    return new CMember(program, List.of());
  }

  /** The same program, run by another one, which is given its path and arguments. */
  CMember under(String... emulator) {
    return new CMember(program, List.of(emulator));
  }

  /** Runs it to its end, and gives what it has printed. */
  List<String> run(Object... arguments) throws Exception {
    return Tool.run(words(arguments).toArray());
  }

  /** Starts it. */
  ChildJvm start(Object... arguments) throws Exception {
    return ChildJvm.start(command(arguments));
  }

  /** How to start it. */
  ProcessBuilder command(Object... arguments) {
    return new ProcessBuilder(words(arguments).toList());
  }

  private Stream<String> words(Object... arguments) {
    return Stream.concat(emulator.stream(),
        Stream.concat(Stream.of(program), Stream.of(arguments)).map(String::valueOf));
  }

  /** The program. */
  @Override
  public String toString() {
    return program.toString();
  }
}
