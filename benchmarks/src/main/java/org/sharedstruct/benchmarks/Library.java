package org.sharedstruct.benchmarks;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a user would depend on.
 *
 * @param name its name in the table
 * @param artifact its group and artifact
 * @param flags without which its JVM does not do what is measured here; no compiler nor manifest of a library
 *     can set them, only the user of the program
 * @param quiet more flags, without which it prints warnings
 */
record Library(String name, String artifact, List<String> flags, List<String> quiet) {

  /** With which it is measured. */
  List<String> all() {
    return Stream.concat(flags.stream(), quiet.stream()).toList();
  }

  static final Library OURS = new Library("SharedStruct", "org.sharedstruct:sharedstruct", List.of(), List.of());

  static final Library AGRONA = new Library("Agrona", "org.agrona:agrona",
      List.of("--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED"), List.of());

  /** It compiles with javac at run time, puts classes into its loader by reflection, and maps files so. */
  static final Library CHRONICLE = new Library("Chronicle-Values", "net.openhft:chronicle-values",
      List.of(
          "--add-opens=java.base/java.lang=ALL-UNNAMED",
          "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
          "--add-opens=java.base/java.util=ALL-UNNAMED",
          "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
          "--add-exports=jdk.compiler/com.sun.tools.javac.file=ALL-UNNAMED"),
      List.of(
          "--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow",
          "-Dslf4j.internal.verbosity=ERROR"));
}
