package org.sharedstruct.tests;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.reflect.Proxy;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sharedstruct.SharedMemory.CreateOption;

/**
 * Every kind of field in every form: raw and guarded, single and in an array, nested, inherited, in the
 * record. What each generated method writes is read by a C process from the same memory, and what that
 * process writes is read by each method; the bytes of the values are those of gcc.
 */
class FieldMatrixTest {

  private static final String PACKAGE = "kinds";

  @TempDir static Path folder;

  private static Path peek;
  private static Map<String, List<String>> inC;
  private static URLClassLoader generated;

  @BeforeAll
  static void compile() throws Exception {
    peek = Gcc.compile(Tool.copy("/c/peek.c", Files.createDirectory(folder.resolve("peek"))));
    inC = new HashMap<>();
    for (String line : Tool.run(Gcc.compile(program(), folder))) {
      List<String> words = List.of(line.split(" "));
      inC.put(words.getFirst(), words.subList(1, words.size()));
    }
    Map<String, String> sources = new LinkedHashMap<>();
    for (Kind kind : Kind.all()) {
      sources.put(PACKAGE + "." + kind.name(), kind.java(PACKAGE));
      sources.put(PACKAGE + "." + kind.name() + "Outer", kind.outerJava(PACKAGE));
      sources.put(PACKAGE + "." + kind.name() + "Derived", kind.derivedJava(PACKAGE));
    }
    generated = MemoryCompiler.compile(sources, Files.createDirectory(folder.resolve("classes")));
  }

  @AfterAll
  static void unload() throws Exception {
    generated.close();
  }

  private static String program() {
    return """
        #include <stddef.h>
        #include <stdint.h>
        #include <stdio.h>
        #include <string.h>

        #define BYTES(f) \\
          do { \\
            printf(" "); \\
            for (size_t i = 0; i < sizeof f; i++) printf("%%02x", ((unsigned char *) &f)[i]); \\
          } while (0)

        struct Point { float x; double y; };
        %s
        int main(void) {
        %s  return 0;
        }
        """.formatted(
            Kind.all().stream().map(Kind::inC).collect(joining("\n")),
            Kind.all().stream().map(kind -> "  print_" + kind.name() + "();\n").collect(joining()));
  }

