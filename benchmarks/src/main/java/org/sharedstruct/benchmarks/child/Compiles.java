package org.sharedstruct.benchmarks.child;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * Runs javac once, as a build does that starts one. Arguments: a folder, in which are sources in {@code compiled},
 * and generated ones in {@code generated} after a run with a processor; options of javac. It prints the nanoseconds
 * that went by, those of all processors that this process has used, how many lines were generated, and how large the
 * class files are.
 */
public final class Compiles {

  private Compiles() {}

  /** The program. */
  public static void main(String[] arguments) throws IOException {
    long begin = System.nanoTime();
    Path folder = Path.of(arguments[0]);
    Path generated = Files.createDirectories(folder.resolve("generated"));
    Path classes = Files.createDirectories(folder.resolve("classes"));
    List<String> options = new ArrayList<>(List.of("-nowarn", "-d", classes.toString(),
        "-s", generated.toString(), "-cp", System.getProperty("java.class.path")));
    options.addAll(List.of(arguments).subList(1, arguments.length));
    options.addAll(sources(folder.resolve("compiled")));
    if (arguments[1].equals("-proc:none")) {
      options.addAll(sources(generated));
    }
    int status = ToolProvider.getSystemJavaCompiler().run(null, System.out, System.out, options.toArray(String[]::new));
    if (status != 0) {
      System.exit(status);
    }
    long wall = System.nanoTime() - begin;
    long cpu = ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    System.out.println(wall + " " + cpu + " " + lines(generated) + " " + size(classes));
  }

  private static List<String> sources(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).map(Path::toString).toList();
    }
  }

  private static long lines(Path folder) throws IOException {
    long lines = 0;
    for (String source : sources(folder)) {
      try (Stream<String> all = Files.lines(Path.of(source))) {
        lines += all.count();
      }
    }
    return lines;
  }

  private static long size(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }
}
