package org.sharedstruct.benchmarks.child;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Buckets keep times to an eighth, and pass from process to process. */
class WaitsTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 7, 8, 9, 100, 1_023, 1_024, 999_999, 7_000_000_000L})
  void aTimeIsKeptToAnEighthAndRoundedUp(long nanos) {
    Waits waits = new Waits();
    waits.add(nanos);
    assertThat(waits.nanosAt(1)).isGreaterThan(nanos).isLessThanOrEqualTo(nanos * 1.125);
  }

  @Test
  void aPercentileLeavesTheLongerOnesOut() {
    Waits waits = new Waits();
    for (int i = 0; i < 99; i++) {
      waits.add(100);
    }
    waits.add(1_000_000);
    assertThat(waits.nanosAt(0.5)).isCloseTo(100, Percentage.withPercentage(12.5));
    assertThat(waits.nanosAt(0.99)).isCloseTo(100, Percentage.withPercentage(12.5));
    assertThat(waits.nanosAt(1)).isCloseTo(1_000_000, Percentage.withPercentage(12.5));
  }

  @Test
  void aTurnIsReadAsItWasWritten() {
    Waits waits = new Waits();
    waits.add(100);
    waits.add(5_000);
    Turn turn = Turn.parse(new Turn(2, 5_100, waits).toString());
    assertThat(turn.nanosPerOperation()).isEqualTo(2_550);
    assertThat(turn.waits().counts()).containsExactly(waits.counts());
    assertThat(turn.waits().plus(turn.waits()).nanosAt(1)).isEqualTo(waits.nanosAt(1));
  }
}
