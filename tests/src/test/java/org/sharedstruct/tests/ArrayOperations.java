package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Array;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.sharedstruct.support.GuardedArray;
import org.sharedstruct.support.RawArray;

/** What views of arrays do with whole elements, for the array of three of a {@link Kind}'s struct. */
final class ArrayOperations {

  private final Kind kind;
  private final Calls calls;
  private final Fields first;
  private final RawArray<?, ?, ?, ?> raw;
  private final GuardedArray<?, ?, ?, ?, ?, ?> guarded;

  ArrayOperations(Kind kind, Calls calls, Fields first, Object raw, Object guarded) {
    this.kind = kind;
    this.calls = calls;
    this.first = first;
    this.raw = (RawArray<?, ?, ?, ?>) raw;
    this.guarded = (GuardedArray<?, ?, ?, ?, ?, ?>) guarded;
  }

  private Fields element(int index) {
    return first.at(null, index * first.structSize());
  }

  private void clear() throws Exception {
    for (int index = 0; index < 3; index++) {
      element(index).clear();
    }
  }

  private void assertHold(int... values) throws Exception {
    for (int index = 0; index < 3; index++) {
      element(index).assertHolds(values[index]);
    }
  }

  void exercise() throws Exception {
    List<Object> records = List.of(first.record(0), first.record(1), first.record(0));
    for (Object view : List.of(raw, guarded)) {
      clear();
      calls.on(view, "setAll", records);
      assertHold(0, 1, 0);
      clear();
      calls.on(view, "setAll", (Object) arrayOf(records));
      assertHold(0, 1, 0);
      clear();
      calls.on(view, "fill", records.get(1));
      assertHold(1, 1, 1);
      calls.on(view, "set", 2L, records.get(0));
      assertHold(1, 1, 0);
      Object[] copy = arrayOf(List.of());
      copy = (Object[]) Array.newInstance(copy.getClass().getComponentType(), 3);
      calls.on(view, "copyTo", (Object) copy);
      assertThat(copy).containsExactly(records.get(1), records.get(1), records.get(0));
      assertThatThrownBy(() -> calls.on(view, "setAll", records.subList(0, 2)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("the array has the length 3, and 2 values were given or asked for");
      assertThatThrownBy(() -> calls.on(view, "get", 3L))
          .isInstanceOf(IndexOutOfBoundsException.class).hasMessageContaining("3").hasMessageContaining("length 3");
      assertThat(calls.on(view, "toString").toString()).contains("[3] {[before=85, f=");
      columns(view);
    }
    calls.on(raw, "setAll", records);
    assertThat(calls.on(raw, "toRecords")).isEqualTo(records);
    assertThat(guarded.snapshot()).isEqualTo(records);
    assertThat(calls.on(guarded, "snapshot", 1L)).isEqualTo(records.get(1));
    Predicate<Object> any = seen -> true;
    assertThat(calls.on(guarded, "await", 1L, any, Duration.ZERO)).isEqualTo(records.get(1));
    assertThat(((Stream<?>) calls.on(guarded, "changes", 1L, Duration.ZERO)).toList())
        .isEqualTo(List.of(records.get(1)));
    assertThat(new ArrayList<Object>(guarded.stream().toList())).isEqualTo(records);
    assertThat(raw.stream().map(view -> calls.run(view, "toRecord")).toList()).isEqualTo(records);
    List<Object> iterated = new ArrayList<>();
    Iterator<?> views = (Iterator<?>) calls.on(raw, "iterator");
    while (views.hasNext()) {
      iterated.add(calls.run(views.next(), "toRecord"));
    }
    assertThat(iterated).isEqualTo(records);
    assertThatThrownBy(views::next).isInstanceOf(NoSuchElementException.class).hasMessage("element 3 of 3");
    assertThat(calls.on(calls.on(guarded, "raw"), "toRecords")).isEqualTo(records);
    Consumer<Object> store = view -> calls.run(view, "set", records.get(0));
    calls.on(guarded, "update", 1L, store);
    assertHold(0, 0, 0);
    Function<Object, Object> read = view -> calls.run(view, "toRecord");
    assertThat(calls.on(guarded, "compute", 1L, read)).isEqualTo(records.get(0));
    sections(records);
  }

  private void sections(List<Object> records) throws Exception {
    Consumer<Object> storeAll = all -> calls.run(all, "setAll", records);
    for (String section : List.of("update", "repair")) {
      clear();
      calls.on(guarded, section, storeAll);
      assertHold(0, 1, 0);
    }
    Function<Object, Object> readOne = all -> calls.run(all, "snapshot", 1L);
    assertThat(calls.on(guarded, "compute", readOne)).isEqualTo(records.get(1));
  }

  private Object[] arrayOf(List<?> records) throws Exception {
    Class<?> type = first.record(0).getClass();
    return records.toArray((Object[]) Array.newInstance(type, records.size()));
  }

  private void columns(Object view) throws Exception {
    byte[] before = new byte[3];
    calls.on(view, "copyBeforeTo", before);
    assertThat(before).containsOnly(0x55);
    calls.on(view, "copyBeforeFrom", before);
    calls.on(view, "copyAfterTo", before);
    calls.on(view, "copyAfterFrom", before);
    if (kind.isArray()) {
      return;
    }
    Class<?> type = kind.type() == Point.class ? PointRecord.class : kind.type();
    Object values = Array.newInstance(type, 3);
    for (int index = 0; index < 3; index++) {
      Array.set(values, index, kind.values().get(index % 2).java());
    }
    clear();
    calls.on(view, "copyFFrom", values);
    assertHold(0, 1, 0);
    Object copy = Array.newInstance(type, 3);
    calls.on(view, "copyFTo", copy);
    assertThat(copy).isEqualTo(values);
    assertThatThrownBy(() -> calls.on(view, "copyFTo", Array.newInstance(type, 4)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> calls.on(view, "copyFFrom", Array.newInstance(type, 2)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
