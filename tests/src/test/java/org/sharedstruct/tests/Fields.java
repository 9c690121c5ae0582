package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * The accessors of one view for the fields of a {@link Kind}'s struct, which lies somewhere in the memory
 * that a C process looks at.
 */
final class Fields {

  /** Where the bytes of values begin among what C has printed. */
  private static final int VALUES = 10;

  private static final String BEFORE = "55";
  private static final String AFTER = "66";

  private final Kind kind;
  private final List<String> inC;
  private final Calls calls;
  private final Peek memory;
  private final Object view;
  private final long struct;
  private final Object[] index;

  /**
   * Accessors.
   *
   * @param inC what C says of the struct
   * @param struct where it begins in the data
   * @param index what accessors of an array's view take first
   */
  Fields(Kind kind, List<String> inC, Calls calls, Peek memory, Object view, long struct, Object... index) {
    this.kind = kind;
    this.inC = inC;
    this.calls = calls;
    this.memory = memory;
    this.view = view;
    this.struct = struct;
    this.index = index;
  }

  /** Another view, or another place. */
  Fields at(Object otherView, long otherStruct, Object... otherIndex) {
    return new Fields(kind, inC, calls, memory, otherView, otherStruct, otherIndex);
  }

  long structSize() {
    return number(0);
  }

  private long number(int at) {
    return Long.parseLong(inC.get(at));
  }

  /** The record with one of the kind's values. */
  Object record(int value) throws Exception {
    return FieldMatrixTest.type(kind.name() + "Record").getConstructors()[0]
        .newInstance((byte) 0x55, kind.values().get(value).java(), (byte) 0x66);
  }

  void clear() throws Exception {
    memory.write(struct + number(2), "00".repeat((int) number(3)));
  }

  private void store(int value) throws Exception {
    memory.write(struct + number(2), inC.get(VALUES + value));
  }

  /** What the C process sees: the value, and neighbours that nobody has touched. */
  void assertHolds(int value) throws Exception {
    assertThat(memory.read(struct + number(2), number(3))).isEqualTo(inC.get(VALUES + value));
    assertThat(memory.read(struct, 1)).isEqualTo(BEFORE);
    assertThat(memory.read(struct + number(4), 1)).isEqualTo(AFTER);
  }

  private Object call(String name, Object... arguments) throws Exception {
    List<Object> all = new ArrayList<>(Arrays.asList(index));
    all.addAll(Arrays.asList(arguments));
    return onHeap(calls.on(view, name, all.toArray()));
  }

  /** Raw views give structs as raw views. */
  private Object onHeap(Object value) throws Exception {
    return value instanceof RawPoint point ? point.toRecord()
        : value instanceof RawPoint.Array points ? points.toRecords()
        : value;
  }

  /** All accessors with all values. */
  void exercise() throws Exception {
    memory.write(struct, BEFORE);
    memory.write(struct + number(4), AFTER);
    assertThat(call("before")).isEqualTo((byte) 0x55);
    call("before", (byte) 0x55);
    assertThat(call("after")).isEqualTo((byte) 0x66);
    call("after", (byte) 0x66);
    for (int value = 0; value < kind.values().size(); value++) {
      Object whole = kind.values().get(value).java();
      clear();
      call("f", whole);
      assertHolds(value);
      if (kind.isArray()) {
        clear();
        for (int element = 0; element < kind.length(); element++) {
          call("f", element, kind.elements(whole).get(element));
        }
        assertHolds(value);
      }
      clear();
      store(value);
      assertThat(call("f")).isEqualTo(whole);
      for (int element = 0; element < kind.length(); element++) {
        assertThat(call("f", element)).isEqualTo(kind.elements(whole).get(element));
      }
      if (kind.type() == String.class) {
        assertThat(call("fBytes")).isEqualTo(HexFormat.of().parseHex(inC.get(VALUES + value)));
      }
      assertHolds(value);
    }
    if (kind.isAtomic() && index.length == 0) { // an array leaves them to the views of its elements
      exerciseAtomics(kind.values().get(0).java(), kind.values().get(1).java());
    }
  }

