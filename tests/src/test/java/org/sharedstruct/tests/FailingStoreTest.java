package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sharedstruct.OwnerDiedException;
import org.sharedstruct.tests.ArraySectionTest.Kind;

/** A value that another thread spoils after it was checked makes a store fail when others are done. */
class FailingStoreTest {

  private static final int LENGTH = 100_000;
  private static final int TRIES = 200;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void nothingOfItStaysOrEveryoneIsTold(Kind kind) throws Exception {
    try (SharedDevice.Array shared =
        SharedDevice.Array.create(folder.resolve("devices"), LENGTH, kind.options())) {
      GuardedDevice.Array array = shared.guarded();
      for (int n = 1; !failsAfterSomeStores(shared); n++) {
        assertThat(n).as("tries in which no store failed").isLessThan(TRIES);
        array.fill(RawDevice.allocate().toRecord());
      }
      if (kind == Kind.PLAIN) {
        assertThatThrownBy(array::snapshot).isInstanceOf(OwnerDiedException.class);
        assertThatThrownBy(() -> array.port(3, 1)).isInstanceOf(OwnerDiedException.class);
        assertThat(shared.raw().color(0)).as("what was stored").isEqualTo(Color.BLUE);
        array.repair(all -> all.fill(RawDevice.allocate().toRecord()));
      }
      Color[] colors = new Color[LENGTH];
      array.copyColorTo(colors);
      assertThat(colors).containsOnly(Color.RED);
      assertThat(shared.lock().isLocked()).isFalse();
      array.port(3, 1);
      assertThat(array.port(3)).isEqualTo(1);
    }
  }

  /** Whether it failed; the spoiling may also come too late. */
  private static boolean failsAfterSomeStores(SharedDevice.Array shared) throws Exception {
    Color[] colors = new Color[LENGTH];
    Arrays.fill(colors, Color.BLUE);
    Threads.Running<Void> spoiling = Threads.start(() -> {
      while (shared.raw().color(0) != Color.BLUE) {
        Thread.onSpinWait();
      }
      colors[LENGTH - 1] = null;
      return null;
    });
    try {
      shared.guarded().copyColorFrom(colors);
      return false;
    } catch (NullPointerException refused) {
      return true;
    } finally {
      spoiling.finish();
    }
  }
}
