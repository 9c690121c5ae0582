package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.PrintStream;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sharedstruct.tools.Header;

/**
 * What one language writes into a field of any kind, in any way, the others read in every way: Java, C with
 * the generated header, and Python with a class of its own or with what the file says.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ValuesInThreeLanguagesTest {

  private static final List<String> READS_OF_C = List.of("raw", "snapshot", "snapshots", "readonly");
  private static final List<String> WRITES_OF_C = List.of("raw", "put", "commit", "place", "set");
  private static final List<String> READS_OF_PYTHON =
      List.of("raw", "fields", "snapshot", "update", "readonly", "ctypes");
  private static final List<String> WRITES_OF_PYTHON = List.of("raw", "leaves", "fields", "update", "set", "apply");
  private static final String ITS_OWN = "its-own";

  /** Fields that have no sign: how many bits they have. */
  private static final Map<String, Integer> UNSIGNED = Map.of("level", 8, "port", 16, "channel", 16, "ticket", 32,
      "ticks", 32, "levels", 8, "tickets", 32);

  /** The widest texts: one byte a character, four bytes a character, and one with a byte to spare. */
  private static final Map<String, List<String>> TEXTS = Map.of(
      "name", List.of("12345678", "\ud83d\ude00\ud83d\ude01", "\u20ac\u00e9 x"),
      "code", List.of("12345", "a\ud83d\ude00", "\u007f\u0001\u07ff"));

  private static final EverythingRecord ZEROS = RawEverything.allocate().toRecord();

  /** Values at the ends of what the types have. */
  enum Extreme implements BiFunction<String, Object, Object> {
    LEAST {
      @Override
      public Object apply(String name, Object zero) {
        return switch (zero) {
          case Long _ when isSigned(name) -> Long.MIN_VALUE;
          case Integer _ when isSigned(name) -> Integer.MIN_VALUE;
          case Short _ when isSigned(name) -> Short.MIN_VALUE;
          case Byte _ -> Byte.MIN_VALUE;
          case Float _ -> Float.NEGATIVE_INFINITY;
          case Double _ -> Double.NEGATIVE_INFINITY;
          case Instant _ -> Instant.MIN;
          case Duration _ -> Duration.ofSeconds(Long.MIN_VALUE);
          case UUID _ -> new UUID(Long.MIN_VALUE, 0);
          default -> zero;
        };
      }
    },
    GREATEST {
      @Override
      public Object apply(String name, Object zero) {
        return switch (zero) {
          case Boolean _ -> true;
          case Number _ when !isSigned(name) -> number(zero, (1L << UNSIGNED.get(name)) - 1);
          case Long _ -> Long.MAX_VALUE;
          case Integer _ -> Integer.MAX_VALUE;
          case Short _ -> Short.MAX_VALUE;
          case Byte _ -> Byte.MAX_VALUE;
          case Character _ -> Character.MAX_VALUE;
          case Float _ -> Float.MAX_VALUE;
          case Double _ -> Double.MAX_VALUE;
          case Color _ -> Color.BLUE;
          case Instant _ -> Instant.MAX;
          case Duration _ -> Duration.ofSeconds(Long.MAX_VALUE, 999_999_999);
          case UUID _ -> new UUID(-1, -1);
          default -> TEXTS.get(name).get(0);
        };
      }
    },
    /** Quiet NaNs with bits of their own, the least numbers of all, and halves of characters. */
    ODD {
      @Override
      public Object apply(String name, Object zero) {
        return switch (zero) {
          case Boolean _ -> true;
          case Number _ when !isSigned(name) -> number(zero, 1L << UNSIGNED.get(name) - 1);
          case Float _ -> Float.intBitsToFloat(0xffc12345);
          case Double _ -> Double.longBitsToDouble(0x7ff8123456789abcL);
          case Number _ -> number(zero, -2);
          case Character _ -> '\ud83d';
          case Color _ -> Color.GREEN;
          case Instant _ -> Instant.ofEpochSecond(-1, 1);
          case Duration _ -> Duration.ofSeconds(-3, 999_999_999);
          case UUID _ -> new UUID(1, Long.MIN_VALUE);
          default -> TEXTS.get(name).get(1);
        };
      }
    },
    NEGATIVE_ZERO {
      @Override
      public Object apply(String name, Object zero) {
        return switch (zero) {
          case Float _ -> -0.0f;
          case Double _ -> -0.0;
          case Number _ -> number(zero, 1);
          case Character _ -> '\ude00';
          case String _ -> TEXTS.get(name).get(2);
          case Instant _ -> Instant.ofEpochSecond(0, 999_999_999);
          case Duration _ -> Duration.ofNanos(-1);
          default -> zero;
        };
      }
    },
    /** Every element of an array has another value, and no byte is like its neighbours. */
    ANY {
      private final Random random = new Random(1);

      @Override
      public Object apply(String name, Object zero) {
        return switch (zero) {
          case Boolean _ -> random.nextBoolean();
          case Number _ when !isSigned(name) -> number(zero, random.nextLong(1L << UNSIGNED.get(name)));
          case Float _ -> random.nextFloat(-1e30f, 1e30f);
          case Double _ -> Double.MIN_VALUE * random.nextInt(1, Integer.MAX_VALUE);
          case Number _ -> number(zero, random.nextLong());
          case Character _ -> (char) random.nextInt();
          case Color _ -> Color.values()[random.nextInt(3)];
          case Instant _ -> Instant.ofEpochSecond(random.nextLong(-1L << 40, 1L << 40), random.nextInt(1_000_000_000));
          case Duration _ -> Duration.ofSeconds(random.nextLong(), random.nextInt(1_000_000_000));
          case UUID _ -> new UUID(random.nextLong(), random.nextLong());
          default -> TEXTS.get(name).get(random.nextInt(3)).substring(0, 2);
        };
      }
    };

    EverythingRecord record() throws Exception {
      return Leaves.with(ZEROS, this);
    }

    private static boolean isSigned(String name) {
      return !UNSIGNED.containsKey(name);
    }

    private static Object number(Object like, long value) {
      return switch (like) {
        case Byte _ -> (byte) value;
        case Short _ -> (short) value;
        case Integer _ -> (int) value;
        default -> value;
      };
    }
  }

  @TempDir static Path programs;
  @TempDir Path folder;

  private static final Map<String, ChildJvm> C = new HashMap<>();
  private static ChildJvm python;

  @BeforeAll
  static void start() throws Exception {
    python = ChildJvm.start(Python.command(Tool.copy("/python/values.py", programs)));
    C.put("Everything", compile("Everything", ZEROS));
    C.put("Spacious", compile("Spacious", RawSpacious.allocate().toRecord()));
  }

  @AfterAll
  static void end() {
    python.close();
    C.values().forEach(ChildJvm::close);
    C.clear();
  }

  private static ChildJvm compile(String struct, Record zeros) throws Exception {
    Path own = Files.createDirectory(programs.resolve(struct));
    try (PrintStream header = new PrintStream(own.resolve(struct + ".h").toFile(), StandardCharsets.UTF_8)) {
      int status = Header.run(header, System.err, "org.sharedstruct.tests." + struct);
      assertThat(status).as("status of the command that writes headers").isZero();
    }
    Files.writeString(own.resolve("leaves.h"), Leaves.of(zeros).inC(struct));
    return CMember.compile("values", own, List.of("gcc", "-std=c11", "-I" + own)).start();
  }

  private static List<String> ask(ChildJvm program, Object... words) throws Exception {
    program.send(Stream.of(words).map(String::valueOf).collect(Collectors.joining(" ")));
    List<String> answer = new ArrayList<>();
    for (String line = program.nextLine(); !line.equals("."); line = program.nextLine()) {
      answer.add(line);
    }
    return answer;
  }

  private void write(ChildJvm program, int index, String way, String struct, Path values) throws Exception {
    assertThat(ask(program, "write", path(), index, way, struct, values)).as("what %s says", way).isEmpty();
  }

  private void make(ChildJvm program, int length, String struct, Path values) throws Exception {
    assertThat(ask(program, "make", path(), length, "-", struct, values)).as("what it says").isEmpty();
  }

  private Path path() {
    return folder.resolve("values");
  }

  /** A file of values, as both programs read them. */
  private Path file(Record values) throws Exception {
    return Files.write(folder.resolve("lines"), Leaves.of(values).lines());
  }

  private List<String> readInC(String struct, int index, String way) throws Exception {
    return ask(C.get(struct), "read", path(), index, way, struct);
  }

  private List<String> readInPython(String struct, int index, String way) throws Exception {
    return ask(python, "read", path(), index, way, struct);
  }

  private void assertAllRead(Record values, int index) throws Exception {
    List<String> lines = Leaves.of(values).lines();
    for (String way : READS_OF_C) {
      assertThat(readInC("Everything", index, way)).as("what C reads, %s", way).isEqualTo(lines);
    }
    for (String way : READS_OF_PYTHON) {
      assertThat(readInPython("Everything", index, way)).as("what Python reads, %s", way).isEqualTo(lines);
    }
    assertThat(readInPython(ITS_OWN, index, "snapshot")).as("what Python reads by the file's schema")
        .isEqualTo(lines);
  }

  private static void assertReadInJava(Record values, RawEverything raw, GuardedEverything guarded) throws Exception {
    List<String> lines = Leaves.of(values).lines();
    assertThat(Leaves.of(raw.toRecord()).lines()).as("raw record").isEqualTo(lines);
    assertThat(Leaves.of(raw, ZEROS).lines()).as("raw getters").isEqualTo(lines);
    assertThat(Leaves.of(guarded.snapshot()).lines()).as("snapshot").isEqualTo(lines);
    assertThat(Leaves.of(guarded, ZEROS).lines()).as("guarded getters").isEqualTo(lines);
  }

  private static void store(Object view, EverythingRecord values) throws Exception {
    Calls calls = new Calls();
    for (RecordComponent component : EverythingRecord.class.getRecordComponents()) {
      calls.on(view, component.getName(), calls.on(values, component.getName()));
    }
  }

  @ParameterizedTest
  @EnumSource
  void bothReadWhatJavaWrites(Extreme extreme) throws Exception {
    EverythingRecord values = extreme.record();
    try (SharedEverything shared = SharedEverything.create(path(), values)) {
      assertAllRead(values, 0);
      List<Consumer<EverythingRecord>> ways = List.of(
          shared.raw()::set, shared.guarded()::set,
          record -> shared.guarded().update(raw -> raw.set(record)),
          record -> unchecked(() -> store(shared.raw(), record)),
          record -> unchecked(() -> store(shared.guarded(), record)));
      for (Consumer<EverythingRecord> way : ways) {
        shared.raw().set(ZEROS);
        way.accept(values);
        assertThat(readInC("Everything", 0, "snapshot")).isEqualTo(Leaves.of(values).lines());
        assertThat(readInPython("Everything", 0, "snapshot")).isEqualTo(Leaves.of(values).lines());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void bothReadAnElementThatJavaWrites(Extreme extreme) throws Exception {
    EverythingRecord values = extreme.record();
    try (SharedEverything.Array shared = SharedEverything.Array.create(path(), 3)) {
      shared.guarded().set(1, values);
      assertAllRead(values, 1);
      for (int other : new int[] {0, 2}) {
        assertThat(readInC("Everything", other, "raw")).isEqualTo(Leaves.of(ZEROS).lines());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void javaAndPythonReadWhatCWrites(Extreme extreme) throws Exception {
    EverythingRecord values = extreme.record();
    Path lines = file(values);
    make(C.get("Everything"), 0, "Everything", lines);
    try (SharedEverything shared = SharedEverything.open(path())) {
      assertReadInJava(values, shared.raw(), shared.guarded());
      for (String way : WRITES_OF_C) {
        shared.raw().set(ZEROS);
        write(C.get("Everything"), 0, way, "Everything", lines);
        assertReadInJava(values, shared.raw(), shared.guarded());
      }
      assertAllRead(values, 0);
    }
  }

  @ParameterizedTest
  @EnumSource
  void javaAndCReadWhatPythonWrites(Extreme extreme) throws Exception {
    EverythingRecord values = extreme.record();
    Path lines = file(values);
    make(python, 0, "Everything", lines);
    try (SharedEverything shared = SharedEverything.open(path())) {
      assertReadInJava(values, shared.raw(), shared.guarded());
      for (String way : WRITES_OF_PYTHON) {
        for (String struct : List.of("Everything", ITS_OWN)) {
          shared.raw().set(ZEROS);
          write(python, 0, way, struct, lines);
          assertReadInJava(values, shared.raw(), shared.guarded());
        }
      }
      assertAllRead(values, 0);
    }
  }

  @ParameterizedTest
  @EnumSource
  void elementsAreWrittenByBoth(Extreme extreme) throws Exception {
    EverythingRecord values = extreme.record();
    Path lines = file(values);
    make(python, 3, "Everything", lines);
    try (SharedEverything.Array shared = SharedEverything.Array.open(path())) {
      assertThat(shared.raw().toRecords()).containsOnly(values).hasSize(3);
      for (String way : Stream.concat(WRITES_OF_PYTHON.stream(), Stream.of("all")).toList()) {
        shared.raw().set(1, ZEROS);
        write(python, 1, way, "Everything", lines);
        assertReadInJava(values, shared.raw().get(1), shared.guarded().get(1));
      }
      for (String way : Stream.concat(WRITES_OF_C.stream(), Stream.of("all")).toList()) {
        shared.raw().set(1, ZEROS);
        write(C.get("Everything"), 1, way, "Everything", lines);
        assertReadInJava(values, shared.raw().get(1), shared.guarded().get(1));
      }
      assertThat(shared.guarded().snapshot()).containsOnly(values);
    }
    Files.delete(path());
    make(C.get("Everything"), 3, "Everything", lines);
    try (SharedEverything.Array shared = SharedEverything.Array.open(path())) {
      assertThat(shared.guarded().snapshot()).containsOnly(values).hasSize(3);
    }
  }

  /** numpy has the memory itself, and the same numbers in it. */
  @ParameterizedTest
  @EnumSource
  void numpyReadsTheSame(Extreme extreme) throws Exception {
    assumeTrue(hasNumpy(), "numpy is not installed: what it reads is left out");
    EverythingRecord values = extreme.record();
    try (SharedEverything shared = SharedEverything.create(path(), values)) {
      assertThat(readInPython("Everything", 0, "numpy")).isEqualTo(Leaves.of(values).lines());
      assertThat(readInPython(ITS_OWN, 0, "numpy")).isEqualTo(Leaves.of(values).lines());
      assertThat(shared.guarded().snapshot()).isEqualTo(values);
    }
  }

  private static boolean hasNumpy() throws Exception {
    return Python.run("-c", "import importlib.util; print(importlib.util.find_spec('numpy') is not None)")
        .equals(List.of("True"));
  }

  /** Alignments that fields need not have are in no class of ctypes; Python takes them from the file. */
  @Test
  void fieldsThatAreAlignedToMoreAreWhereTheFileSays() throws Exception {
    SpaciousRecord values = new SpaciousRecord(
        (byte) -1, (short) -2, List.of(new CacheLineRecord(Long.MIN_VALUE), new CacheLineRecord(-3)));
    Path lines = file(values);
    make(C.get("Spacious"), 0, "Spacious", lines);
    try (SharedSpacious shared = SharedSpacious.open(path())) {
      assertThat(shared.guarded().snapshot()).isEqualTo(values);
      for (String way : READS_OF_PYTHON) {
        assertThat(readInPython(ITS_OWN, 0, way)).as(way).isEqualTo(Leaves.of(values).lines());
      }
      for (String way : WRITES_OF_PYTHON) {
        shared.raw().set(RawSpacious.allocate());
        write(python, 0, way, ITS_OWN, lines);
        assertThat(shared.guarded().snapshot()).as(way).isEqualTo(values);
        assertThat(readInC("Spacious", 0, "raw")).as(way).isEqualTo(Leaves.of(values).lines());
      }
    }
  }

  private interface Action {
    void run() throws Exception;
  }

  private static void unchecked(Action action) {
    try {
      action.run();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
