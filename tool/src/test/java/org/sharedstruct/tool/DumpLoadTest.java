package org.sharedstruct.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sharedstruct.SharedMemory;

/** {@code dump} and {@code load}: a region to a file, and a region from that. */
class DumpLoadTest {

  private static final String PAIR = "\"schema\":\"struct Pair size 16 align 8\\n0 8 long one\\n8 8 long other\\n\"";
  private static final int MANY = 2_000_000;

  @TempDir Path folder;

  private Path pairs(int length) throws Exception {
    Path path = folder.resolve("pairs");
    try (SharedPair.Array shared = SharedPair.Array.create(path, length)) {
      for (int i = 0; i < length; i++) {
        shared.guarded().set(i, new PairRecord(i, 10L * i));
      }
    }
    return path;
  }

  private Path file(String name, String text) throws Exception {
    return Files.writeString(folder.resolve(name), text);
  }

  private List<String> names() throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  // What is written

  @Test
  void aDumpSaysWhatTheRegionIsAndHasALineForEachElement() throws Exception {
    assertThat(Run.of("dump", pairs(2)).output()).matches("""
        \\{
          "struct" : "Pair",
          "schema" : "struct Pair size 16 align 8\\\\n0 8 long one\\\\n8 8 long other\\\\n",
          "length" : 2,
          "atomic" : false,
          "values" : \\[
            \\{"one":0,"other":0},
            \\{"one":1,"other":10}
          ],
          "version" : 2,
          "time" : "[0-9T:.-]+Z"
        }
        """);
    assertThat(Run.of("dump", "-o", "csv", folder.resolve("pairs")).output()).isEqualTo("""
        index,one,other
        0,0,0
        1,1,10
        """);
  }

  // Back and forth

