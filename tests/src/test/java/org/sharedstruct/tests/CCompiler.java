package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The compilers of C and C++ that users have, with all warnings as errors. gcc has to be there. */
enum CCompiler {
  GCC("gcc", "c", "-std=c11"),
  CLANG("clang", "c", "-std=c11"),
  GPP("g++", "c++", "-std=c++17"),
  CLANGPP("clang++", "c++", "-std=c++17");

  private final String command;
  private final String language;
  private final String standard;

  CCompiler(String command, String language, String standard) {
    this.command = command;
    this.language = language;
    this.standard = standard;
  }

  boolean isCpp() {
    return language.equals("c++");
  }

  /**
   * Compiles a source file; the compiler must have nothing to say.
   *
   * @param more options, which win over our own
   * @return the program, beside the source
   */
  Path compile(Path source, String... more) throws Exception {
    if (this == GCC) {
      assertThat(Tool.isInstalled(command)).as("gcc is there, which this test needs").isTrue();
    }
    Tool.assumeInstalled(command, command);
    Path program = source.resolveSibling("program-" + command);
    List<Object> words = new ArrayList<>(List.of(command, "-x", language, standard,
        "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-Wpadded"));
    words.addAll(Arrays.asList(more));
    words.addAll(List.of(source, "-o", program));
    assertThat(Tool.run(words.toArray())).as("what %s says", command).isEmpty();
    return program;
  }
}
