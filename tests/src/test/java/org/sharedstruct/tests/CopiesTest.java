package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies, in another file or on the heap, know nothing of what happens to the original, nor it of them. */
class CopiesTest {

  private static final FooRecord FIRST = new FooRecord(2, 5.0, 1L << 33);
  private static final FooRecord ZEROS = new FooRecord(0, 0, 0);

  @TempDir Path folder;

  private SharedFoo foo;

  @BeforeEach
  void create() throws Exception {
    foo = SharedFoo.create(folder.resolve("foo"), FIRST);
  }

  @AfterEach
  void close() {
    foo.close();
  }

  @Test
  void aCopiedFileKeepsItsValues() throws Exception {
    foo.copyTo(folder.resolve("bar"));
    foo.guarded().set(ZEROS);
    try (SharedFoo bar = SharedFoo.open(folder.resolve("bar"))) {
      assertThat(bar.guarded().snapshot()).isEqualTo(FIRST);
      bar.guarded().x(77);
      assertThat(foo.guarded().snapshot()).isEqualTo(ZEROS);
    }
  }

  @Test
  void aCopiedFileHasALockOfItsOwn() throws Exception {
    foo.lock().lock();
    try {
      foo.copyTo(folder.resolve("bar"));
      try (SharedFoo bar = SharedFoo.open(folder.resolve("bar"))) {
        assertThat(bar.lock().isLocked()).isFalse();
        assertThat(bar.lock()).isNotSameAs(foo.lock());
      }
    } finally {
      foo.lock().unlock();
    }
  }

  @Test
  void aSnapshotKeepsItsValues() {
    FooRecord snapshot = foo.guarded().snapshot();
    FooRecord record = foo.raw().toRecord();
    foo.raw().set(ZEROS);
    assertThat(snapshot).isEqualTo(FIRST);
    assertThat(record).isEqualTo(FIRST);
  }
}