  @ParameterizedTest
  @ValueSource(strings = {"json", "csv"})
  void valuesOfAllKindsComeBackBitForBit(String form) throws Exception {
    Path path = folder.resolve("kinds");
    Path dump = folder.resolve("dump");
    Path copy = folder.resolve("copy");
    try (SharedKinds shared = SharedKinds.create(path)) {
      shared.guarded().update(AllKinds::fill);
      assertThat(Run.of("dump", "-o", form, path, dump).output()).isEmpty();
      assertThat(form.equals("json") ? Run.of("load", dump, copy).output()
          : Run.of("load", "--like", path, dump, copy).output()).isEmpty();
      try (SharedKinds other = SharedKinds.open(copy)) {
        assertThat(other.raw().segment().mismatch(shared.raw().segment())).isEqualTo(-1);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"json", "csv"})
  void anArrayComesBackWithItsForm(String form) throws Exception {
    Path path = folder.resolve("array");
    Path dump = folder.resolve("dump");
    Path copy = folder.resolve("copy");
    try (SharedKinds.Array shared = SharedKinds.Array.create(path, 3, SharedMemory.ATOMIC_ARRAY)) {
      shared.guarded().get(1).update(AllKinds::fill);
      assertThat(Run.of("dump", "-o", form, path, dump).output()).isEmpty();
      assertThat(form.equals("json") ? Run.of("load", dump, copy).output() : Run.of("load", "--atomic", "--like",
          "org.sharedstruct.tool.Kinds", "-cp", System.getProperty("java.class.path"), dump, copy).output()).isEmpty();
      try (SharedKinds.Array other = SharedKinds.Array.open(copy)) {
        assertThat(other.raw().segment().mismatch(shared.raw().segment())).isEqualTo(-1);
        assertThat(Run.of("show", copy).output()).contains("array of 3, atomic as a whole");
        other.guarded().get(2).tiny(0, (byte) 1); // and its guard works
        assertThat(other.guarded().get(2).tiny(0)).isEqualTo((byte) 1);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"json", "csv"})
  void anArrayWithoutElementsComesBack(String form) throws Exception {
    Path path = pairs(0);
    Path dump = folder.resolve("dump");
    Path copy = folder.resolve("copy");
    assertThat(Run.of("dump", "-o", form, path, dump).output()).isEmpty();
    assertThat(form.equals("json") ? Run.of("load", dump, copy).output()
        : Run.of("load", "--like", path, dump, copy).output()).isEmpty();
    try (SharedPair.Array other = SharedPair.Array.open(copy)) {
      assertThat(other.guarded().length()).isZero();
    }
  }

  /** The columns of a sheet may be in any order, as a spreadsheet leaves them. */
  @Test
  void columnsAreFoundByTheirNames() throws Exception {
    Path sheet = file("sheet", "other,one\r\n2,1\r\n");
    Path path = folder.resolve("pair");
    assertThat(Run.of("load", "--like", pairs(1), sheet, path).output()).isEmpty();
    try (SharedPair shared = SharedPair.open(path)) {
      assertThat(shared.guarded().snapshot()).isEqualTo(new PairRecord(1, 2));
    }
  }

  /** All elements as values would be some hundred megabytes. */
  @Test
  void aLargeArrayNeedsLittleMemory() throws Exception {
    Path path = folder.resolve("many");
    Path dump = folder.resolve("dump");
    Path copy = folder.resolve("copy");
    try (SharedPair.Array shared = SharedPair.Array.create(path, MANY)) {
      for (int i = 0; i < MANY; i++) {
        shared.raw().get(i).one(i).other(-i);
      }
      for (String form : List.of("json", "csv")) {
        assertThat(small("dump", "-o", form, path, dump).output()).isEmpty();
        assertThat((form.equals("json") ? small("load", dump, copy) : small("load", "--like", path, dump, copy))
            .output()).isEmpty();
        try (SharedPair.Array other = SharedPair.Array.open(copy)) {
          assertThat(other.raw().segment().mismatch(shared.raw().segment())).isEqualTo(-1);
          other.remove();
        }
        Files.delete(dump);
      }
    }
  }

  private static Run small(Object... arguments) throws Exception {
    List<String> command = Run.command(arguments);
    command.add(1, "-Xmx32m");
    return Run.of(command);
  }

  // Others at work

  @Test
  void aDumpIsOfOneCommitOrSaysThatItIsNot() throws Exception {
    Path pair = folder.resolve("pair");
    try (Child writer = Child.start("pairs", pair)) {
      String dump = Run.of("dump", pair).output();
      assertThat(dump).containsPattern("\"one\" : (\\d+),\n    \"other\" : \\1\n");
      writer.finish();
    }
    Path array = folder.resolve("array");
    try (Child writer = Child.start("array", array)) {
      Run run = Run.of("dump", array);
      assertThat(run.status()).isZero();
      assertThat(run.out().lines().filter(line -> line.startsWith("    {"))).hasSize(16)
          .allMatch(line -> line.matches("    \\{\"one\":(\\d+),\"other\":\\1},?"));
      assertThat(run.out().contains("\"version\"")).isEqualTo(run.err().isEmpty());
      writer.finish();
    }
  }

  /** A kill at any moment leaves no region or the whole region. */
  @Test
  void aLoadThatIsKilledLeavesNoRegionOrAllOfIt() throws Exception {
    int length = 100_000;
    Path path = pairs(length);
    Path dump = folder.resolve("dump");
    Path copy = folder.resolve("copy");
    assertThat(Run.of("dump", path, dump).output()).isEmpty();
    int whole = 0;
    int killed = 10;
    for (int i = 0; i < killed; i++) {
      int delay = i;
      Process load = new ProcessBuilder(Run.command("load", dump, copy)).redirectErrorStream(true).start();
      try {
        Waiting.until(() -> names().stream().anyMatch(name -> name.startsWith(".copy")) || !load.isAlive());
        Thread.sleep(delay * 50L); // not a wait for anything: another moment each time
      } finally {
        load.destroyForcibly().onExit().join();
      }
      if (Files.exists(copy)) {
        whole++;
        try (SharedPair.Array other = SharedPair.Array.open(copy)) {
          assertThat(other.guarded().length()).isEqualTo(length);
          assertThat(other.guarded().get(length - 1).other()).isEqualTo(10L * (length - 1));
          other.remove();
        }
      }
    }
    System.out.println("load was killed " + killed + " times, and had made the region " + whole + " times");
    assertThat(Run.of("load", dump, copy).output()).isEmpty();
    assertThat(names()).filteredOn(name -> name.startsWith(".copy")).as("what the killed have left")
        .allMatch(name -> name.endsWith(".lock"));
  }

  // What is refused

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "[1] | line 1: it is not a dump in JSON, which is an object; if it is CSV, --like says of which struct",
      "one,other~1,2 | line 1: it is not a dump in JSON, which is an object; if it is CSV, --like says of which",
      "{} | line 1: it is not a dump: there are no 'values'",
      "{\"values\":{}} | line 1: there is no 'schema' before the values",
      "{\"schema\":\"struct Pair\",\"values\":{}} | line 1: 'schema' is not that of a struct: schema text begins with",
      "{PAIR,\"values\":{\"one\":1}} | line 1: Pair has no value for other",
      "{PAIR,~\"values\":{\"one\":1,~\"othr\":2}} | line 3: Pair has no field 'othr'. Did you mean other?",
      "{PAIR,~\"values\":{\"one\":1,~\"other\":null}} | line 3: other: null stands for bytes that are not a value",
      "{PAIR,\"length\":2,\"values\":[{\"one\":1,\"other\":2}]} | line 1: 1 value is given, and 2 are needed",
      "{PAIR,\"length\":0,\"values\":[{\"one\":1,\"other\":2}]} | line 1: there are more values than 'length' says",
      "{PAIR,\"length\":-7,\"values\":[]} | line 1: length -7 is not between 0 and",
      "{PAIR,\"length\":99999999999999999999,\"values\":[]} | line 1: the number is too big",
      "{PAIR,\"length\":1,\"values\":[~{\"one\":1,\"other\":1e3}]} | line 2: other: '1e3' is not a whole number",
      "{PAIR,\"length\":1,\"values\":[{\"one\":1,\"other\":2}] | line 1: it is not JSON, or is cut off: ",
      "{PAIR,\"values\":{\"one\":1,\"other\":2}}~{} | line 2: there is something behind the dump"})
  void aWrongDumpIsRefusedWithItsLine(String text, String sentence) throws Exception {
    Path dump = file("dump", text.replace("PAIR", PAIR).replace('~', '\n'));
    Run run = Run.of("load", dump, folder.resolve("copy"));
    assertThat(run.err()).startsWith("sharedstruct: " + dump + ", " + sentence).hasLineCount(1);
    assertThat(run.status()).isEqualTo(1);
    assertThat(names()).as("what is left").containsExactly("dump");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "one | line 1: there is no column for other",
      "one,other,mor | line 1: there is no field 'mor', only",
      "one,othr | line 1: there is no field 'othr'. Did you mean other?",
      "one,one | line 1: the column one is there twice",
      "one,other | line 2: the values are missing",
      "one,other~1,2~3,4 | line 3: there are more rows of values than 1",
      "one,other~1 | line 2: there are 1 columns, and the head has 2",
      "index,one,other~0,1,2~2,3,4 | line 3: the index is '2' where 1 comes next",
      "index,one,other~0,1,2~1,3, | line 3: other: '' is not a whole number",
      "index,one,other~0,1,\"2 | line 2: other: '2"})
  void aWrongSheetIsRefusedWithItsLine(String text, String sentence) throws Exception {
    Path like = pairs(1);
    Path sheet = file("sheet", text.replace('~', '\n') + '\n');
    List<String> before = names();
    Run run = Run.of("load", "--like", like, sheet, folder.resolve("copy"));
    assertThat(run.err()).startsWith("sharedstruct: " + sheet + ", " + sentence).hasLineCount(1);
    assertThat(run.status()).isEqualTo(1);
    assertThat(names()).as("what is left").isEqualTo(before);
  }

  /** A file of a stranger may have any names, and messages have them as well. */
  @Test
  void aNameInAMessageCannotCommandTheTerminal() throws Exception {
    Path dump = file("dump", "{" + PAIR.replace("one", "o\\u001b[2J") + ",\"values\":{\"o\\u001b[2J\":1,\"other\":2}}");
    Path path = folder.resolve("pair");
    assertThat(Run.of("load", dump, path).output()).isEmpty();
    Run.of("get", path, "none").assertRefused(2, "Pair has no field 'none', only o\\u001b[2J, other");
  }

  @Test
  void whatIsThereIsNotWrittenOver() throws Exception {
    Path path = pairs(1);
    Path dump = folder.resolve("dump");
    byte[] before = Files.readAllBytes(path);
    Run.of("dump", path, path).assertRefused(1, path + ": already exists");
    assertThat(Run.of("dump", path, dump).output()).isEmpty();
    Run.of("load", dump, path).assertRefused(1, path + ": already exists");
    assertThat(Files.readAllBytes(path)).isEqualTo(before);
    Run.of("load", folder.resolve("none"), folder.resolve("copy"))
        .assertRefused(1, folder.resolve("none") + ": there is no such file");
  }

  @Test
  void aDumpOfWhatIsNoRegionLeavesNoFile() throws Exception {
    Path text = file("text", "No region. ".repeat(500));
    Path dump = folder.resolve("dump");
    assertThat(Run.of("dump", text, dump).status()).isEqualTo(1);
    assertThat(dump).doesNotExist();
  }
}
