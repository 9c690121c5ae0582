package org.sharedstruct.benchmarks;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How one writes a type of a few primitive values, from which a processor generates more. */
enum Dialect {
  STRUCT("org.sharedstruct.processor.SharedStructProcessor", """
      package compiled;

      @org.sharedstruct.SharedStruct
      public interface Type%1$d {
      %2$s}
      """, "  %s %s();\n", ""),
  AUTO_VALUE("com.google.auto.value.processor.AutoValueProcessor,"
      + "com.google.auto.value.processor.AutoValueBuilderProcessor", """
      package compiled;

      @com.google.auto.value.AutoValue
      public abstract class Type%1$d {
      %2$s
        static Builder builder() {
          return new AutoValue_Type%1$d.Builder();
        }

        @com.google.auto.value.AutoValue.Builder
        abstract static class Builder {
      %3$s    abstract Type%1$d build();
        }
      }
      """, "  abstract %s %s();\n", "    abstract Builder %2$s(%1$s value);\n"),
  IMMUTABLE("org.immutables.processor.ProxyProcessor", """
      package compiled;

      @org.immutables.value.Value.Immutable
      public interface Type%1$d {
      %2$s}
      """, "  %s %s();\n", "");

  private static final List<String> PRIMITIVES =
      List.of("int", "long", "float", "double", "short", "byte", "boolean", "char");

  private final String processors;
  private final String type;
  private final String getter;
  private final String setter;

  Dialect(String processors, String type, String getter, String setter) {
    this.processors = processors;
    this.type = type;
    this.getter = getter;
    this.setter = setter;
  }

  /** The classes of the processors, as javac is told of them. */
  String processors() {
    return processors;
  }

  /** One of many types, of two to eight fields. */
  String source(int number) {
    return type.formatted(number, fields(getter, number), fields(setter, number));
  }

  private static String fields(String declaration, int number) {
    return IntStream.range(0, 2 + number % 7)
        .mapToObj(field -> declaration.formatted(PRIMITIVES.get((number + field) % PRIMITIVES.size()), "field" + field))
        .collect(Collectors.joining());
  }
}
