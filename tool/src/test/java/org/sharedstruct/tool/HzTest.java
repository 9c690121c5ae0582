package org.sharedstruct.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code hz}: commits a second. */
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HzTest {

  @TempDir Path folder;

  @Test
  void eachLineIsAnInterval() throws Exception {
    Path path = folder.resolve("pair");
    try (Child writer = Child.start("pairs", path)) {
      List<List<String>> lines = Run.of("hz", "--every", "100ms", "--window", 3, "--times", 4, path).words();
      assertThat(lines).hasSize(5);
      assertThat(lines.getFirst()).containsExactly("rate", "mean", "least", "most", "deviation", "window");
      assertThat(lines.stream().skip(1).map(List::getLast)).containsExactly("1", "2", "3", "3");
      double[] rates = lines.stream().skip(1).mapToDouble(line -> Double.parseDouble(line.getFirst())).toArray();
      assertThat(Arrays.stream(rates).min().orElseThrow()).isPositive();
      double[] last = lines.getLast().stream().mapToDouble(Double::parseDouble).toArray();
      double[] window = Arrays.copyOfRange(rates, 1, 4);
      assertThat(last[1]).isCloseTo(Arrays.stream(window).average().orElseThrow(), offset(0.2));
      assertThat(last[2]).isEqualTo(Arrays.stream(window).min().orElseThrow());
      assertThat(last[3]).isEqualTo(Arrays.stream(window).max().orElseThrow());
      assertThat(last[4]).isBetween(0.0, last[3] - last[2]);
      writer.finish();
    }
  }

  /** The rate times the interval is what was committed. */
  @Test
  void noCommitIsMissed() throws Exception {
    Path path = folder.resolve("pair");
    try (SharedPair shared = SharedPair.create(path);
        Started hz = Started.of("hz", "--every", "1s", path)) {
      hz.nextLine();
      double commits = 0;
      assertThat(rate(hz.nextLine())).isZero();
      for (int i = 0; i < 50; i++) {
        shared.guarded().one(i);
      }
      for (double rate = rate(hz.nextLine()); rate > 0 || commits == 0; rate = rate(hz.nextLine())) {
        commits += rate;
      }
      assertThat(commits).as("50, but for the intervals' being somewhat longer than they should").isBetween(25.0, 50.1);
    }
  }

  private static double rate(String line) {
    return Double.parseDouble(line.strip().split(" +")[0]);
  }

  @Test
  void aRegionThatGoesEndsItWithASentence() throws Exception {
    Path path = folder.resolve("pair");
    try (SharedPair shared = SharedPair.create(path);
        Started hz = Started.of("hz", "--every", "10ms", path)) {
      hz.nextLine();
      hz.nextLine();
      shared.remove();
      Run run = hz.finish();
      assertThat(run.err()).isEqualTo("sharedstruct: " + path + ": was removed\n");
      assertThat(run.status()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "--window=0 | a --window has one interval or more",
      "--window=-1 | '-1' is not a number from 0 on",
      "--window=x | 'x' is not a number from 0 on",
      "--times=-1 | '-1' is not a number from 0 on",
      "--every=0s | an interval, --every, is longer than 0",
      "--every=100 | '100' is not a time, such as 500ms, 5s, 2m or 1h",
      "--evry=1s | there is no option",
  })
  void aWrongOptionIsRefused(String option, String sentence) throws Exception {
    Path path = folder.resolve("pair");
    SharedPair.create(path).close();
    Run run = Run.of("hz", option, path);
    assertThat(run.err()).contains(sentence);
    assertThat(run.out()).isEmpty();
    assertThat(run.status()).isEqualTo(2);
  }
}
