package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.sharedstruct.OwnerDiedException;
import org.sharedstruct.tests.child.CopiesFloats;
import org.sharedstruct.tests.child.DiesInLongs;
import org.sharedstruct.tests.child.HeapHog;
import org.sharedstruct.tests.child.JavaCommand;
import org.sharedstruct.tests.child.RunsOutOfHeap;
import org.sharedstruct.types.RawLong;
import org.sharedstruct.types.SharedFloat;
import org.sharedstruct.types.SharedLong;

/**
 * The heap is too small for what is written to a long array: all or nothing is written, or everyone
 * is told that it is half written; and nobody is kept waiting.
 */
class SmallHeapTest {

  private static final int LENGTH = 500_000;
  private static final int FLOATS = 1_000_000;

  @TempDir Path folder;

  private static Stream<Arguments> hogsAndHeaps() {
    return Stream.of(HeapHog.values())
        .flatMap(hog -> heaps(hog).stream().map(heap -> Arguments.of(hog, heap)));
  }

  /** In MB. The same shows in most of them in one. */
  private static List<Integer> heaps(HeapHog hog) {
    return hog == HeapHog.UPDATE || hog == HeapHog.CAUGHT ? List.of(12, 16, 32, 64) : List.of(16);
  }

  @ParameterizedTest
  @MethodSource("hogsAndHeaps")
  void whatTheHeapIsTooSmallForIsWholeOrToldAndTheLockIsFree(HeapHog hog, int heap)
      throws Exception {
    Path path = folder.resolve("longs");
    try (SharedLong.Array shared = SharedLong.Array.create(path, LENGTH)) {
      if (hog.isRepair()) {
        leaveHalfWritten(path);
        assertThatThrownBy(shared.lock()::lock).isInstanceOf(OwnerDiedException.class);
      }
      ProcessBuilder command = JavaCommand.of(RunsOutOfHeap.class, hog, path);
      try (ChildJvm child = ChildJvm.start(withHeap(heap, command))) {
        String outcome = child.nextLine();
        assertThat(outcome).matches("%s|%s.*OutOfMemoryError.*"
            .formatted(RunsOutOfHeap.RETURNED, RunsOutOfHeap.THREW));
        boolean returned = outcome.equals(RunsOutOfHeap.RETURNED);
        boolean told = assertWholeOrTold(hog, returned, shared);
        child.goOn();
        assertThat(child.finish()).endsWith(
            "another thread: " + (told ? "was told" : "got the lock"),
            "the same thread: " + (told ? "was told" : "wrote"),
            "closed");
      }
      repair(shared);
    }
  }

  private static ProcessBuilder withHeap(int megabytes, ProcessBuilder command) {
    command.command().replaceAll(word -> word.startsWith("-Xmx") ? "-Xmx" + megabytes + "m" : word);
    return command;
  }

  private static void leaveHalfWritten(Path path) throws Exception {
    try (ChildJvm child = ChildJvm.start(DiesInLongs.class, path)) {
      child.awaitLine("inside");
      child.kill();
    }
  }

  /** Whether it is told. */
  private static boolean assertWholeOrTold(HeapHog hog, boolean returned, SharedLong.Array shared)
      throws Exception {
    try {
      boolean got = shared.lock().tryLock(Threads.LIMIT.toSeconds(), TimeUnit.SECONDS);
      assertThat(got).as("the lock is free; it is held by %s, with %s",
          shared.lock().holder(), values(shared)).isTrue();
      shared.lock().unlock();
    } catch (OwnerDiedException told) {
      assertThat(returned).as("it returned, and left the array half written").isFalse();
      return true;
    }
    assertThat(values(shared)).as("how many elements have each value, where %s %s", hog,
        returned ? "returned" : "threw").isIn(wholes(hog, returned));
    return false;
  }

  /** What the elements may be together, as how many have each value. */
  private static Set<TreeMap<Long, Long>> wholes(HeapHog hog, boolean returned) {
    TreeMap<Long, Long> none = new TreeMap<>(Map.of(0L, (long) LENGTH));
    TreeMap<Long, Long> all = new TreeMap<>(Map.of(1L, (long) LENGTH));
    TreeMap<Long, Long> outer = new TreeMap<>(Map.of(0L, LENGTH - 2L, 1L, 2L));
    if (!returned) {
      return hog.isRepair() ? Set.of() : Set.of(none);
    }
    return switch (hog) {
      case CAUGHT -> Set.of(all, outer);
      case BEGIN_ELEMENT -> Set.of(new TreeMap<>(Map.of(0L, LENGTH - 1L, 1L, 1L)));
      default -> Set.of(all);
    };
  }

  private static TreeMap<Long, Long> values(SharedLong.Array shared) {
    RawLong.Array raw = shared.raw();
    return LongStream.range(0, LENGTH).map(raw::value).boxed()
        .collect(Collectors.groupingBy(value -> value, TreeMap::new, Collectors.counting()));
  }

  /** Whatever came of it, the array can be made a whole. */
  private static void repair(SharedLong.Array shared) {
    shared.guarded().repair(all -> all.value(0, 7));
    assertThat(shared.guarded().value(0)).isEqualTo(7);
    assertThat(shared.lock().holder()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"FILL", "SET_ALL", "COPY"})
  void aBulkWriteNeedsNoHeapThatGrowsWithTheArray(HeapHog hog) throws Exception {
    Path path = folder.resolve("longs");
    try (SharedLong.Array shared = SharedLong.Array.create(path, LENGTH)) {
      ProcessBuilder command = JavaCommand.of(RunsOutOfHeap.class, hog, path);
      try (ChildJvm child = ChildJvm.start(withHeap(16, command))) {
        assertThat(child.nextLine()).isEqualTo(RunsOutOfHeap.RETURNED);
        child.goOn();
        child.finish();
      }
      assertThat(values(shared)).containsOnlyKeys(1L);
    }
  }

  @Test
  void aMillionFloatsAreCopiedWith32MegabytesOfHeap() throws Exception {
    Path path = folder.resolve("floats");
    try (SharedFloat.Array shared = SharedFloat.Array.create(path, FLOATS)) {
      assertThat(ChildJvm.run(withHeap(32, JavaCommand.of(CopiesFloats.class, path, 2.5f))))
          .containsExactly("copied");
      assertThat(shared.raw().value(0)).isEqualTo(2.5f);
      assertThat(shared.raw().value(FLOATS - 1)).isEqualTo(2.5f);
    }
  }
}
