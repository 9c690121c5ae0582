package org.sharedstruct.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.sharedstruct.benchmarks.child.Compiles;

/**
 * Types that are compiled with the processor that generates code from them; then that code alone, with no processor:
 * below that, no processor can come that writes the same.
 *
 * @param name its name in the table
 * @param side whose contender it is
 * @param dialect how the types are written
 * @param types how many
 * @param work where they are compiled
 */
record CompiledTypes(String name, Side side, Dialect dialect, int types, Folder work) implements Contender {

  private static final long MINUTES = 5;

  @Override
  public List<Figure> figures() {
    return List.of(cpu(), wall(), generatedAlone(), figure("lines generated", "lines"), figure("class files", "KiB"));
  }

  private Figure cpu() {
    return figure("CPU time of javac", "ms");
  }

  private Figure wall() {
    return figure("wall time of javac", "ms");
  }

  private Figure generatedAlone() {
    return figure("CPU time of javac for the generated code alone", "ms");
  }

  private Figure figure(String what, String unit) {
    return new Figure("%,d types of 2 to 8 primitives: %s".formatted(types, what), unit);
  }

  @Override
  public Samples measure(Plan plan) throws IOException, InterruptedException, AbsentException {
    Path sources = Files.createDirectories(work.file(dialect.name()).resolve("compiled"));
    for (int number = 0; number < types; number++) {
      Files.writeString(sources.resolve("Type" + number + ".java"), dialect.source(number));
    }
    List<String> whole = compile("-processor", dialect.processors());
    List<String> alone = compile("-proc:none");
    Samples samples = new Samples();
    samples.add(wall(), millis(whole.get(0)));
    samples.add(cpu(), millis(whole.get(1)));
    samples.add(figure("lines generated", "lines"), Long.parseLong(whole.get(2)));
    samples.add(figure("class files", "KiB"), Long.parseLong(whole.get(3)) / 1024.0);
    samples.add(generatedAlone(), millis(alone.get(1)));
    return samples;
  }

  private static double millis(String nanos) {
    return Long.parseLong(nanos) / 1e6;
  }

  /** What the child prints. */
  private List<String> compile(String... options) throws IOException, InterruptedException, AbsentException {
    List<Object> arguments = new ArrayList<>(List.of(work.file(dialect.name())));
    arguments.addAll(List.of(options));
    Path output = work.file(dialect.name() + ".txt");
    Process child = new ProcessBuilder(Programs.java(List.of(), Compiles.class, arguments.toArray()))
        .redirectErrorStream(true).redirectOutput(output.toFile()).start();
    try {
      if (!child.waitFor(MINUTES, TimeUnit.MINUTES) || child.exitValue() != 0) {
        throw AbsentException.broken(Files.readString(output).lines().findFirst().orElse("nothing was printed"), null);
      }
      return List.of(Files.readString(output).strip().split(" "));
    } finally {
      child.destroyForcibly();
    }
  }
}
