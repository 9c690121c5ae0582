package org.sharedstruct.tests;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Three versions of a program, each in another language, share a struct that has grown from one to the next. */
class GrowingInThreeLanguagesTest {

  private static final int VERSIONS = 3;
  private static final int STEPS = 2_000;
  private static final List<String> FIELDS = List.of("first", "second", "third");

  private static final String PROGRAM = """
      package growing;

      import java.nio.file.Path;
      import java.util.Scanner;
      import java.util.concurrent.locks.LockSupport;

      public final class Robots {

        private Robots() {}

        public static void main(String[] arguments) throws Exception {
          SharedRobot robot = null;
          Scanner commands = new Scanner(System.in);
          while (commands.hasNext()) {
            String answer = "done";
            switch (commands.next()) {
              case "create" -> robot = SharedRobot.create(Path.of(commands.next()));
              case "open" -> robot = SharedRobot.open(Path.of(commands.next()));
              case "step" -> {
                for (int i = commands.nextInt(); i > 0; i--) {
                  robot.guarded().update(raw -> raw%1$s);
                }
              }
              case "halfway" -> robot.guarded().update(raw -> {
                raw%2$s;
                System.out.println("begun");
                for (;;) {
                  LockSupport.park();
                }
              });
              case "show" -> {
                RobotRecord seen = robot.guarded().snapshot();
                answer = %3$s;
              }
              default -> robot.close();
            }
            System.out.println(answer);
          }
        }
      }
      """;

  @TempDir static Path programs;
  @TempDir Path folder;

  private static final List<CompiledProgram> JAVA = new ArrayList<>();
  private static CMember c;
  private static Path python;

  private final List<ChildJvm> started = new ArrayList<>();

  @BeforeAll
  static void compile() throws Exception {
    for (int version = 1; version <= VERSIONS; version++) {
      List<String> fields = FIELDS.subList(0, version);
      JAVA.add(new CompiledProgram("growing.Robots", Map.of(
          "growing.Robot", "package growing;\n\n@org.sharedstruct.SharedStruct(size = 64)\npublic interface Robot {\n"
              + fields.stream().map("  long %s();\n"::formatted).collect(joining()) + "}\n",
          "growing.Robots", PROGRAM.formatted(
              fields.stream().map(field -> ".%1$s(raw.%1$s() + 1)".formatted(field)).collect(joining()),
              fields.stream().map(".%s(-7)"::formatted).collect(joining()),
              fields.stream().map("seen.%s()"::formatted).collect(joining(" + \" \" + ", "\"\" + ", "")))),
          programs.resolve("version-" + version)));
    }
    c = CMember.compile("grower", programs, List.of("gcc", "-std=c11", "-O2"));
    python = Tool.copy("/python/grower.py", programs);
  }

  @AfterAll
  static void unload() throws Exception {
    for (CompiledProgram program : JAVA) {
      program.close();
    }
    JAVA.clear();
  }

  @AfterEach
  void end() {
    started.forEach(ChildJvm::close);
  }

  private Path path() {
    return folder.resolve("robot");
  }

  private ChildJvm start(Language language, int version) throws Exception {
    ChildJvm program = switch (language) {
      case JAVA -> ChildJvm.start(JAVA.get(version - 1).command());
      case C -> c.start(version);
      case PYTHON -> ChildJvm.start(Python.command(python, version));
    };
    started.add(program);
    return program;
  }

  private static String ask(ChildJvm program, String command) throws Exception {
    program.send(command);
    return program.nextLine();
  }

  /** Which language has which version: each has each of them. */
  static Stream<Arguments> orders() {
    List<Language> all = List.of(Language.values());
    return all.stream().flatMap(oldest -> all.stream().filter(middle -> middle != oldest).map(middle ->
        arguments(oldest, middle, all.stream().filter(one -> one != oldest && one != middle).findFirst().orElseThrow())));
  }

  /** How many fields a version sees of those that hold these. */
  private static String seen(int version, int... values) {
    return IntStream.of(values).limit(version).mapToObj(String::valueOf).collect(joining(" "));
  }

  @ParameterizedTest
  @MethodSource("orders")
  void eachLeavesAloneWhatItDoesNotKnow(Language oldest, Language middle, Language newest) throws Exception {
    List<ChildJvm> versions = List.of(start(oldest, 1), start(middle, 2), start(newest, 3));
    assertThat(ask(versions.get(0), "create " + path())).isEqualTo("done");
    assertThat(ask(versions.get(1), "open " + path())).isEqualTo("done");
    assertThat(ask(versions.get(2), "open " + path())).isEqualTo("done");
    assertThat(ask(versions.get(2), "show")).isEqualTo("0 0 0");
    for (ChildJvm version : versions) {
      version.send("step " + STEPS);
    }
    for (ChildJvm version : versions) {
      assertThat(version.nextLine()).isEqualTo("done");
    }
    for (int version = 1; version <= VERSIONS; version++) {
      assertThat(ask(versions.get(version - 1), "show")).as("what version %s sees", version)
          .isEqualTo(seen(version, 3 * STEPS, 2 * STEPS, STEPS));
    }
    for (ChildJvm version : versions) {
      assertThat(ask(version, "close")).isEqualTo("done");
    }
    assertThat(ask(versions.get(0), "open " + path())).as("with lines that it does not know").isEqualTo("done");
    assertThat(ask(versions.get(0), "step 1")).isEqualTo("done");
    assertThat(ask(versions.get(2), "open " + path())).isEqualTo("done");
    assertThat(ask(versions.get(2), "show")).isEqualTo(seen(3, 3 * STEPS + 1, 2 * STEPS, STEPS));
  }

  /** Its undo copy has the fields that only the dead one, or only the living one, knows. */
  @ParameterizedTest
  @MethodSource("orders")
  void whatAKilledProgramLeftIsUndoneByAnotherVersion(Language oldest, Language middle, Language newest)
      throws Exception {
    ChildJvm old = start(oldest, 1);
    ChildJvm young = start(newest, 3);
    assertThat(ask(old, "create " + path())).isEqualTo("done");
    assertThat(ask(young, "open " + path())).isEqualTo("done");
    assertThat(ask(young, "step 5")).isEqualTo("done");
    assertThat(ask(young, "halfway")).isEqualTo("begun");
    young.kill();
    assertThat(ask(old, "step 1")).isEqualTo("done");
    ChildJvm next = start(newest, 3);
    assertThat(ask(next, "open " + path())).isEqualTo("done");
    assertThat(ask(next, "show")).isEqualTo("6 5 5");
    assertThat(ask(old, "halfway")).isEqualTo("begun");
    old.kill();
    ChildJvm between = start(middle, 2);
    assertThat(ask(between, "open " + path())).isEqualTo("done");
    assertThat(ask(between, "step 2")).isEqualTo("done");
    assertThat(ask(next, "show")).isEqualTo("8 7 5");
  }
}
