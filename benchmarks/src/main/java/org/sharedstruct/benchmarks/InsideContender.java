package org.sharedstruct.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * A JMH benchmark, in a JVM of its own in each round. JMH starts that JVM with the Java that runs this
 * program, and with no flags but its own and the given ones.
 *
 * @param times what it is measured in, time per operation; the first one is its own, and in the others it is
 *     there to be compared with
 * @param name its name in the table
 * @param benchmarks the class
 * @param method the benchmark
 * @param flags those of its JVM
 * @param log a file for what JMH has to say, which is of interest if it fails
 */
record InsideContender(
    List<Figure> times, String name, Side side, Class<?> benchmarks, String method, List<String> flags, Path log)
    implements Contender {

  /** What {@code -prof gc} calls the bytes per operation. */
  private static final String ALLOCATED = "gc.alloc.rate.norm";

  @Override
  public Side side(Figure figure) {
    return times.indexOf(figure) > 0 ? Side.RIVAL : side;
  }

  /** What our operations allocate is a promise; what those of the rivals do is theirs. */
  @Override
  public List<Figure> figures() {
    return side == Side.RIVAL ? times : Stream.concat(times.stream(), Stream.of(Figure.ALLOCATED)).toList();
  }

  @Override
  public Samples measure(Plan plan) throws IOException, AbsentException {
    Samples samples = new Samples();
    for (IterationResult iteration : iterations(plan)) {
      double time = iteration.getPrimaryResult().getScore();
      times.forEach(figure -> samples.add(figure, time));
      samples.add(Figure.ALLOCATED, iteration.getSecondaryResults().get(ALLOCATED).getScore());
    }
    return samples;
  }

  private List<IterationResult> iterations(Plan plan) throws IOException, AbsentException {
    List<IterationResult> iterations = new ArrayList<>();
    for (RunResult run : run(plan)) {
      for (BenchmarkResult fork : run.getBenchmarkResults()) {
        iterations.addAll(fork.getIterationResults());
      }
    }
    return iterations;
  }

  private Collection<RunResult> run(Plan plan) throws IOException, AbsentException {
    try {
      return new Runner(options(plan)).run();
    } catch (RunnerException failure) {
      if (side == Side.RIVAL && !flags.isEmpty()) {
        throw AbsentException.broken(cause().orElse(failure.getMessage()), failure);
      }
      throw new IOException(Files.readString(log), failure);
    }
  }

  /** What a JVM says first of what it failed by. */
  private Optional<String> cause() throws IOException {
    return Files.readAllLines(log).stream()
        .filter(line -> line.matches("\\S+(Exception|Error)\\b.*"))
        .findFirst();
  }

  private Options options(Plan plan) {
    TimeValue time = TimeValue.milliseconds(plan.millis());
    return new OptionsBuilder()
        .include("^" + benchmarks.getName() + "\\." + method + "$")
        .forks(plan.forked() || !flags.isEmpty() ? 1 : 0)
        .jvmArgs(flags.toArray(String[]::new))
        .warmupIterations(plan.warmups())
        .warmupTime(time)
        .measurementIterations(plan.iterations())
        .measurementTime(time)
        .timeout(TimeValue.seconds(30))
        .addProfiler(GCProfiler.class)
        .shouldFailOnError(true)
        .output(log.toString())
        .build();
  }
}
