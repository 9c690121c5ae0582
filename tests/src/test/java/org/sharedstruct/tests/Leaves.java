package org.sharedstruct.tests;

import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The values in a struct that are neither structs nor arrays, by names such as {@code within.corner[1].x}, as
 * texts that programs of other languages print as well: {@code values.c}, {@code values.py}.
 */
final class Leaves {

  private final Map<String, Object> values = new LinkedHashMap<>();

  private Leaves() {}

  /** Those of a record. */
  static Leaves of(Record record) {
    Leaves leaves = new Leaves();
    leaves.add("", record);
    return leaves;
  }

  /**
   * Those that the getters of a view give.
   *
   * @param view a view of any kind
   * @param like a record of its struct
   */
  static Leaves of(Object view, Record like) throws Exception {
    Calls calls = new Calls();
    Leaves leaves = new Leaves();
    for (RecordComponent component : like.getClass().getRecordComponents()) {
      leaves.add(component.getName(), onHeap(calls.on(view, component.getName())));
    }
    return leaves;
  }

  /** A raw view gives structs as raw views. */
  private static Object onHeap(Object value) throws Exception {
    Calls calls = new Calls();
    return calls.has(value, "toRecord") ? calls.on(value, "toRecord")
        : calls.has(value, "toRecords") ? calls.on(value, "toRecords")
        : value;
  }

  private void add(String name, Object value) {
    switch (value) {
      case Record struct -> components(struct).forEach(
          (field, inner) -> add(name.isEmpty() ? field : name + "." + field, inner));
      case List<?> list -> addAll(name, list);
      case Object array when array.getClass().isArray() -> addAll(name, elements(array));
      default -> values.put(name, value);
    }
  }

  private void addAll(String name, List<?> elements) {
    IntStream.range(0, elements.size()).forEach(index -> add(name + "[" + index + "]", elements.get(index)));
  }

  private static List<Object> elements(Object array) {
    return IntStream.range(0, Array.getLength(array)).mapToObj(index -> Array.get(array, index)).toList();
  }

  private static Map<String, Object> components(Record struct) {
    Map<String, Object> components = new LinkedHashMap<>();
    Calls calls = new Calls();
    for (RecordComponent component : struct.getClass().getRecordComponents()) {
      components.put(component.getName(), calls.run(struct, component.getName()));
    }
    return components;
  }

  /**
   * A record with other values.
   *
   * @param struct a record
   * @param other takes the name of a value, and it
   */
  static <T extends Record> T with(T struct, BiFunction<String, Object, Object> other) throws Exception {
    @SuppressWarnings("unchecked")
    T made = (T) changed("", struct, other);
    return made;
  }

  private static Object changed(String name, Object value, BiFunction<String, Object, Object> other) throws Exception {
    if (value instanceof Record struct) {
      List<Object> changed = new ArrayList<>();
      for (Map.Entry<String, Object> part : components(struct).entrySet()) {
        changed.add(changed(part.getKey(), part.getValue(), other));
      }
      return struct.getClass().getConstructors()[0].newInstance(changed.toArray());
    }
    if (value instanceof List<?> || value.getClass().isArray()) {
      List<Object> changed = new ArrayList<>();
      for (Object element : value instanceof List<?> list ? list : elements(value)) {
        changed.add(changed(name, element, other));
      }
      return value instanceof List<?> ? changed : Kind.toArray(value.getClass().componentType(), changed);
    }
    return other.apply(name, value);
  }

  /** A line for each: its name and its value. */
  List<String> lines() {
    return values.entrySet().stream().map(leaf -> leaf.getKey() + " " + text(leaf.getValue())).toList();
  }

  private static String text(Object value) {
    return switch (value) {
      case Boolean truth -> truth ? "1" : "0";
      case Character unit -> String.valueOf((int) unit);
      case Float number -> "%08x".formatted(Float.floatToRawIntBits(number));
      case Double number -> "%016x".formatted(Double.doubleToRawLongBits(number));
      case Enum<?> constant -> String.valueOf(constant.ordinal());
      case String text -> "'" + HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
      case UUID id -> id.getMostSignificantBits() + ":" + id.getLeastSignificantBits();
      case Instant time -> time.getEpochSecond() + ":" + time.getNano();
      case Duration time -> time.getSeconds() + ":" + time.getNano();
      default -> value.toString();
    };
  }

  /** What {@code values.c} includes: the header of the struct, and a list of these values with their kinds. */
  String inC(String struct) {
    return """
        #include "sharedstruct.h"
        #include "%1$s.h"

        #define STRUCT struct %1$s
        #define SCHEMA %1$s_SCHEMA
        #define LEAVES(X) \\
        %2$s
        """.formatted(struct, values.entrySet().stream()
            .map(leaf -> "  X(%s, %s)".formatted(kind(leaf.getValue()), leaf.getKey()))
            .collect(Collectors.joining(" \\\n")));
  }

  private static String kind(Object value) {
    return switch (value) {
      case Float _ -> "real32";
      case Double _ -> "real64";
      case String _ -> "text";
      case UUID _ -> "pair";
      case Instant _ -> "pair";
      case Duration _ -> "pair";
      default -> "whole";
    };
  }
}
