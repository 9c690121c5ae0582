package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.sharedstruct.OwnerDiedException;
import org.sharedstruct.SharedMemory;
import org.sharedstruct.tests.ArraySectionTest.Kind;
import org.sharedstruct.support.Items;
import org.sharedstruct.tests.child.CopiesFloats;
import org.sharedstruct.tests.child.EqualLongs;
import org.sharedstruct.tests.child.JavaCommand;
import org.sharedstruct.tests.child.KillPoint;
import org.sharedstruct.tests.child.WritesInBulk;
import org.sharedstruct.tests.child.WritesInBulk.Call;
import org.sharedstruct.types.SharedFloat;

/**
 * What others see of an array while a process writes all of its elements in one call, and after it
 * was killed in the middle of that.
 */
class BulkReadersTest {

  private static final int LENGTH = 64;

  /** How many different wholes a reader sees before it has seen enough. */
  private static final int ENOUGH = 300;

  @TempDir Path folder;
  @TempDir Path classes;

  private static Stream<Arguments> kindsAndCalls() {
    return Stream.of(Kind.values())
        .flatMap(kind -> Stream.of(Call.values()).map(call -> Arguments.of(kind, call)));
  }

  private SharedTwelve.Array create(Kind kind) throws Exception {
    return SharedTwelve.Array.create(folder.resolve("twelves"), LENGTH, kind.options());
  }

  /** An element after one call of a value. */
  private static TwelveRecord element(Call call, long value) {
    return call == Call.COPY
        ? RawTwelve.allocate().a(value).toRecord()
        : EqualLongs.twelve(value);
  }

  private static List<TwelveRecord> all(Call call, long value) {
    return Collections.nCopies(LENGTH, element(call, value));
  }

  @ParameterizedTest
  @MethodSource("kindsAndCalls")
  void elementsAreWholeAndTheArrayIsBeforeOrAfterACall(Kind kind, Call call) throws Exception {
    try (SharedTwelve.Array shared = create(kind);
        SharedTwelve.Array readOnly =
            SharedTwelve.Array.open(shared.path(), SharedMemory.READ_ONLY);
        ChildJvm writer = ChildJvm.start(WritesInBulk.class, call, shared.path())) {
      writer.awaitLine("started");
      Threads.Running<Void> elements = Threads.start(() -> readElements(call, readOnly.guarded()));
      readWholes(call, shared.guarded());
      elements.finish();
      writer.finish();
    }
  }

  private static void readWholes(Call call, GuardedTwelve.Array array) {
    long[] column = new long[LENGTH];
    TwelveRecord[] records = new TwelveRecord[LENGTH];
    long last = 0;
    for (int different = 0; different < ENOUGH;) {
      List<TwelveRecord> whole = array.snapshot();
      long value = whole.getFirst().a();
      assertThat(whole).isEqualTo(all(call, value));
      array.copyATo(column);
      assertThat(column).containsOnly(column[0]);
      array.copyTo(records);
      assertThat(records).containsOnly(element(call, records[0].a()));
      assertThat(value).isGreaterThanOrEqualTo(last);
      different += value == last ? 0 : 1;
      last = records[0].a();
    }
  }

  private static Void readElements(Call call, GuardedTwelve.Array array) {
    int index = 0;
    long last = 0;
    for (int different = 0; different < ENOUGH; index = (index + 1) % LENGTH) {
      TwelveRecord one = array.snapshot(index);
      assertThat(one).isEqualTo(element(call, one.a()));
      different += one.a() == last ? 0 : 1;
      last = one.a();
    }
    return null;
  }

  /** Where a call has written an element, and not all. */
  private KillPoints inTheMiddle(Kind kind, Call call) throws Exception {
    KillPoints points = new KillPoints(classes);
    if (call == Call.COPY) {
      return points.add(Items.LONGS.getClass().getName(), Set.of("storeEach"));
    }
    return kind == Kind.PLAIN
        ? points.add("org.sharedstruct.guard.Section", Set.of("goOnTo"))
        : points.add("org.sharedstruct.guard.Updates", Set.of("storeEach"));
  }

  private static String lastOfTheMiddle(Kind kind, Call call) {
    if (call == Call.COPY) {
      return "after MemorySegment.set";
    }
    return kind == Kind.PLAIN ? "after Section.open" : "after LongConsumer.accept";
  }

  private ChildJvm startAndStop(Kind kind, Call call, Path path) throws Exception {
    KillPoints points = inTheMiddle(kind, call);
    int point = points.point(lastOfTheMiddle(kind, call));
    ChildJvm writer = ChildJvm.start(
        points.stoppingAt(List.of(point), JavaCommand.of(WritesInBulk.class, call, path)));
    writer.awaitLine(KillPoint.REACHED);
    return writer;
  }