  static List<Kind> kinds() {
    return Kind.all();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void hasTheLayoutOfC(Kind kind) throws Exception {
    StructLayout layout = layout(kind.name());
    StructLayout outer = layout(kind.name() + "Outer");
    StructLayout derived = layout(kind.name() + "Derived");
    PathElement f = PathElement.groupElement("f");
    assertThat(inC.get(kind.name()).subList(0, 10)).isEqualTo(List.of(
        layout.byteSize(), layout.byteAlignment(), layout.byteOffset(f), layout.select(f).byteSize(),
        layout.byteOffset(PathElement.groupElement("after")),
        outer.byteSize(), outer.byteOffset(PathElement.groupElement("k")),
        outer.byteOffset(PathElement.groupElement("ks")),
        derived.byteSize(), derived.byteOffset(PathElement.groupElement("more")))
        .stream().map(String::valueOf).toList());
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void everyMethodReadsAndWritesWhatCDoes(Kind kind) throws Exception {
    Calls calls = new Calls();
    exerciseSingle(kind, calls);
    exerciseArray(kind, calls);
    exerciseNested(kind, calls);
    exerciseDerived(kind, calls);
    exerciseRecord(kind, calls);
    exerciseMemoryOfOnesOwn(kind, calls);
    for (String name : List.of("Raw" + kind.name(), "Raw" + kind.name() + "$Array", "Guarded" + kind.name(),
        "Guarded" + kind.name() + "$Array", kind.name() + "Record")) {
      assertThat(calls.missingOf(type(name))).as("methods of %s that nothing here calls", name).isEmpty();
    }
  }

  private void exerciseSingle(Kind kind, Calls calls) throws Exception {
    Path path = folder.resolve(kind.name() + "-single");
    try (AutoCloseable shared = (AutoCloseable) calls.on(type("Shared" + kind.name()), "create", path, options());
        Peek memory = new Peek(peek, path)) {
      Object raw = calls.on(shared, "raw");
      Object guarded = calls.on(shared, "guarded");
      new Fields(kind, inC.get(kind.name()), calls, memory, raw, 0).exercise();
      new Fields(kind, inC.get(kind.name()), calls, memory, guarded, 0).exercise();
      exerciseOperations(kind, calls, memory, raw, guarded);
    }
  }

  private void exerciseOperations(Kind kind, Calls calls, Peek memory, Object raw, Object guarded)
      throws Exception {
    Fields fields = new Fields(kind, inC.get(kind.name()), calls, memory, raw, 0);
    for (int value = 0; value < kind.values().size(); value++) {
      Object record = fields.record(value);
      for (Object view : List.of(raw, guarded)) {
        fields.clear();
        calls.on(view, "set", record);
        fields.assertHolds(value);
      }
      assertThat(calls.on(raw, "toRecord")).isEqualTo(record).hasSameHashCodeAs(record).hasToString(record.toString());
      assertThat(calls.on(guarded, "snapshot")).isEqualTo(record);
      fields.clear();
      Consumer<Object> store = view -> calls.run(view, "set", record);
      calls.on(guarded, "update", store);
      fields.assertHolds(value);
      Function<Object, Object> read = view -> calls.run(view, "toRecord");
      assertThat(calls.on(guarded, "compute", read)).isEqualTo(record);
    }
    assertThat(calls.on(guarded, "toString").toString()).startsWith("Guarded" + kind.name());
    assertThat(calls.on(raw, "toString").toString()).startsWith("Raw" + kind.name());
    assertThat(calls.on(guarded, "raw")).hasSameClassAs(raw);
    assertThat(calls.on(guarded, "lock")).isNotNull();
    long version = (long) calls.on(guarded, "version");
    assertThat(calls.on(guarded, "awaitChange", version - 1, Duration.ZERO)).isEqualTo(version);
    Object now = calls.on(guarded, "snapshot");
    Predicate<Object> any = seen -> true;
    assertThat(calls.on(guarded, "await", any, Duration.ZERO)).isEqualTo(now);
    assertThat(((Stream<?>) calls.on(guarded, "changes", Duration.ZERO)).toList())
        .isEqualTo(List.of(now));
    assertThat(((MemorySegment) calls.on(raw, "segment")).byteSize()).isEqualTo(fields.structSize());
  }

  private void exerciseArray(Kind kind, Calls calls) throws Exception {
    Path path = folder.resolve(kind.name() + "-array");
    try (AutoCloseable shared = (AutoCloseable) calls.on(
            type("Shared" + kind.name() + "$Array"), "create", path, 3L, options());
        Peek memory = new Peek(peek, path)) {
      Object raw = calls.on(shared, "raw");
      Object guarded = calls.on(shared, "guarded");
      Fields first = new Fields(kind, inC.get(kind.name()), calls, memory, raw, 0);
      long size = first.structSize();
      for (long index = 0; index < 3; index++) {
        first.at(raw, index * size, index).exercise();
        first.at(guarded, index * size, index).exercise();
        first.at(calls.on(raw, "get", index), index * size).exercise();
        first.at(calls.on(guarded, "get", index), index * size).exercise();
      }
      Object rawSlice = calls.on(raw, "slice", 1L, 2L);
      Object guardedSlice = calls.on(guarded, "slice", 1L, 2L);
      first.at(rawSlice, 2 * size, 1L).exercise();
      first.at(guardedSlice, 2 * size, 1L).exercise();
      first.at(calls.on(raw, "slice", 2L, 1L), 2 * size, 0L).exercise();
      first.at(calls.on(guarded, "slice", 2L, 1L), 2 * size, 0L).exercise();
      new ArrayOperations(kind, calls, first, raw, guarded).exercise();
    }
  }

  private void exerciseNested(Kind kind, Calls calls) throws Exception {
    Path path = folder.resolve(kind.name() + "-outer");
    try (AutoCloseable shared = (AutoCloseable) calls.on(
            type("Shared" + kind.name() + "Outer"), "create", path, options());
        Peek memory = new Peek(peek, path)) {
      List<String> numbers = inC.get(kind.name());
      long k = Long.parseLong(numbers.get(6));
      long ks = Long.parseLong(numbers.get(7));
      Object raw = calls.on(shared, "raw");
      Object guarded = calls.on(shared, "guarded");
      Fields within = new Fields(kind, numbers, calls, memory, calls.on(raw, "k"), k);
      within.exercise();
      Fields second = within.at(calls.on(raw, "ks", 1), ks + within.structSize());
      second.exercise();
      within.at(calls.on(raw, "ks"), ks + within.structSize(), 1L).exercise();
      Object record = within.record(0);
      Object zeros = calls.on(calls.on(type("Raw" + kind.name()), "allocate"), "toRecord");
      for (Object view : List.of(raw, guarded)) {
        within.clear();
        calls.on(view, "k", record);
        within.assertHolds(0);
        second.clear();
        calls.on(view, "ks", 1, record);
        second.assertHolds(0);
        second.clear();
        calls.on(view, "ks", List.of(zeros, record));
        second.assertHolds(0);
      }
      assertThat(calls.on(guarded, "k")).isEqualTo(record);
      assertThat(calls.on(guarded, "ks", 1)).isEqualTo(record);
      assertThat(calls.on(guarded, "ks")).isEqualTo(List.of(zeros, record));
      Object whole = calls.on(guarded, "snapshot");
      assertThat(whole).isEqualTo(calls.on(raw, "toRecord"));
      assertThat(calls.on(whole, "k")).isEqualTo(record);
      assertThat(calls.on(whole, "ks", 1)).isEqualTo(record);
    }
  }

  private void exerciseDerived(Kind kind, Calls calls) throws Exception {
    Path path = folder.resolve(kind.name() + "-derived");
    try (AutoCloseable shared = (AutoCloseable) calls.on(
            type("Shared" + kind.name() + "Derived"), "create", path, options());
        Peek memory = new Peek(peek, path)) {
      Fields fields = new Fields(kind, inC.get(kind.name()), calls, memory, calls.on(shared, "raw"), 0);
      fields.exercise();
      fields.at(calls.on(shared, "guarded"), 0).exercise();
      Object base = type(kind.name() + "Record").getMethod("copyOf", type(kind.name()))
          .invoke(null, calls.on(shared, "guarded"));
      assertThat(calls.on(base, "before")).isEqualTo((byte) 0x55);
    }
  }

  /** A record is made from any implementation of the interface, and from its own components. */
  private void exerciseRecord(Kind kind, Calls calls) throws Exception {
    Fields fields = new Fields(kind, inC.get(kind.name()), calls, null, null, 0);
    for (int value = 0; value < kind.values().size(); value++) {
      Object record = fields.record(value);
      Object whole = kind.values().get(value).java();
      assertThat(calls.on(record, "f")).isEqualTo(whole);
      for (int index = 0; index < kind.length(); index++) {
        assertThat(calls.on(record, "f", index)).isEqualTo(kind.elements(whole).get(index));
      }
      assertThat(calls.on(record, "before")).isEqualTo((byte) 0x55);
      assertThat(calls.on(record, "after")).isEqualTo((byte) 0x66);
      Object another = Proxy.newProxyInstance(generated, new Class<?>[] {type(kind.name())},
          (_, method, arguments) -> calls.on(record, method.getName(), arguments == null ? new Object[0] : arguments));
      Object copy = calls.on(record.getClass(), "copyOf", another);
      assertThat(calls.on(copy, "equals", record)).isEqualTo(true);
      assertThat(calls.on(copy, "hashCode")).isEqualTo(calls.on(record, "hashCode"));
      assertThat(calls.on(copy, "toString")).isEqualTo(calls.on(record, "toString"));
      assertThat(calls.on(record.getClass(), "copyOf", record)).isSameAs(record);
      Object other = calls.on(fields.record((value + 1) % kind.values().size()), "withF", whole);
      assertThat(other).isEqualTo(record);
      assertThat(calls.on(calls.on(other, "withBefore", (byte) 1), "before")).isEqualTo((byte) 1);
      assertThat(calls.on(calls.on(other, "withAfter", (byte) 2), "before")).isEqualTo((byte) 0x55);
    }
    assertThat(fields.record(0)).isNotEqualTo(fields.record(1));
  }

  /** A raw view needs no region. */
  private void exerciseMemoryOfOnesOwn(Kind kind, Calls calls) throws Exception {
    Class<?> raw = type("Raw" + kind.name());
    Object view = calls.on(raw, "allocate");
    Object record = new Fields(kind, inC.get(kind.name()), calls, null, null, 0).record(0);
    calls.on(view, "set", record);
    MemorySegment memory = (MemorySegment) calls.on(view, "segment");
    assertThat(calls.on(calls.on(raw, "of", memory), "toRecord")).isEqualTo(record);
    assertThat(calls.on(calls.on(raw, "of", memory, 0L), "toRecord")).isEqualTo(record);
    assertThat(calls.on(raw, "allocate", Arena.ofAuto())).isNotNull();
    Class<?> array = type("Raw" + kind.name() + "$Array");
    assertThat(calls.on(calls.on(array, "of", memory), "toRecords")).isEqualTo(List.of(record));
    assertThat(calls.on(calls.on(array, "allocate", 5L), "length")).isEqualTo(5L);
  }

  private static StructLayout layout(String name) throws Exception {
    return (StructLayout) type("Raw" + name).getField("LAYOUT").get(null);
  }

  private static Object options() {
    return new CreateOption[0];
  }

  /** A generated type. */
  static Class<?> type(String name) throws Exception {
    return generated.loadClass(PACKAGE + "." + name);
  }
}
