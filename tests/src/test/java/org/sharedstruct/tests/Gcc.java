package org.sharedstruct.tests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The C compiler of this machine. */
final class Gcc {

  private Gcc() {}

  /**
   * Compiles one file of C.
   *
   * @param source its path
   * @return the program, beside it
   */
  static Path compile(Path source) throws Exception {
    Path program = source.resolveSibling("program");
    try {
      Tool.run("gcc", "-std=c11", "-Wall", "-Wextra", "-Werror", "-D_POSIX_C_SOURCE=200809L", source, "-o", program);
    } catch (IOException absent) {
      throw new AssertionError("gcc is needed: this test compares with what a C compiler does", absent);
    }
    return program;
  }

  /** Compiles one file of C, given as text, in a folder. */
  static Path compile(String source, Path folder) throws Exception {
    return compile(Files.writeString(folder.resolve("source.c"), source));
  }
}
