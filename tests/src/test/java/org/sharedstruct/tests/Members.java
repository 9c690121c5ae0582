package org.sharedstruct.tests;

import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.sharedstruct.SharedLock.Waiting;
import org.sharedstruct.tests.child.TakesPart;

/** A program in each language that takes part in regions of XY, and does the same when it is told the same. */
final class Members {

  private final CMember c;
  private final Path python;
  private final UnaryOperator<ProcessBuilder> java;

  private Members(CMember c, Path python, UnaryOperator<ProcessBuilder> java) {
    this.c = c;
    this.python = python;
    this.java = java;
  }

  /** The programs as they are; the one in C is compiled into a folder. */
  static Members make(Path folder) throws Exception {
    assumeAll();
    return new Members(CMember.compile(folder), Python.PACKAGE, UnaryOperator.identity());
  }

  /** The same with libraries that sleep without slices. */
  static Members withEndlessSlices(Path folder) throws Exception {
    assumeAll();
    return new Members(
        CMember.compile(EndlessSlices.header(folder), "member", folder),
        EndlessSlices.pythonPackage(folder),
        new EndlessSlices(folder)::use);
  }

  private static void assumeAll() {
    for (Language language : Language.values()) {
      language.assume();
    }
  }

  /**
   * Starts one.
   *
   * @param path the region
   * @param form {@code struct}, {@code array} or {@code atomic}
   * @param length of an array
   * @param command {@code obey} or {@code add}
   * @param times how often
   */
  ChildJvm start(Language language, Path path, String form, int length, String command, int times) throws Exception {
    Object[] arguments = {path, form, length, command, times};
    return ChildJvm.start(switch (language) {
      case JAVA -> java.apply(Children.command(Waiting.KERNEL, TakesPart.class, arguments));
      case C -> c.command(arguments);
      case PYTHON -> Python.program(python, "member.py", arguments);
    });
  }

  /** One of each language, in their order; each does what it is told. */
  List<ChildJvm> startAll(Path path, String form, int length) throws Exception {
    return List.of(
        start(Language.JAVA, path, form, length, "obey", 1),
        start(Language.C, path, form, length, "obey", 1),
        start(Language.PYTHON, path, form, length, "obey", 1));
  }

  /** Ends what {@link #startAll} started. */
  static void close(List<ChildJvm> members) {
    members.forEach(ChildJvm::close);
  }
}
