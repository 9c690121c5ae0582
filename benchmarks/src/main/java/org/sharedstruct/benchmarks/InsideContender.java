package org.sharedstruct.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
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
 * program and with no flags but its own.
 *
 * @param figure what it is measured in, time per operation
 * @param name its name in the table
 * @param benchmarks the class
 * @param method the benchmark
 * @param log a file for what JMH has to say, which is of interest if it fails
 */
record InsideContender(
    Figure figure, String name, Side side, Class<?> benchmarks, String method, Path log)
    implements Contender {

  /** What {@code -prof gc} calls the bytes per operation. */
  private static final String ALLOCATED = "gc.alloc.rate.norm";

  /** What our operations allocate is a promise; what those of the rivals do is theirs. */
  @Override
  public List<Figure> figures() {
    return side == Side.RIVAL ? List.of(figure) : List.of(figure, Figure.ALLOCATED);
  }

  @Override
  public Samples measure(Plan plan) throws IOException {
    Samples samples = new Samples();
    for (IterationResult iteration : iterations(plan)) {
      samples.add(figure, iteration.getPrimaryResult().getScore());
      samples.add(Figure.ALLOCATED, iteration.getSecondaryResults().get(ALLOCATED).getScore());
    }
    return samples;
  }

  private List<IterationResult> iterations(Plan plan) throws IOException {
    List<IterationResult> iterations = new ArrayList<>();
    for (RunResult run : run(plan)) {
      for (BenchmarkResult fork : run.getBenchmarkResults()) {
        iterations.addAll(fork.getIterationResults());
      }
    }
    return iterations;
  }

  private Collection<RunResult> run(Plan plan) throws IOException {
    try {
      return new Runner(options(plan)).run();
    } catch (RunnerException failure) {
      throw new IOException(Files.readString(log), failure);
    }
  }

  private Options options(Plan plan) {
    TimeValue time = TimeValue.milliseconds(plan.millis());
    return new OptionsBuilder()
        .include("^" + benchmarks.getName() + "\\." + method + "$")
        .forks(plan.forked() ? 1 : 0)
        .jvmArgs()
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
