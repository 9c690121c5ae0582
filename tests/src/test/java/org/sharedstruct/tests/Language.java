package org.sharedstruct.tests;

import java.util.List;

/** A language whose programs take part, and the ways in which they make a commit. */
enum Language {
  JAVA("java", "add", "set", "field"),
  C("gcc", "add", "place", "field"),
  PYTHON("python3", "add", "apply", "set", "field");

  private final String tool;
  private final List<String> ways;

  Language(String tool, String... ways) {
    this.tool = tool;
    this.ways = List.of(ways);
  }

  /** How its program can be told to commit. */
  List<String> ways() {
    return ways;
  }

  /** Skips a test where it cannot be tried. */
  void assume() {
    if (this != JAVA) {
      Tool.assumeInstalled(tool);
    }
  }
}
