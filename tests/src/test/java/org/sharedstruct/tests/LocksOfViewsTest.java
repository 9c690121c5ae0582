package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sharedstruct.types.IntRecord;
import org.sharedstruct.types.SharedInt;

/** Which lock a view of a ready-made type has, and which have none: what is wrong does not compile. */
class LocksOfViewsTest {

  @TempDir Path folder;

  @Test
  void theLockGotIsTheLockGiven() throws Exception {
    Lock given = new ReentrantLock();
    try (SharedInt one = SharedInt.create(folder.resolve("one"), new IntRecord(5));
        SharedInt.Array many = SharedInt.Array.create(folder.resolve("many"), 10)) {
      assertThat(one.guarded(given).lock()).isSameAs(given);
      assertThat(many.guarded(given).lock()).isSameAs(given);
      assertThat(many.guarded(given).get(3).lock()).isSameAs(given);
    }
  }

  @Test
  void withoutOneGivenItIsTheRegionsOwn() throws Exception {
    try (SharedInt one = SharedInt.create(folder.resolve("one"));
        SharedInt other = SharedInt.create(folder.resolve("other"))) {
      assertThat(one.guarded().lock()).isSameAs(one.lock()).isSameAs(one.guarded().lock());
      assertThat(other.guarded().lock()).isNotSameAs(one.lock());
    }
  }

  @Test
  void theLockOfOneRegionGuardsAnother() throws Exception {
    try (SharedInt one = SharedInt.create(folder.resolve("one"));
        SharedInt.Array many = SharedInt.Array.create(folder.resolve("many"), 10)) {
      assertThat(many.guarded(one.lock()).lock()).isSameAs(one.lock());
      many.guarded(one.lock()).update(0, element ->
          assertThat(one.lock().isHeldByCurrentThread() && many.lock().isHeldByCurrentThread()).isTrue());
      assertThat(one.lock().isLocked()).isFalse();
    }
  }

  @Test
  void aRawViewHasNoLock() {
    assertThat(errorsOf("one.raw().lock();"))
        .contains("cannot find symbol", "method lock()", "class RawInt");
    assertThat(errorsOf("many.raw().lock();"))
        .contains("cannot find symbol", "method lock()", "class Array");
    assertThat(errorsOf("one.raw().update(value -> {});"))
        .contains("cannot find symbol", "method update(");
  }

  @Test
  void whatIsNoLockIsNotTakenForOne() {
    assertThat(errorsOf("one.guarded(\"navalue\");"))
        .contains("String cannot be converted to Lock");
    assertThat(errorsOf("many.guarded(false);"))
        .contains("boolean cannot be converted to Lock");
  }

  private String errorsOf(String statement) {
    return MemoryCompiler.errors(Map.of("Wrong", """
        import org.sharedstruct.types.*;

        class Wrong {
          void run(SharedInt one, SharedInt.Array many) {
            %s
          }
        }
        """.formatted(statement)), folder);
  }
}
