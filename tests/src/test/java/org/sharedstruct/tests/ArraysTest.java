package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.reflect.Proxy;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sharedstruct.SharedMemory;

/** How arrays come to be, what they hold at first, and how much of them is read and copied at once. */
class ArraysTest {

  private static final List<XYRecord> THREE =
      List.of(new XYRecord(1, 2), new XYRecord(3, 4), new XYRecord(5, 6));

  @TempDir Path folder;

  private Path path(String name) {
    return folder.resolve(name);
  }

  @Test
  void anArrayIsMadeOfAList() throws IOException {
    try (SharedXY.Array a = SharedXY.Array.create(path("a"), THREE, SharedMemory.permissions("rw-r-----"));
        SharedXY.Array b = SharedXY.Array.openOrCreate(path("b"), THREE);
        SharedXY.Array c = SharedXY.Array.createTemporary(THREE)) {
      for (SharedXY.Array each : List.of(a, b, c)) {
        assertThat(each.guarded().snapshot()).isEqualTo(THREE);
        assertThat(each.length()).isEqualTo(3);
      }
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path("a")))).isEqualTo("rw-r-----");
    }
  }

  @Test
  void initialValuesAreReadOnlyWhereAFileIsMade() throws IOException {
    XY unreadable = (XY) Proxy.newProxyInstance(XY.class.getClassLoader(), new Class<?>[] {XY.class},
        (_, method, _) -> {
          throw new IllegalStateException(method.getName());
        });
    SharedXY.create(path("one"), THREE.getFirst()).close();
    SharedXY.Array.create(path("many"), THREE.subList(0, 1)).close();
    try (SharedXY one = SharedXY.openOrCreate(path("one"), unreadable);
        SharedXY.Array many = SharedXY.Array.openOrCreate(path("many"), List.of(unreadable))) {
      assertThat(one.guarded().snapshot()).isEqualTo(THREE.getFirst());
      assertThat(many.guarded().snapshot()).containsExactly(THREE.getFirst());
    }
    assertThatThrownBy(() -> SharedXY.openOrCreate(path("new"), unreadable)).isInstanceOf(IllegalStateException.class);
    assertThat(path("new")).doesNotExist();
  }

  @Test
  void anArrayMayBeEmpty() throws IOException {
    try (SharedXY.Array none = SharedXY.Array.create(path("none"), List.of())) {
      assertThat(none.guarded().snapshot()).isEmpty();
      assertThat(none.raw().toRecords()).isEmpty();
      assertThat(none.raw()).isEmpty();
      none.guarded().fill(new XYRecord(1, 1));
      none.guarded().setAll(List.of());
      none.raw().copyXTo(new float[0]);
      none.guarded().copyXFrom(new float[0]);
      none.copyTo(path("none too"));
      assertThatThrownBy(() -> none.raw().x(0)).isInstanceOf(IndexOutOfBoundsException.class)
          .hasMessage("Index 0 out of bounds for length 0");
    }
    try (SharedXY.Array copy = SharedXY.Array.open(path("none too"))) {
      assertThat(copy.length()).isZero();
    }
  }

  /** In a file of holes, of which only three pages are ever there. */
  @Test
  void aRawArrayMayHaveMoreElementsThanAnIntCanSay() throws IOException {
    long length = (1L << 32) + 3;
    try (FileChannel channel = FileChannel.open(path("sparse"),
            StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE,
            StandardOpenOption.SPARSE);
        Arena arena = Arena.ofConfined()) {
      MemorySegment memory = channel.map(FileChannel.MapMode.READ_WRITE, 0, length * 8, arena);
      RawXY.Array array = RawXY.Array.of(memory);
      assertThat(array.length()).isEqualTo(length);
      array.x(length - 1, 1.5f);
      array.y(1L << 31, 2.5f);
      assertThat(array.get(length - 1)).extracting(RawXY::x).isEqualTo(1.5f);
      assertThat(array.slice(1L << 31, 2).toRecords()).containsExactly(new XYRecord(0, 2.5f), new XYRecord(0, 0));
      assertThatThrownBy(() -> array.x(length)).isInstanceOf(IndexOutOfBoundsException.class)
          .hasMessage("Index 4294967299 out of bounds for length 4294967299");
      assertThatIllegalArgumentException().isThrownBy(() -> array.copyXTo(new float[3]))
          .withMessage("the array has the length 4294967299, and 3 values were given or asked for");
    }
  }

  @Test
  void anArrayIsZerosAtFirstAlsoWhereTheNameWasUsedBefore() throws IOException {
    for (int round = 0; round < 3; round++) {
      try (SharedXY.Array array = SharedXY.Array.create(path("again"), 1000)) {
        assertThat(array.guarded().snapshot()).containsOnly(new XYRecord(0, 0));
        array.raw().fill(new XYRecord(7, 8));
        array.remove();
      }
    }
  }

  @Test
  void aSliceIsAViewOntoTheArray() throws IOException {
    try (SharedXY.Array array = SharedXY.Array.create(path("xy"), THREE)) {
      array.guarded().slice(1, 2).fill(new XYRecord(9, 9));
      array.raw().slice(1, 1).copyXFrom(new float[] {8});
      assertThat(array.guarded().snapshot())
          .containsExactly(new XYRecord(1, 2), new XYRecord(8, 9), new XYRecord(9, 9));
      assertThat(array.guarded().slice(1, 2).slice(1, 1).snapshot()).containsExactly(new XYRecord(9, 9));
      assertThatThrownBy(() -> array.guarded().slice(2, 2)).isInstanceOf(IndexOutOfBoundsException.class)
          .hasMessage("Range [2, 2 + 2) out of bounds for length 3");
    }
  }

  /** A writer raises the elements one after the other: at any moment, none is more than one behind its left. */
  @Test
  void whatIsReadOfAGuardedArrayIsOfOneMoment() throws Exception {
    int length = 40;
    try (SharedXY.Array shared = SharedXY.Array.create(path("wave"), length)) {
      GuardedXY.Array array = shared.guarded();
      AtomicBoolean done = new AtomicBoolean();
      Thread writer = Thread.ofPlatform().start(() -> {
        for (int round = 1; !done.get(); round++) {
          float value = round;
          for (int index = 0; index < length && !done.get(); index++) {
            array.update(index, xy -> xy.x(value).y(value));
          }
        }
      });
      try {
        float[] xs = new float[length - 5];
        XYRecord[] all = new XYRecord[length];
        for (int read = 0; read < 2000; read++) {
          array.slice(3, xs.length).copyXTo(xs);
          assertWave(xs);
          array.copyTo(all);
          assertWave(Stream.of(all).map(XYRecord::x).toList());
          assertThat(all).allMatch(xy -> xy.x() == xy.y());
          assertWave(array.slice(2, 30).snapshot().stream().map(XYRecord::x).toList());
        }
        for (int copy = 0; copy < 20; copy++) {
          Path path = path("wave " + copy);
          shared.copyTo(path);
          try (SharedXY.Array copied = SharedXY.Array.open(path)) {
            assertWave(copied.guarded().snapshot().stream().map(XYRecord::x).toList());
          }
        }
      } finally {
        done.set(true);
        writer.join();
      }
    }
  }

  private static void assertWave(float[] values) {
    List<Float> list = new ArrayList<>();
    for (float value : values) {
      list.add(value);
    }
    assertWave(list);
  }

  private static void assertWave(List<Float> values) {
    float first = values.getFirst();
    int steps = 0;
    for (int index = 1; index < values.size(); index++) {
      float step = values.get(index - 1) - values.get(index);
      assertThat(step).isIn(0f, 1f);
      steps += (int) step;
    }
    assertThat(steps).as("steps down from %s in %s", first, values).isLessThan(2);
  }

  @Test
  void aCopyIsARegionOfItsOwn() throws IOException {
    try (SharedXY.Array array = SharedXY.Array.create(path("xy"), THREE)) {
      array.copyTo(path("copy"), SharedMemory.permissions("rw-r--r--"));
      array.raw().fill(new XYRecord(0, 0));
      try (SharedXY.Array copy = SharedXY.Array.open(path("copy"))) {
        assertThat(copy.guarded().snapshot()).isEqualTo(THREE);
        copy.guarded().set(0, new XYRecord(7, 7));
        assertThat(array.guarded().snapshot(0)).isEqualTo(new XYRecord(0, 0));
        assertThat(copy.guarded().version()).isEqualTo(1);
      }
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path("copy")))).isEqualTo("rw-r--r--");
      assertThatThrownBy(() -> array.copyTo(path("copy"))).isInstanceOf(FileAlreadyExistsException.class);
    }
  }

  @Test
  void whatIsClosedIsNotCopied() throws IOException {
    SharedXY.Array array = SharedXY.Array.create(path("xy"), THREE);
    array.close();
    assertThatThrownBy(() -> array.copyTo(path("late"))).isInstanceOf(IllegalStateException.class)
        .hasMessageEndingWith("is closed");
    assertThat(path("late")).doesNotExist();
  }

  /** The lock that is held and the section that is open stay where they are. */
  @Test
  void aCopyDuringAnUpdateIsOfTheLastCommitAndItsLockIsFree() throws Exception {
    try (SharedXY shared = SharedXY.create(path("xy"), new XYRecord(1, 2));
        SharedXY other = SharedXY.open(path("xy"), SharedMemory.READ_ONLY)) {
      shared.guarded().update(xy -> {
        xy.x(5);
        try {
          other.copyTo(path("copy"));
          shared.copyTo(path("own"));
        } catch (IOException e) {
          throw new AssertionError(e);
        }
      });
      try (SharedXY copy = SharedXY.open(path("copy")); SharedXY own = SharedXY.open(path("own"))) {
        assertThat(copy.guarded().snapshot()).isEqualTo(new XYRecord(1, 2));
        assertThat(own.guarded().snapshot()).isEqualTo(new XYRecord(5, 2));
        assertThat(copy.lock().isLocked()).isFalse();
        copy.guarded().y(9);
        assertThat(copy.guarded().snapshot()).isEqualTo(new XYRecord(1, 9));
      }
    }
  }
}
