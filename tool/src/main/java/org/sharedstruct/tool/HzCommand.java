package org.sharedstruct.tool;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.DoubleSummaryStatistics;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.sharedstruct.tool.output.Output;
import org.sharedstruct.tool.value.Look;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Counts commits. */
@Command(name = "hz", mixinStandardHelpOptions = true,
    description = {"Shows how many commits a second a region gets.",
        "", "Each line is an interval: its rate; and the mean, least, most and standard deviation of the rates of the"
            + " last intervals, as many as window says. No commit is missed: the region's version counts them."},
    footer = {"", "Examples:",
        "  sharedstruct hz /dev/shm/robot",
        "  sharedstruct hz --every 100ms --window 50 --times 50 /dev/shm/robot"})
final class HzCommand implements Callable<Integer> {

  private static final double NANOS_PER_SECOND = 1e9;
  private static final String COLUMNS = "%12s  %12s  %12s  %12s  %12s  %6s\n";

  @Option(names = "--every", paramLabel = "TIME", defaultValue = "1s", converter = TimeWord.class,
      description = "How long an interval is; default: ${DEFAULT-VALUE}.")
  private Duration every;

  @Option(names = "--window", paramLabel = "COUNT", defaultValue = "10", converter = CountWord.class,
      description = "Of how many intervals the mean is; default: ${DEFAULT-VALUE}.")
  private long window;

  @Option(names = "--times", paramLabel = "COUNT", defaultValue = "" + Long.MAX_VALUE,
      converter = CountWord.class,
      showDefaultValue = Visibility.NEVER,
      description = "Ends after so many intervals; default: goes on until Ctrl-C.")
  private long times;

  @Parameters(paramLabel = "FILE", description = "The region.")
  private Path file;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (window == 0) {
      throw new ParameterException(spec.commandLine(), "a --window has one interval or more");
    }
    if (every.isZero()) {
      throw new ParameterException(spec.commandLine(), "an interval, --every, is longer than 0");
    }
    Ending ending = Ending.listen();
    try (Look look = Look.at(file); Output out = new Output()) {
      line(out, "rate", "mean", "least", "most", "deviation", "window");
      Deque<Double> rates = new ArrayDeque<>();
      long version = look.region().guard().version();
      long since = System.nanoTime();
      for (long i = 0; i < times; i++) {
        long end = since + every.toNanos();
        for (long left = every.toNanos(); left > 0; left = end - System.nanoTime()) {
          if (ending.isAsked()) {
            return 0;
          }
          LockSupport.parkNanos(left);
        }
        long now = look.region().guard().version();
        long at = System.nanoTime();
        look.requireThere();
        rates.addLast((now - version) * NANOS_PER_SECOND / (at - since));
        if (rates.size() > window) {
          rates.removeFirst();
        }
        line(out, rates);
        version = now;
        since = at;
      }
      return 0;
    }
  }

  private static void line(Output out, Deque<Double> rates) throws IOException {
    DoubleSummaryStatistics all = rates.stream().mapToDouble(Double::doubleValue).summaryStatistics();
    double variance = rates.stream().mapToDouble(rate -> (rate - all.getAverage()) * (rate - all.getAverage()))
        .average().orElseThrow();
    line(out, number(rates.getLast()), number(all.getAverage()), number(all.getMin()), number(all.getMax()),
        number(Math.sqrt(variance)), rates.size());
  }

  private static String number(double rate) {
    return String.format(Locale.ROOT, "%.1f", rate);
  }

  private static void line(Output out, Object... cells) throws IOException {
    out.append(String.format(Locale.ROOT, COLUMNS, cells));
    out.flush();
  }
}
