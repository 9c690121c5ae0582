package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A struct that is aligned to more than its fields are, in a region and elsewhere. */
class AlignedStructTest {

  @TempDir Path folder;

  @Test
  void itsSizeIsAMultipleOfItsAlignment() {
    assertThat(RawCacheLine.LAYOUT.byteSize()).isEqualTo(64);
    assertThat(RawCacheLine.LAYOUT.byteAlignment()).isEqualTo(64);
  }

  @Test
  void everyElementBeginsAtAMultipleOfIt() throws Exception {
    try (SharedCacheLine.Array lines = SharedCacheLine.Array.create(folder.resolve("lines"), 3);
        SharedCacheLine line = SharedCacheLine.create(folder.resolve("line"))) {
      for (RawCacheLine each : lines.raw()) {
        assertThat(each.segment().address() % 64).isZero();
      }
      assertThat(line.raw().segment().address() % 64).isZero();
      lines.guarded().get(2).getAndAddCount(5);
      assertThat(lines.raw().get(2).getAcquireCount()).isEqualTo(5);
    }
  }

  @Test
  void memoryOfOnesOwnIsAlignedSoOrRefused() {
    assertThat(RawCacheLine.allocate().segment().address() % 64).isZero();
    assertThat(RawCacheLine.Array.allocate(3).segment().address() % 64).isZero();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment memory = arena.allocate(256, 64);
      assertThatIllegalArgumentException().isThrownBy(() -> RawCacheLine.of(memory, 32))
          .withMessageStartingWith("CacheLine is aligned to 64 bytes, and byte 32 of ");
    }
  }
}
