package org.sharedstruct.tests;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sharedstruct.format.Format;

/**
 * {@code sharedstruct.h} and the machine code of the Python package for AArch64, whose loads and stores have no order
 * of their own: compiled by a cross compiler, looked at, and run under an emulator. What the emulator does in order
 * says nothing about fences, so those are looked for in the code.
 */
class CAarch64Test {

  private static final String COMPILER = "aarch64-linux-gnu-gcc";
  private static final String EMULATOR = "qemu-aarch64";
  private static final Path PACKAGE = Path.of("..", "python").toAbsolutePath().normalize();
  private static final int TIMES = 300;
  private static final int STEPS = 5_000;
  private static final int ROOM = 64;

  /** Words of a region, and where {@code fences.c} has its struct. */
  private static final Map<Long, String> WORDS = Map.ofEntries(
      entry(Format.SCHEMA, "SCHEMA"), entry(Format.REGION_ID, "ID"),
      entry(Format.STATE, "STATE"), entry(Format.NEXT, "NEXT"), entry(1984L, "SLOT"),
      entry(Format.LOCK, "LOCK"), entry(Format.WAKE_LOCK, "WAKE_LOCK"),
      entry(Format.WAKE_VERSION, "WAKE_VERSION"), entry(Format.SLEEPERS, "SLEEPERS"),
      entry(Format.SEQ, "SEQUENCE"), entry(Format.INDEX, "INDEX"),
      entry(Format.DIRTY, "DIRTY"), entry(2304L, "UNDO"), entry(2560L, "PAYLOAD"),
      entry(2816L, "SHADOW"), entry(3072L, "STAMP"));

  /**
   * What each step has to have, in this order: rows of the table "Memory ordering" in {@code docs/format.md}. Nothing
   * stands between two accesses, unless {@code ~} stands for anything, or {@code #} for plain loads and stores
   * elsewhere. Accesses elsewhere are left out where a step names none.
   */
  private static final Map<String, List<String>> STEPS_IN_ORDER = new LinkedHashMap<>();

  static {
    STEPS_IN_ORDER.put("lock", List.of("rmw LOCK; ~; ldr SEQUENCE; ~; ldar DIRTY"));
    STEPS_IN_ORDER.put("take_over", List.of("call fcntl; ~; rmw LOCK; call fcntl"));
    STEPS_IN_ORDER.put("settle", List.of("ldr SEQUENCE; ~; stlr SEQUENCE; ldar DIRTY"));
    STEPS_IN_ORDER.put("restore", List.of("ldr SEQUENCE; dmb ish; ldr INDEX; ldr UNDO; str PAYLOAD; stlr SEQUENCE"));
    STEPS_IN_ORDER.put("restore_shadow",
        List.of("ldr SEQUENCE; dmb ish; ldr STAMP; ldr SHADOW; str PAYLOAD; stlr SEQUENCE"));
    STEPS_IN_ORDER.put("write_one", List.of("ldar LOCK; ldr SEQUENCE; dmb ish; ldr PAYLOAD; str UNDO; str INDEX;"
        + " stlr SEQUENCE; dmb ish; str PAYLOAD; ldar LOCK; ldr SEQUENCE; stlr SEQUENCE"));
    STEPS_IN_ORDER.put("write_shadow", List.of("ldar LOCK; ldr SEQUENCE; stlr SEQUENCE; dmb ish; ldr STAMP;"
        + " ldr PAYLOAD; str SHADOW; stlr STAMP; dmb ish; str PAYLOAD; ldar LOCK; ldr SEQUENCE; stlr SEQUENCE"));
    STEPS_IN_ORDER.put("set", List.of("ldar LOCK; ~; dmb ish; #; str ?; #; ldr SEQUENCE; #; stlr SEQUENCE"));
    STEPS_IN_ORDER.put("unlock", List.of("rmw LOCK; dmb ish; ldar SLEEPERS; rmw SLEEPERS; rmw WAKE_LOCK;"
        + " call syscall; rmw WAKE_VERSION; call syscall"));
    STEPS_IN_ORDER.put("wait_for_lock",
        List.of("ldar WAKE_LOCK; rmw SLEEPERS; dmb ish; ldar LOCK; call syscall; ~; rmw SLEEPERS"));
    STEPS_IN_ORDER.put("give_up", List.of("rmw SLEEPERS; ldar LOCK; rmw SLEEPERS; rmw WAKE_LOCK; call syscall"));
    STEPS_IN_ORDER.put("sleep_for_commit", List.of(
        "ldar WAKE_VERSION; rmw SLEEPERS; dmb ish; ldar LOCK; call syscall; ldar SEQUENCE; ~; call syscall"));
    STEPS_IN_ORDER.put("read_one", List.of(
        "ldar SEQUENCE; ldr INDEX; ldr (PAYLOAD|UNDO); dmb ishld; ldar DIRTY; ldr SEQUENCE"));
    STEPS_IN_ORDER.put("read_shadow", List.of(
        "ldar SEQUENCE; ldar STAMP; ldr (SHADOW|PAYLOAD); dmb ishld; ~; ldar DIRTY; ldr SEQUENCE",
        "ldar STAMP; ~; dmb ishld; ldr STAMP"));
    STEPS_IN_ORDER.put("read_several", List.of(
        "ldar SEQUENCE; ldar DIRTY; ~; dmb ishld; ldar DIRTY; ldr SEQUENCE"));
    STEPS_IN_ORDER.put("put_one_of_several", List.of("str DIRTY; ldar LOCK; ~; stlr SEQUENCE"));
    STEPS_IN_ORDER.put("commit_all", List.of("ldar LOCK; ldar DIRTY; stlr DIRTY; rmw LOCK"));
    STEPS_IN_ORDER.put("read_schema", List.of("ldar SCHEMA"));
    STEPS_IN_ORDER.put("grow", List.of("ldar SCHEMA; ~; call malloc; ~; stlr SCHEMA"));
    STEPS_IN_ORDER.put("take_slot", List.of("call fcntl; ~; rmw SLOT; call fcntl", "ldar LOCK"));
    STEPS_IN_ORDER.put("claim_slot", List.of("rmw ?; ~; call clock_gettime; ~; dmb ish; #; str ?; #; rmw ?"));
    STEPS_IN_ORDER.put("read_slot", List.of("ldar ?; ldr ?; ldr ?; dmb ishld; ldr ?"));
    STEPS_IN_ORDER.put("release_slot", List.of("ldar ?; #; rmw ?"));
    STEPS_IN_ORDER.put("enter", List.of("rmw NEXT; ~; call fcntl; ~; ldar LOCK; ~; ldar ?; ~; ldar STATE; ~; ldar ID"));
    STEPS_IN_ORDER.put("leave", List.of("ldar LOCK; rmw LOCK; rmw WAKE_LOCK; call syscall; rmw WAKE_VERSION"));
  }