  private void exerciseAtomics(Object a, Object b) throws Exception {
    boolean isNumber = a instanceof Integer || a instanceof Long && kind.getter().indexOf("Unsigned") < 0;
    store(0);
    assertThat(call("compareAndSetF", a, b)).isEqualTo(true);
    assertHolds(1);
    assertThat(call("compareAndSetF", a, b)).isEqualTo(false);
    assertHolds(1);
    store(0);
    assertThat(call("getAndSetF", b)).isEqualTo(a);
    assertHolds(1);
    if (isNumber) {
      store(0);
      assertThat(call("getAndAddF", number(a, bits(b) - bits(a)))).isEqualTo(a);
      assertHolds(1);
    }
    if (!view.getClass().getName().contains("Guarded")) {
      store(0);
      assertThat(call("getAcquireF")).isEqualTo(a);
      call("setReleaseF", b);
      assertHolds(1);
      exerciseReadsAndWrites(a, b);
      exerciseArithmetic(a, b, isNumber);
    }
  }

  /** An access mode of the object that has all of them. */
  private Object mode(String name, Object... operands) throws Exception {
    return calls.on(call("atomicF"), name, operands);
  }

  private void exerciseReadsAndWrites(Object a, Object b) throws Exception {
    for (String order : List.of("Volatile", "Opaque", "Acquire")) {
      store(0);
      assertThat(mode("get" + order)).isEqualTo(a);
    }
    for (String order : List.of("Volatile", "Opaque", "Release")) {
      store(0);
      mode("set" + order, b);
      assertHolds(1);
    }
    for (String strength : List.of("compareAndSet", "weakCompareAndSetPlain", "weakCompareAndSet",
        "weakCompareAndSetAcquire", "weakCompareAndSetRelease")) {
      store(0);
      while (!(boolean) mode(strength, a, b)) {
        Thread.onSpinWait();
      }
      assertHolds(1);
      assertThat(mode(strength, a, b)).isEqualTo(false);
    }
    for (String order : List.of("", "Acquire", "Release")) {
      store(0);
      assertThat(mode("compareAndExchange" + order, a, b)).isEqualTo(a);
      assertHolds(1);
      assertThat(mode("compareAndExchange" + order, a, b)).isEqualTo(b);
      assertHolds(1);
      store(0);
      assertThat(mode("getAndSet" + order, b)).isEqualTo(a);
      assertHolds(1);
    }
    assertThat(call("atomicF").toString()).startsWith(b + " at byte ");
  }

  private void exerciseArithmetic(Object a, Object b, boolean isNumber) throws Exception {
    for (String order : List.of("", "Acquire", "Release")) {
      store(0);
      if (!isNumber) {
        assertThatThrownBy(() -> mode("getAndAdd" + order, a))
            .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> mode("getAndBitwiseOr" + order, a))
            .isInstanceOf(UnsupportedOperationException.class);
        assertHolds(0);
        continue;
      }
      assertThat(mode("getAndAdd" + order, number(a, bits(b) - bits(a)))).isEqualTo(a);
      assertHolds(1);
      store(0);
      assertThat(mode("getAndBitwiseXor" + order, number(a, bits(a) ^ bits(b)))).isEqualTo(a);
      assertHolds(1);
      store(0);
      assertThat(mode("getAndBitwiseOr" + order, b)).isEqualTo(a);
      assertThat(call("f")).isEqualTo(number(a, bits(a) | bits(b)));
      assertThat(mode("getAndBitwiseAnd" + order, b)).isEqualTo(number(a, bits(a) | bits(b)));
      assertHolds(1);
    }
  }

  private static long bits(Object number) {
    return ((Number) number).longValue();
  }

  /** A number of the same type. */
  private static Object number(Object like, long value) {
    return like instanceof Integer ? (Object) (int) value : (Object) value;
  }
}
