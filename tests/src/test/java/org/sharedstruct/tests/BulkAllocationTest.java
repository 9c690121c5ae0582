package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sharedstruct.tests.ArraySectionTest.Kind;
import org.sharedstruct.types.FloatRecord;
import org.sharedstruct.types.GuardedFloat;
import org.sharedstruct.types.SharedFloat;

/** Bulk writes allocate nothing that grows with the array. */
class BulkAllocationTest {

  private static final int LENGTH = 1_000_000;

  /** Far more than what does not grow, and far less than a bit for each element. */
  private static final long FEW_BYTES = 64 << 10;

  @TempDir Path folder;

  /** What writes all elements. */
  enum Call {
    COPY {
      @Override
      void run(GuardedFloat.Array array, float[] values) {
        array.copyValueFrom(values);
      }
    },
    COPY_TWICE_IN_A_HOLD {
      @Override
      void run(GuardedFloat.Array array, float[] values) {
        array.lock().lock();
        try {
          array.copyValueFrom(values);
          array.copyValueFrom(values);
        } finally {
          array.lock().unlock();
        }
      }
    };

    abstract void run(GuardedFloat.Array array, float[] values);
  }

  @ParameterizedTest
  @EnumSource
  void aMillionFloatsAreCopiedToAPlainArray(Call call) throws Exception {
    assertFewBytes(Kind.PLAIN, call);
  }

  /** In a hold that has written already, elements are kept: the call can fail alone. */
  @Test
  void aMillionFloatsAreCopiedToAnAtomicArray() throws Exception {
    assertFewBytes(Kind.ATOMIC, Call.COPY);
  }

  private void assertFewBytes(Kind kind, Call call) throws Exception {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    float[] values = new float[LENGTH];
    try (SharedFloat.Array shared =
        SharedFloat.Array.create(folder.resolve("floats"), LENGTH, kind.options())) {
      GuardedFloat.Array array = shared.guarded();
      array.fill(new FloatRecord(1));
      call.run(array, values);
      long before = threads.getCurrentThreadAllocatedBytes();
      call.run(array, values);
      assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(FEW_BYTES);
    }
  }
}
