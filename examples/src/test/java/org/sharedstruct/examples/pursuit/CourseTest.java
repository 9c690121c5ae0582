package org.sharedstruct.examples.pursuit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What the example takes for whole and what for torn. */
class CourseTest {

  private static XYRecord at(double seconds) {
    float x = Course.x(seconds);
    return new XYRecord(x, Course.y(x));
  }

  @Test
  void everyPublishedPointIsOnTheCourse() {
    for (double seconds = 0; seconds < 20; seconds += 0.001) {
      assertThat(Course.contains(at(seconds))).isTrue();
    }
  }

  @Test
  void theOriginOfNewFilesIsOnTheCourse() {
    assertThat(Course.contains(new XYRecord(0, 0))).isTrue();
  }

  @Test
  void aMixtureOfTwoPointsIsNot() {
    assertThat(Course.contains(new XYRecord(at(1).x(), at(1.000001).y()))).isFalse();
  }

  @Test
  void whatIsNoNumberIsNot() {
    assertThat(Course.contains(new XYRecord(Float.NaN, Float.NaN))).isFalse();
  }
}