  /** The routines of the Python package, as its comments have them. */
  private static final Map<String, String> ROUTINES = new LinkedHashMap<>();

  static {
    ROUTINES.put("cas8", "ldr x3, [x1]; ldaxr x4, [x0]; cmp x4, x3; b.ne 0x24; stlxr w5, x2, [x0]; cbnz w5, 0x4;"
        + " dmb ish; mov w0, #0x1; ret; clrex; str x4, [x1]; dmb ish; mov w0, #0x0; ret");
    ROUTINES.put("add8", "ldaxr x2, [x0]; add x3, x2, x1; stlxr w4, x3, [x0]; cbnz w4, 0x0; dmb ish; mov x0, x2; ret");
    for (String routine : List.of("add4 add w3, w2, w1", "or4 orr w3, w2, w1", "and4 and w3, w2, w1",
        "swap4 mov w3, w1")) {
      String[] words = routine.split(" ", 2);
      ROUTINES.put(words[0],
          "ldaxr w2, [x0]; " + words[1] + "; stlxr w4, w3, [x0]; cbnz w4, 0x0; dmb ish; mov x0, x2; ret");
    }
    ROUTINES.put("fence", "dmb ish; ret");
  }

  @TempDir Path programs;
  @TempDir Path folder;

  @BeforeEach
  void requireCompiler() {
    Tool.assumeInstalled(COMPILER, "gcc-aarch64-linux-gnu");
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "aarch64-linux-gnu-gcc -std=c11 -O0", "aarch64-linux-gnu-gcc -std=c11 -O3",
    "aarch64-linux-gnu-gcc -std=c11 -O2 -march=armv8.1-a", "aarch64-linux-gnu-g++ -x c++ -std=c++17 -O2"})
  void takesPartUnderAnEmulator(String compiler) throws Exception {
    CMember member = compile(compiler);
    Tool.assumeInstalled(EMULATOR, "qemu-user");
    CCompilersTest.exercise(member.under(EMULATOR), folder, TIMES);
  }

  /** Two processes of the one processor and one of the other, which Java runs on. */
  @Test
  void sharesARegionWithAnotherProcessor() throws Exception {
    CMember member = compile(COMPILER + " -std=c11 -O2").under(emulator());
    Path path = folder.resolve("xy");
    try (SharedXY shared = SharedXY.create(path)) {
      try (ChildJvm one = member.start(path, "open", 0, "add", STEPS);
          ChildJvm other = member.start(path, "open", 0, "place", STEPS)) {
        for (int i = 0; i < STEPS; i++) {
          XYRecord seen = shared.guarded().snapshot();
          assertThat(seen.x()).isEqualTo(-seen.y());
          shared.guarded().update(xy -> xy.x(xy.x() + 1).y(xy.y() - 1));
        }
        one.finish();
        other.finish();
      }
      assertThat(shared.guarded().snapshot()).isEqualTo(new XYRecord(3 * STEPS, -3 * STEPS));
      assertThat(shared.participants()).hasSize(1);
    }
  }

  @Test
  void goesOnWhereAnotherProcessorWasKilled() throws Exception {
    CMember member = compile(COMPILER + " -std=c11 -O2").under(emulator());
    Path path = folder.resolve("xy");
    try (SharedXY shared = SharedXY.create(path, new XYRecord(1, -1))) {
      try (ChildJvm holder = member.start(path, "open", 0, "hold", 1)) {
        holder.awaitLine("begun");
        assertThat(shared.guarded().snapshot()).isEqualTo(new XYRecord(1, -1));
        assertThat(shared.lock().tryLock()).isFalse();
        holder.kill();
      }
      member.run(path, "open", 0, "add", 1);
      assertThat(shared.guarded().snapshot()).isEqualTo(new XYRecord(2, -2));
    }
  }

  /** By which instructions a read-modify-write is made differs, so it is looked at for each way. */
  @ParameterizedTest
  @ValueSource(strings = {"-O2", "-O2 -mno-outline-atomics", "-O3 -march=armv8.1-a"})
  void eachFenceIsAnInstructionInItsPlace(String options) throws Exception {
    Path object = folder.resolve("fences.o");
    List<Object> command = new ArrayList<>(List.of(COMPILER, "-std=c11"));
    command.addAll(List.of(options.split(" ")));
    command.addAll(List.of("-fno-reorder-blocks", "-Wall", "-Wextra", "-Werror", "-I", CMember.HEADERS,
        "-c", Tool.copy("/c/fences.c", folder), "-o", object));
    Tool.run(command.toArray());
    Map<String, List<String>> found = ArmAccesses.of(object, WORDS);
    SoftAssertions all = new SoftAssertions();
    STEPS_IN_ORDER.forEach((step, expected) -> {
      for (String order : expected) {
        List<String> accesses = new ArrayList<>(found.get(step));
        if (!order.contains("?")) {
          accesses.removeIf(access -> access.endsWith("?"));
        }
        all.assertThat(String.join("; ", accesses) + "; ").as(step).containsPattern(pattern(order));
      }
    });
    all.assertAll();
  }

  private static Pattern pattern(String order) {
    return Pattern.compile(Stream.of(order.split("; "))
        .map(access -> switch (access) {
          case "~" -> ".*";
          case "#" -> "((ldr|str) \\?; )*";
          default -> access.replace("?", "\\?") + "; ";
        })
        .collect(Collectors.joining()));
  }

  @Test
  void theRoutinesOfPythonAreWhatTheirCommentsSay() throws Exception {
    Map<String, byte[]> routines = routinesOfPython();
    assertThat(routines.keySet()).containsExactlyElementsOf(ROUTINES.keySet());
    for (Map.Entry<String, byte[]> routine : routines.entrySet()) {
      Path code = Files.write(folder.resolve(routine.getKey()), routine.getValue());
      List<String> instructions = Tool.run(
          "aarch64-linux-gnu-objdump", "-D", "-b", "binary", "-m", "aarch64", "--no-show-raw-insn", code).stream()
          .filter(line -> line.matches("\\s+[0-9a-f]+:\\s.*"))
          .map(line -> line.replaceFirst("^\\s+[0-9a-f]+:\\s+", "").replaceFirst("\\s*//.*", "").replace('\t', ' '))
          .toList();
      assertThat(String.join("; ", instructions)).as(routine.getKey()).isEqualTo(ROUTINES.get(routine.getKey()));
    }
  }

  @Test
  void theRoutinesOfPythonDoWhatTheyShould() throws Exception {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    for (byte[] routine : routinesOfPython().values()) {
      file.write(Arrays.copyOf(routine, ROOM));
    }
    Path code = Files.write(folder.resolve("code"), file.toByteArray());
    CMember program = CMember.compile(
        "routines", programs, List.of(COMPILER, "-std=gnu11", "-O2", "-static", "-pthread"));
    assertThat(program.under(emulator()).run(code)).containsExactly("all");
  }

  private Map<String, byte[]> routinesOfPython() throws Exception {
    Map<String, byte[]> routines = new LinkedHashMap<>();
    Tool.run("python3", "-B", "-c", "import sys; sys.path.insert(0, sys.argv[1])\n"
        + "from sharedstruct._atomics import _CODE_AARCH64\n"
        + "for name, code in _CODE_AARCH64.items(): print(name, bytes.fromhex(code).hex())", PACKAGE)
        .forEach(line -> routines.put(line.split(" ")[0], HexFormat.of().parseHex(line.split(" ")[1])));
    return routines;
  }

  /** Linked statically, so that the emulator needs no libraries of the other processor. */
  private CMember compile(String compiler) throws Exception {
    List<String> words = new ArrayList<>(List.of(compiler.split(" ")));
    Tool.assumeInstalled(words.getFirst(), "g++-aarch64-linux-gnu");
    words.add("-static");
    return CMember.compile("member", programs, words);
  }

  private static String emulator() {
    Tool.assumeInstalled(EMULATOR, "qemu-user");
    return EMULATOR;
  }
}
