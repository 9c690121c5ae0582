package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sharedstruct.SharedMemory.OpenOrCreateOption;
import org.sharedstruct.format.Schema;
import org.sharedstruct.header.CHeader;
import org.sharedstruct.tests.child.JavaCommand;
import org.sharedstruct.tools.Header;

/** The command that prints headers, and a C program that needs nothing but one of them. */
class HeaderToolTest {

  /** It takes from the file where the struct begins, and else nothing but the header. */
  private static final String READER = """
      #include "Medley.h"
      #include <fcntl.h>
      #include <inttypes.h>
      #include <stdio.h>
      #include <string.h>
      #include <sys/mman.h>

      static uint64_t word(const char *file, size_t at) {
        uint64_t value;
        memcpy(&value, file + at, sizeof value);
        return value;
      }

      int main(int count, char **arguments) {
        const char *file = (const char *) mmap(NULL, 8192, PROT_READ, MAP_SHARED,
            open(arguments[count - 1], O_RDONLY), 0);
        const struct Medley *medley = (const struct Medley *) (file + word(file, 64));
        size_t length = word(file, 24) & 0xffffffff;
        printf("%d\\n", length == strlen(Medley_SCHEMA)
            && memcmp(file + word(file, 40), Medley_SCHEMA, length) == 0);
        printf("%d %d %.8s\\n", medley->flag, medley->color == Medley_color_BLUE, medley->name);
        printf("%d %g %d\\n", medley->lit[1], medley->corner[1].y, medley->history[0]);
        printf("%" PRIx64 " %" PRId64 " %" PRIu32 "\\n",
            (uint64_t) medley->member[1][0], medley->timeout[1], medley->ticket);
        return 0;
      }
      """;

  @TempDir Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(Object... arguments) {
    return Header.run(new PrintStream(out, true), new PrintStream(err, true),
        List.of(arguments).stream().map(String::valueOf).toArray(String[]::new));
  }

  private void assertPrinted(String header) {
    assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    assertThat(out.toString(StandardCharsets.US_ASCII)).isEqualTo(header);
  }

  private void assertRefused(String message) {
    assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
    assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("header: " + message + "\n");
  }

  private static String header(String lines) {
    return CHeader.of(Schema.parse(lines));
  }

  private static final String XY_HEADER = header("""
      struct XY size 8 align 4
      0 4 float x
      4 4 float y
      """);

  // Regions

  @Test
  void printsTheHeaderOfARegionOfOneStruct() throws Exception {
    Path path = folder.resolve("xy");
    try (SharedXY _ = SharedXY.create(path)) {
      assertThat(run(path)).isZero();
    }
    assertPrinted(XY_HEADER);
  }

  @Test
  void printsTheHeaderOfARegionOfAnArray() throws Exception {
    Path path = folder.resolve("xy");
    SharedXY.Array.create(path, 3).close();
    assertThat(run(path)).isZero();
    assertPrinted(XY_HEADER);
  }

  @Test
  void aRegionThatHasGrownHasAllFields() throws Exception {
    Path path = folder.resolve("robot");
    String struct = "package %s; @org.sharedstruct.SharedStruct(size = 64) public interface Robot {"
        + " enum State { IDLE%s } State state(); %s }";
    try (var classes = MemoryCompiler.compile(Map.of(
        "older.Robot", struct.formatted("older", "", ""),
        "newer.Robot", struct.formatted("newer", ", BUSY", "long steps();")),
        Files.createDirectory(folder.resolve("classes")))) {
      for (String version : List.of("newer", "older")) {
        ((AutoCloseable) classes.loadClass(version + ".SharedRobot")
            .getMethod("openOrCreate", Path.class, OpenOrCreateOption[].class)
            .invoke(null, path, new OpenOrCreateOption[0])).close();
      }
    }
    assertThat(run(path)).isZero();
    assertPrinted(header("""
        struct Robot sized 64 align 8
        0 4 enum{IDLE,BUSY} state
        8 8 long steps
        """));
  }

