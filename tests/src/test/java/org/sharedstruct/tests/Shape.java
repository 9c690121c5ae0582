package org.sharedstruct.tests;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * A struct of primitives, to be declared in Java and in C: fields {@code f0}, {@code f1}, …, each with a
 * value that tells its bytes apart.
 *
 * @param name the struct's name
 * @param types the types of its fields
 */
record Shape(String name, List<Type> types) {

  /** One of the eight primitives, its name in C, and the value of the field at an index. */
  enum Type {
    BOOLEAN(boolean.class, "_Bool", "1", index -> true),
    BYTE(byte.class, "int8_t", "(int8_t) (1 + k)", index -> (byte) (1 + index)),
    SHORT(short.class, "int16_t", "(int16_t) (0x102 + k)", index -> (short) (0x102 + index)),
    CHAR(char.class, "uint16_t", "(uint16_t) (0x8182 + k)", index -> (char) (0x8182 + index)),
    INT(int.class, "int32_t", "(int32_t) (0x1020304 + k)", index -> 0x1020304 + index),
    LONG(long.class, "int64_t", "INT64_C(0x102030405060708) + k", index -> 0x102030405060708L + index),
    FLOAT(float.class, "float", "(float) (k + 0.1)", index -> (float) (index + 0.1)),
    DOUBLE(double.class, "double", "-k - 0.1", index -> -index - 0.1);

    final Class<?> java;
    private final String c;
    private final String valueInC;
    private final IntFunction<Object> valueInJava;

    Type(Class<?> java, String c, String valueInC, IntFunction<Object> valueInJava) {
      this.java = java;
      this.c = c;
      this.valueInC = valueInC;
      this.valueInJava = valueInJava;
    }
  }

  /** Each type alone, all pairs, all triples of some types, and random mixes: the same ones each time. */
  static List<Shape> all() {
    List<List<Type>> mixes = new ArrayList<>();
    List<Type> all = List.of(Type.values());
    List<Type> some = List.of(Type.BYTE, Type.CHAR, Type.DOUBLE);
    all.forEach(a -> mixes.add(List.of(a)));
    all.forEach(a -> all.forEach(b -> mixes.add(List.of(a, b))));
    some.forEach(a -> some.forEach(b -> some.forEach(c -> mixes.add(List.of(a, b, c)))));
    Random random = new Random(20_251_122);
    for (int i = 0; i < 120; i++) {
      mixes.add(random.ints(random.nextInt(4, 21), 0, all.size()).mapToObj(all::get).toList());
    }
    return IntStream.range(0, mixes.size()).mapToObj(i -> new Shape("S" + i, mixes.get(i))).toList();
  }

  /** The name of the field at an index. */
  static String field(int index) {
    return "f" + index;
  }

  /** The values of the fields, boxed. */
  List<Object> values() {
    return IntStream.range(0, types.size()).mapToObj(i -> types.get(i).valueInJava.apply(i)).toList();
  }

  private String fields(String format, Function<Type, String> typeName) {
    return IntStream.range(0, types.size())
        .mapToObj(i -> format.formatted(typeName.apply(types.get(i)), field(i)))
        .collect(joining());
  }

  /** The interface. */
  String java(String packageName) {
    return """
        package %s;

        @org.sharedstruct.SharedStruct
        public interface %s {
        %s}
        """.formatted(packageName, name, fields("  %s %s();\n", type -> type.java.getName()));
  }

  /** A block of C that prints what {@link LayoutAgainstGccTest} says of the Java side. */
  String c() {
    StringBuilder body = new StringBuilder();
    for (int k = 0; k < types.size(); k++) {
      body.append("  { const int k = %s; (void) k; v.%s = %s; FIELD(%2$s); }\n"
          .formatted(k, field(k), types.get(k).valueInC));
    }
    return """
        static void print_%1$s(void) {
          struct %1$s {
        %2$s  } v;
          memset(&v, 0, sizeof v);
          printf("%1$s size %%zu align %%zu", sizeof v, _Alignof(struct %1$s));
        %3$s  BYTES();
        }
        """.formatted(name, fields("    %s %s;\n", type -> type.c), body);
  }
}
