package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Everything of ours that is given a struct reads one commit of it when it is given a guarded view, also
 * that of a derived struct; while another handle writes, x and y are equal in every commit.
 */
class WholeValuesTest {

  private static final int ROUNDS = 100_000;
  private static final int FILES = 300;

  @TempDir Path folder;

  private final AtomicBoolean stop = new AtomicBoolean();
  private SharedXYZ shared;
  private Threads.Running<?> writer;

  /** A derived guarded view, which is used as an {@link XY}. */
  private XY source;

  @BeforeEach
  void startWriting() throws Exception {
    shared = SharedXYZ.create(folder.resolve("source"));
    source = shared.guarded();
    SharedXYZ other = SharedXYZ.open(folder.resolve("source"));
    writer = Threads.start(() -> {
      try (other) {
        for (float value = 1; !stop.get(); value = value % 1_000_000 + 1) {
          float all = value;
          other.guarded().update(raw -> raw.x(all).y(all).z(all));
        }
      }
      return null;
    });
  }

  @AfterEach
  void stopWriting() throws Exception {
    stop.set(true);
    writer.finish();
    shared.close();
  }

  private static void assertWhole(XY values) {
    if (values.x() != values.y()) {
      throw new AssertionError("torn: x=" + values.x() + ", y=" + values.y());
    }
  }

  @Test
  void copyOf() {
    for (int i = 0; i < ROUNDS; i++) {
      assertWhole(XYRecord.copyOf(source));
    }
  }

  @Test
  void copyOfTheSameStruct() {
    for (int i = 0; i < ROUNDS; i++) {
      XYZRecord copy = XYZRecord.copyOf(shared.guarded());
      assertWhole(copy);
      assertThat(copy.z()).isEqualTo(copy.x());
    }
  }

  @Test
  void rawSet() {
    RawXY raw = RawXY.allocate();
    for (int i = 0; i < ROUNDS; i++) {
      assertWhole(raw.set(source));
    }
  }

  @Test
  void rawArraySet() {
    RawXY.Array raw = RawXY.Array.allocate(2);
    for (int i = 0; i < ROUNDS; i++) {
      raw.set(1, source);
      assertWhole(raw.get(1));
      raw.setAll(List.of(source, source));
      assertWhole(raw.get(0));
      assertWhole(raw.get(1));
    }
  }

  @Test
  void guardedSet() throws Exception {
    try (SharedXY target = SharedXY.create(folder.resolve("target"));
        SharedXY.Array array = SharedXY.Array.create(folder.resolve("array"), 2)) {
      for (int i = 0; i < ROUNDS; i++) {
        target.guarded().set(source);
        assertWhole(target.guarded().snapshot());
        array.guarded().set(1, source);
        array.guarded().get(0).set(source);
        array.guarded().snapshot().forEach(WholeValuesTest::assertWhole);
      }
    }
  }

  @Test
  void create() throws Exception {
    for (int i = 0; i < FILES; i++) {
      try (SharedXY copy = SharedXY.create(folder.resolve("copy"), source)) {
        assertWhole(copy.raw());
        copy.remove();
      }
      try (SharedXY copy = SharedXY.openOrCreate(folder.resolve("copy"), source)) {
        assertWhole(copy.raw());
        copy.remove();
      }
    }
  }

  @Test
  void createOfAnArray() throws Exception {
    for (int i = 0; i < FILES; i++) {
      try (SharedXY.Array copy = SharedXY.Array.create(folder.resolve("copy"), List.of(source, source))) {
        copy.raw().forEach(WholeValuesTest::assertWhole);
        copy.remove();
      }
    }
  }

  @Test
  void text() {
    for (int i = 0; i < ROUNDS / 10; i++) {
      String text = source.toString();
      String x = text.substring(text.indexOf("x=") + 2, text.indexOf(", y="));
      String y = text.substring(text.indexOf("y=") + 2, text.indexOf(", z="));
      assertThat(x).isEqualTo(y);
    }
  }

  @Test
  void aDefaultMethod() {
    double diagonal = Math.sqrt(2);
    for (int i = 0; i < ROUNDS; i++) {
      float x = (float) (source.norm() / diagonal);
      assertThat((double) x).as("norm of equal numbers, which are whole").isEqualTo(Math.rint(x));
    }
  }
}
