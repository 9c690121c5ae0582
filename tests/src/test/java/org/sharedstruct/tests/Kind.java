package org.sharedstruct.tests;

import java.lang.reflect.Array;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A kind of field, declared in Java and in C: the field {@code f} of a struct, between two bytes.
 *
 * @param name what the struct is named after
 * @param getter the getter of {@code f} with its annotations
 * @param c the declaration of {@code f} in C
 * @param type what one value is in Java
 * @param length number of elements, or 0 if {@code f} is no array
 * @param isAtomic whether it has access modes
 * @param values some values
 */
record Kind(
    String name, String getter, String c, Class<?> type, int length, boolean isAtomic, List<Value> values) {

  /**
   * A value.
   *
   * @param java as getters of the whole field give it
   * @param c statements that assign it to {@code v.f}
   */
  record Value(Object java, String c) {}

  /** One value in both languages; the statements are about {@code %1$s}. */
  private record One(Object java, String c) {}

  private record Type(String name, String annotation, Class<?> java, String c, List<One> values) {

    Type(String name, String annotation, Class<?> java, String c, One... values) {
      this(name, annotation, java, c, List.of(values));
    }

    String cDeclaration(String field) {
      return c.formatted(field);
    }

    String javaName() {
      return java.getCanonicalName();
    }
  }

  private static final int LENGTH = 3;

  private static One one(Object java, Object c) {
    return new One(java, "%1$s = " + c + ";");
  }

  private static final List<Type> NUMBERS = List.of(
      new Type("Boolean", "", boolean.class, "_Bool %s", one(true, 1), one(false, 0)),
      new Type("Byte", "", byte.class, "int8_t %s", one((byte) -128, -128), one((byte) 0x7e, "0x7e")),
      new Type("Short", "", short.class, "int16_t %s", one((short) -2, -2), one((short) 0x1234, "0x1234")),
      new Type("Char", "", char.class, "uint16_t %s", one('\u8001', "0x8001"), one('x', "'x'")),
      new Type("Int", "", int.class, "int32_t %s", one(Integer.MIN_VALUE, "INT32_MIN"),
          one(0x12345678, "0x12345678")),
      new Type("Long", "", long.class, "int64_t %s", one(Long.MIN_VALUE, "INT64_MIN"),
          one(0x123456789abcdefL, "0x123456789abcdef")),
      new Type("Float", "", float.class, "float %s", one(-1.5f, "-1.5f"), one(Float.MIN_VALUE, "1.4e-45f")),
      new Type("Double", "", double.class, "double %s", one(0.1, "0.1"), one(-2.5e300, "-2.5e300")),
      new Type("ByteInShort", "@Unsigned(8)", short.class, "uint8_t %s", one((short) 255, 255), one((short) 1, 1)),
      new Type("ByteInInt", "@Unsigned(8)", int.class, "uint8_t %s", one(128, 128), one(7, 7)),
      new Type("ByteInLong", "@Unsigned(8)", long.class, "uint8_t %s", one(254L, 254), one(0L, 0)),
      new Type("ShortInInt", "@Unsigned(16)", int.class, "uint16_t %s", one(65_535, 65_535), one(2, 2)),
      new Type("ShortInLong", "@Unsigned(16)", long.class, "uint16_t %s", one(32_768L, 32_768), one(3L, 3)),
      new Type("IntInLong", "@Unsigned(32)", long.class, "uint32_t %s", one(4_294_967_295L, "4294967295u"), one(4L, 4)));

  private static final List<Type> OBJECTS = List.of(
      new Type("Enum", "", Color.class, "int32_t %s", one(Color.BLUE, 2), one(Color.GREEN, 1)),
      new Type("Uuid", "", UUID.class, "int64_t %s[2]",
          new One(new UUID(0x123456789abcdefL, -2), "%1$s[0] = 0x123456789abcdef; %1$s[1] = -2;"),
          new One(new UUID(-3, 4), "%1$s[0] = -3; %1$s[1] = 4;")),
      new Type("Instant", "", Instant.class, "int64_t %s[2]",
          new One(Instant.ofEpochSecond(-5, 999_999_999), "%1$s[0] = -5; %1$s[1] = 999999999;"),
          new One(Instant.MAX, "%1$s[0] = 31556889864403199; %1$s[1] = 999999999;")),
      new Type("Duration", "", Duration.class, "int64_t %s[2]",
          new One(Duration.ofSeconds(-3, 1), "%1$s[0] = -3; %1$s[1] = 1;"),
          new One(Duration.ofSeconds(Long.MIN_VALUE), "%1$s[0] = INT64_MIN; %1$s[1] = 0;")),
      new Type("Nested", "", Point.class, "struct Point %s",
          new One(new PointRecord(1.5f, -2.5), "%1$s.x = 1.5f; %1$s.y = -2.5;"),
          new One(new PointRecord(0f, 0.1), "%1$s.x = 0; %1$s.y = 0.1;")));

  /** Every type alone, aligned and atomic where that can be, and as an array in each form. */
  static List<Kind> all() {
    List<Kind> kinds = new ArrayList<>();
    Stream.of(NUMBERS, OBJECTS).flatMap(List::stream).forEach(type -> {
      kinds.add(single(type, "", "", ""));
      kinds.add(array(type, false));
    });
    NUMBERS.forEach(type -> kinds.add(array(type, true)));
    kinds.add(text());
    for (Type type : List.of(NUMBERS.get(1), NUMBERS.get(5), OBJECTS.get(0), OBJECTS.get(4))) {
      kinds.add(single(type, "Aligned", "@Align(32)", "_Alignas(32) "));
    }
    Stream.concat(NUMBERS.stream(), OBJECTS.stream())
        .filter(type -> List.of("Int", "Long", "Float", "Double", "IntInLong", "Enum").contains(type.name))
        .forEach(type -> kinds.add(single(type, "Atomic", "@Atomic", "")));
    return kinds;
  }

  private static Kind single(Type type, String suffix, String annotation, String inC) {
    return new Kind(type.name + suffix, "%s %s %s f();".formatted(annotation, type.annotation, type.javaName()),
        inC + type.cDeclaration("f"), type.java, 0, annotation.equals("@Atomic"),
        type.values.stream().map(one -> new Value(one.java, one.c.formatted("v.f"))).toList());
  }

  private static Kind array(Type type, boolean whole) {
    String getter = "@Length(%s) %s %s%s;".formatted(LENGTH, type.annotation, type.javaName(),
        whole ? "[] f()" : " f(int index)");
    One a = type.values.get(0);
    One b = type.values.get(1);
    return new Kind(type.name + (whole ? "WholeArray" : "Array"), getter, type.cDeclaration("f[" + LENGTH + "]"),
        type.java, LENGTH, false, List.of(value(type, a, b, a), value(type, b, a, b)));
  }

  private static Value value(Type type, One... elements) {
    StringBuilder c = new StringBuilder();
    for (int index = 0; index < elements.length; index++) {
      c.append(elements[index].c.formatted("v.f[" + index + "]"));
    }
    List<Object> values = Arrays.stream(elements).map(One::java).toList();
    return new Value(type.java.isPrimitive() ? toArray(type.java, values) : values, c.toString());
  }

  static Object toArray(Class<?> type, List<?> values) {
    Object array = Array.newInstance(type, values.size());
    for (int index = 0; index < values.size(); index++) {
      Array.set(array, index, values.get(index));
    }
    return array;
  }

  private static Kind text() {
    return new Kind("Text", "@Length(6) String f();", "char f[6]", String.class, 0, false, List.of(
        new Value("h\u00e9\u20ac", "memcpy(v.f, \"h\\u00e9\\u20ac\", 6);"),
        new Value("abc", "memcpy(v.f, \"abc\", 3);"),
        new Value("", "")));
  }

  boolean isArray() {
    return length > 0;
  }

  /** The elements of a whole value. */
  List<Object> elements(Object whole) {
    if (whole instanceof List<?> list) {
      return List.copyOf(list);
    }
    List<Object> elements = new ArrayList<>();
    for (int index = 0; index < length; index++) {
      elements.add(Array.get(whole, index));
    }
    return elements;
  }

  private String java(String packageName, String head, String body) {
    return """
        package %s;

        import org.sharedstruct.*;
        import org.sharedstruct.tests.*;

        @SharedStruct
        public interface %s {
        %s}
        """.formatted(packageName, head, body);
  }

  /** The struct. */
  String java(String packageName) {
    return java(packageName, name, "  byte before();\n  " + getter + "\n  byte after();\n");
  }

  /** A struct that has it within, alone and in an array. */
  String outerJava(String packageName) {
    return java(packageName, name + "Outer",
        "  byte lead();\n  %s k();\n  @Length(2) %1$s ks(int index);\n".formatted(name));
  }

  /** A struct that extends it. */
  String derivedJava(String packageName) {
    return java(packageName, name + "Derived extends " + name, "  byte more();\n");
  }

  /** C that declares all three and prints their layout, then the bytes of each value of the field. */
  String inC() {
    StringBuilder body = new StringBuilder();
    for (Value value : values) {
      body.append("  memset(&v, 0, sizeof v);\n  %s\n  BYTES(v.f);\n".formatted(value.c));
    }
    return """
        struct %1$s { int8_t before; %2$s; int8_t after; };
        struct %1$sOuter { int8_t lead; struct %1$s k; struct %1$s ks[2]; };
        struct %1$sDerived { int8_t before; %2$s; int8_t after; int8_t more; };
        static void print_%1$s(void) {
          struct %1$s v;
          printf("%1$s %%zu %%zu %%zu %%zu %%zu", sizeof v, _Alignof(struct %1$s), offsetof(struct %1$s, f),
              sizeof v.f, offsetof(struct %1$s, after));
          printf(" %%zu %%zu %%zu", sizeof(struct %1$sOuter), offsetof(struct %1$sOuter, k),
              offsetof(struct %1$sOuter, ks));
          printf(" %%zu %%zu", sizeof(struct %1$sDerived), offsetof(struct %1$sDerived, more));
        %3$s  printf("\\n");
        }
        """.formatted(name, c, body);
  }

  /** For the names of test cases. */
  @Override
  public String toString() {
    return name;
  }
}