  @Test
  void theStructOfATruncatedRegionIsKnown() throws Exception {
    Path path = folder.resolve("xy");
    SharedXY.Array.create(path, 1000).close();
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
      channel.truncate(4096);
    }
    assertThat(run(path)).isZero();
    assertPrinted(XY_HEADER);
  }

  @Test
  void whatIsNoRegionIsRefusedInOneLine() throws Exception {
    Path text = Files.writeString(folder.resolve("text"), "No region. ".repeat(500));
    assertThat(run(text)).isEqualTo(1);
    assertRefused(text + ": is no shared region: it begins with 4e6f20726567696f,"
        + " not with 5348535452554354 (SHSTRUCT)");
  }

  @Test
  void aRegionWhoseSchemaIsDamagedIsRefused() throws Exception {
    Path path = folder.resolve("xy");
    SharedXY.create(path).close();
    SchemaTexts.damage(path);
    assertThat(run(path)).isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .startsWith("header: " + path + ": is damaged: the word of the schema");
  }

  @Test
  void aStructThatCCannotHaveIsRefused() throws Exception {
    Path path = folder.resolve("xy");
    SharedXY.create(path).close();
    SchemaTexts.replace(path, "struct XY size 8 align 4\n0 4 float x\n1 4 float y\n");
    assertThat(run(path)).isEqualTo(1);
    assertRefused(path + ": no struct of C has y: float at byte 1: it lies in the field before it");
  }

  @Test
  void aFileThatIsMissingIsSaidToBe() {
    assertThat(run(folder.resolve("none"))).isEqualTo(1);
    assertRefused(folder.resolve("none") + ": there is no such file");
  }

  @Test
  void aFolderIsRefused() {
    assertThat(run(folder)).isEqualTo(1);
    assertRefused(folder + ": is a folder, not a file");
  }

  // Classes

  @ParameterizedTest
  @ValueSource(strings = {"XY", "RawXY", "SharedXY", "GuardedXY", "XYRecord"})
  void printsTheHeaderOfAClass(String name) {
    assertThat(run("org.sharedstruct.tests." + name)).isZero();
    assertPrinted(XY_HEADER);
  }

  /** A type is nested for Java by a dot, and for the JVM by a dollar sign. */
  @ParameterizedTest
  @CsvSource({"nested.Outer.State", "nested.Outer$State"})
  void findsAStructInsideAType(String name) throws Exception {
    Path classes = Files.createDirectory(folder.resolve("classes"));
    MemoryCompiler.compile(Map.of("nested.Outer", "package nested; public final class Outer {"
        + " private Outer() {} @org.sharedstruct.SharedStruct interface State { int code(); } }"),
        classes).close();
    ProcessBuilder command = JavaCommand.of(Header.class, name);
    List<String> words = command.command();
    int path = words.indexOf("-classpath") + 1;
    words.set(path, classes + ":" + words.get(path));
    assertThat(ChildJvm.run(command))
        .isEqualTo(header("struct State size 4 align 4\n0 4 int code\n").lines().toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"org.sharedstruct.tests.Nothing", "Nothing", "java.lang.String", "a b"})
  void aClassThatIsNoStructIsRefused(String name) {
    assertThat(run(name)).isEqualTo(1);
    assertRefused(name + ": there is no such file, nor a struct of that name on the class path");
  }

  // The command itself

  @Test
  void saysHowItIsUsed() {
    assertThat(run("--help")).isZero();
    assertThat(err.size()).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("usage: java -cp")
        .contains("FILE|CLASS", "Exit status: 0, or 1 if there is no header, or 2 if the");
  }

  @Test
  void printsTheHeaderOfTheProtocol() throws Exception {
    assertThat(run("--library")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo(Files.readString(Path.of("..", "c", CHeader.LIBRARY)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--verbose", "-h", "one two"})
  void otherArgumentsAreMisuse(String arguments) {
    assertThat(run((Object[]) arguments.split(" "))).isEqualTo(2);
    assertThat(out.size()).isZero();
    assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("usage: ").hasLineCount(1);
  }

  @Test
  void noArgumentIsMisuse() {
    assertThat(run()).isEqualTo(2);
  }

  @Test
  void aFullDiskIsAFailure() {
    PrintStream full = new PrintStream(OutputStream.nullOutputStream()) {
      @Override
      public boolean checkError() {
        return true;
      }
    };
    int status = Header.run(full, new PrintStream(err, true), "org.sharedstruct.tests.XY");
    assertThat(status).isEqualTo(1);
    assertRefused("the output cannot be written");
  }

  @Test
  void aProcessEndsWithTheStatus() throws Exception {
    Process process = JavaCommand.of(Header.class, folder.resolve("none"))
        .redirectErrorStream(true).start();
    assertThat(process.inputReader().lines().collect(Collectors.toList()))
        .containsExactly("header: " + folder.resolve("none") + ": there is no such file");
    assertThat(process.waitFor()).isEqualTo(1);
  }

  // A program

  @ParameterizedTest
  @ValueSource(strings = {"GCC", "GPP", "CLANG", "CLANGPP"})
  void aProgramReadsARegionByItsHeader(CCompiler compiler) throws Exception {
    Path path = folder.resolve("medley");
    try (SharedMedley shared = SharedMedley.create(path)) {
      shared.guarded().update(medley -> {
        medley.flag(true).color(Color.BLUE).name("h\u00e9").lit(1, true).history(0, Color.GREEN);
        medley.corner(1).y(2.5);
        medley.member(1, new UUID(0xabcL, 1)).timeout(Duration.ofSeconds(3, 4));
        medley.ticket(4_000_000_000L);
      });
      assertThat(run(path)).isZero();
      Files.write(folder.resolve("Medley.h"), out.toByteArray());
      Path source = Files.writeString(folder.resolve("reader.c"), READER);
      Path program = compiler.compile(source, "-D_POSIX_C_SOURCE=200809L");
      assertThat(Tool.run(program, path))
          .containsExactly("1", "1 1 h\u00e9", "1 2.5 1", "abc 4 4000000000");
    }
  }
}