  @ParameterizedTest
  @EnumSource
  void ofAPlainArrayTheWholeWaitsForTheWriterAndAnElementDoesNot(Call call) throws Exception {
    try (SharedTwelve.Array shared = create(Kind.PLAIN)) {
      GuardedTwelve.Array array = shared.guarded();
      try (ChildJvm writer = startAndStop(Kind.PLAIN, call, shared.path())) {
        assertTimeoutPreemptively(Threads.LIMIT, () -> {
          assertThat(array.snapshot(0)).isEqualTo(element(call, 1));
          assertThat(array.snapshot(LENGTH - 1)).isEqualTo(element(call, 0));
        });
        Threads.Running<List<TwelveRecord>> whole = Threads.start(array::snapshot);
        whole.awaitWaiting();
        assertThat(whole.isDone()).isFalse();
        writer.goOn();
        List<TwelveRecord> seen = whole.finish();
        assertThat(seen).isEqualTo(all(call, seen.getFirst().a())).isNotEqualTo(all(call, 0));
        writer.finish();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void ofAnAtomicArrayNobodyWaitsForTheWriter(Call call) throws Exception {
    try (SharedTwelve.Array shared = create(Kind.ATOMIC)) {
      GuardedTwelve.Array array = shared.guarded();
      try (ChildJvm writer = startAndStop(Kind.ATOMIC, call, shared.path())) {
        assertTimeoutPreemptively(Threads.LIMIT, () -> {
          assertThat(array.snapshot()).isEqualTo(all(call, 0));
          assertThat(array.snapshot(0)).isEqualTo(element(call, 0));
          assertThat(array.a(0)).isZero();
        });
        assertThat(shared.raw().a(0)).as("what it has written already").isEqualTo(1);
        writer.goOn();
        writer.awaitLine("started");
        assertThat(array.snapshot().getFirst().a()).isPositive();
        writer.finish();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void afterAKillInTheMiddleAPlainArrayIsToldToBeHalfWrittenUntilItIsRepaired(Call call)
      throws Exception {
    try (SharedTwelve.Array shared = create(Kind.PLAIN)) {
      GuardedTwelve.Array array = shared.guarded();
      try (ChildJvm writer = startAndStop(Kind.PLAIN, call, shared.path())) {
        writer.kill();
      }
      assertThatThrownBy(array::snapshot).isInstanceOf(OwnerDiedException.class);
      assertThatThrownBy(() -> array.a(0)).isInstanceOf(OwnerDiedException.class);
      assertThatThrownBy(() -> array.a(0, 5)).isInstanceOf(OwnerDiedException.class);
      assertThatThrownBy(() -> call(call, array)).isInstanceOf(OwnerDiedException.class);
      assertThatThrownBy(shared.lock()::lock).isInstanceOf(OwnerDiedException.class);
      array.repair(all -> {
        assertThat(all.stream()).containsOnly(element(call, 0), element(call, 1));
        all.fill(element(call, 7));
      });
      assertThat(array.snapshot()).isEqualTo(all(call, 7));
      call(call, array);
      assertThat(array.a(LENGTH - 1)).isEqualTo(9);
    }
  }

  private static void call(Call call, GuardedTwelve.Array array) {
    switch (call) {
      case FILL -> array.fill(EqualLongs.twelve(9));
      case SET_ALL -> array.setAll(Collections.nCopies(LENGTH, EqualLongs.twelve(9)));
      case COPY -> array.copyAFrom(Collections.nCopies(LENGTH, 9L).stream()
          .mapToLong(Long::longValue).toArray());
    }
  }

  @ParameterizedTest
  @EnumSource
  void afterAKillInTheMiddleAnAtomicArrayIsWhatItWas(Call call) throws Exception {
    try (SharedTwelve.Array shared = create(Kind.ATOMIC)) {
      try (ChildJvm writer = startAndStop(Kind.ATOMIC, call, shared.path())) {
        writer.kill();
      }
      assertThat(shared.guarded().snapshot()).isEqualTo(all(call, 0));
      shared.lock().lock();
      assertThat(shared.raw().stream().map(RawTwelve::toRecord)).isEqualTo(all(call, 0));
      shared.lock().unlock();
      call(call, shared.guarded());
      assertThat(shared.guarded().a(LENGTH - 1)).isEqualTo(9);
    }
  }

  /** One element has undo space in every array. */
  @Test
  void afterAKillNobodyIsToldOfAPlainArrayOfOneElement() throws Exception {
    Path path = folder.resolve("one");
    KillPoints points = new KillPoints(classes)
        .add("org.sharedstruct.guard.Updates", Set.of("storeEach", "storeWords"));
    try (SharedFloat.Array shared = SharedFloat.Array.create(path, 1)) {
      int reached = 0;
      for (int point = 0; point < points.points().size(); point++) {
        shared.guarded().value(0, 1);
        reached += points.killAt(point, CopiesFloats.class, path, 2) ? 1 : 0;
        assertThat(shared.guarded().snapshot().getFirst().value()).isIn(1f, 2f);
        shared.lock().lock();
        shared.lock().unlock();
      }
      assertThat(reached).as("kills").isGreaterThan(3);
    }
  }
}
