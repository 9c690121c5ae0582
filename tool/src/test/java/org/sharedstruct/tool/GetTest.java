package org.sharedstruct.tool;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code get}: values of one commit, in three forms. */
class GetTest {

  @TempDir Path folder;

  private Path robot() throws Exception {
    Path path = folder.resolve("robot");
    try (SharedRobot shared = SharedRobot.create(path)) {
      shared.guarded().update(Robots::fill);
    }
    return path;
  }

  private Path pairs(int length) throws Exception {
    Path path = folder.resolve("pairs");
    try (SharedPair.Array shared = SharedPair.Array.create(path, length)) {
      for (int i = 0; i < length; i++) {
        shared.guarded().set(i, new PairRecord(i, 10L * i));
      }
    }
    return path;
  }

  @Test
  void aTableHasARowForEachField() throws Exception {
    assertThat(Run.of("get", robot()).output()).isEqualTo("""
        field       value
        on          true
        pose.x      1.5
        pose.y      -0.1
        name        "R 2"
        state       BUSY
        sample      [1.1,0.0,-3.0]
        route[0].x  0.0
        route[0].y  0.0
        route[1].x  0.0
        route[1].y  9.0
        ticket      4000000000
        sign        \u00fc
        count       -9223372036854775808
        id          01234567-89ab-4def-8123-456789abcdef
        since       2026-01-02T03:04:05.500Z
        left        PT1.5S
        """);
  }

  @Test
  void jsonHasTheValuesOfAllKinds() throws Exception {
    assertThat(Run.of("get", "-o", "json", robot()).output()).isEqualTo("""
        {
          "on" : true,
          "pose" : {
            "x" : 1.5,
            "y" : -0.1
          },
          "name" : "R 2",
          "state" : "BUSY",
          "sample" : [ 1.1, 0.0, -3.0 ],
          "route" : [ {
            "x" : 0.0,
            "y" : 0.0
          }, {
            "x" : 0.0,
            "y" : 9.0
          } ],
          "ticket" : 4000000000,
          "sign" : "\u00fc",
          "count" : -9223372036854775808,
          "id" : "01234567-89ab-4def-8123-456789abcdef",
          "since" : "2026-01-02T03:04:05.500Z",
          "left" : "PT1.5S"
        }
        """);
  }

  @Test
  void csvHasAColumnForEachValue() throws Exception {
    Path path = robot();
    try (SharedRobot shared = SharedRobot.open(path)) {
      shared.guarded().name("a,\"b\"");
    }
    assertThat(Run.of("get", "--output=CSV", path).output()).isEqualTo("""
        on,pose.x,pose.y,name,state,sample[0],sample[1],sample[2],route[0].x,route[0].y,route[1].x,route[1].y,\
        ticket,sign,count,id,since,left
        true,1.5,-0.1,"a,""b""\",BUSY,1.1,0.0,-3.0,0.0,0.0,0.0,9.0,\
        4000000000,\u00fc,-9223372036854775808,01234567-89ab-4def-8123-456789abcdef,2026-01-02T03:04:05.500Z,PT1.5S
        """);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "pose.x | 1.5", "name | \"R 2\"", "sample[2] | -3.0", "route[1].y | 9.0", "state | BUSY"})
  void aPathToOneValueGivesThatAlone(String path, String value) throws Exception {
    assertThat(Run.of("get", robot(), path).output()).isEqualTo(value + "\n");
  }

  @Test
  void anArrayHasARowForEachElement() throws Exception {
    assertThat(Run.of("get", pairs(3)).output()).isEqualTo("""
        index  one  other
            0    0      0
            1    1     10
            2    2     20
        """);
  }

  @Test
  void aRangeKeepsItsIndices() throws Exception {
    Path path = pairs(12);
    assertThat(Run.of("get", path, "[9..10]").words())
        .containsExactly(List.of("index", "one", "other"), List.of("9", "9", "90"), List.of("10", "10", "100"));
    assertThat(Run.of("get", path, "[11].other").output()).isEqualTo("110\n");
    assertThat(Run.of("get", "-o", "csv", path, "[10..].other").output()).isEqualTo("index,value\n10,100\n11,110\n");
    assertThat(Run.of("get", "-o", "json", path, "one").output())
        .isEqualTo("[ 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 ]\n");
  }

  @Test
  void anArrayWithoutElementsIsEmpty() throws Exception {
    Path path = pairs(0);
    assertThat(Run.of("get", path).output()).isEmpty();
    assertThat(Run.of("get", "-o", "json", path).output()).isEqualTo("[ ]\n");
    assertThat(Run.of("get", "-o", "csv", path).output()).isEmpty();
  }

  @Test
  void aWrongPathIsRefusedWithTheNearName() throws Exception {
    Path path = robot();
    Run.of("get", path, "poze.x").assertRefused(2, "Robot has no field 'poze'. Did you mean pose?");
    Run.of("get", path, "pose.z").assertRefused(2, "Pose has no field 'z', only x, y");
    Run.of("get", path, "sample[3]").assertRefused(2, "sample has no [3]: its elements are [0] to [2]");
    Run.of("get", path, "[0]").assertRefused(2, "the region is not an array, so it has no '[0]'");
  }

  /** They are copied as bytes, of one commit; objects are made of one element after the other. */
  @ParameterizedTest
  @ValueSource(strings = {"table", "json", "csv"})
  void moreElementsAreWrittenThanThereIsMemoryForObjects(String form) throws Exception {
    Path many = folder.resolve("many");
    try (SharedPair.Array shared = SharedPair.Array.create(many, 1_000_000)) {
      shared.guarded().set(999_999, new PairRecord(1, 987_654_321));
    }
    List<String> command = Run.command("get", "-o", form, many);
    command.add(1, "-Xmx24m");
    assertThat(Run.of(command).output()).hasSizeGreaterThan(5_000_000).contains("987654321");
  }

  @Test
  void moreThanThereIsMemoryForIsRefused() throws Exception {
    Path many = folder.resolve("many");
    SharedPair.Array.create(many, 2_000_000).close();
    List<String> command = Run.command("get", "-o", "json", many);
    command.add(1, "-Xmx24m");
    Run.of(command).assertRefused(1, "there is too little memory for all of that: ask for a part, such as '[0..999]'");
  }

  @Test
  void elementsThatAreHalfWrittenAreRefused() throws Exception {
    Path path = pairs(3);
    try (Child child = Child.start("halfArray", path)) {
      child.kill();
    }
    Run run = Run.of("get", path);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("sharedstruct: ").contains(path + " is half written").hasLineCount(1);
    assertThat(run.status()).isEqualTo(1);
  }

  // Values that are not valid

  /** Nobody writes such bytes but another program. */
  @Test
  void bytesThatAreNoValueAreShownAsWhatTheyAre() throws Exception {
    Path path = robot();
    try (SharedRobot shared = SharedRobot.open(path)) {
      MemorySegment bytes = shared.raw().segment();
      bytes.set(ValueLayout.JAVA_INT_UNALIGNED, RawRobot.LAYOUT.byteOffset(
          java.lang.foreign.MemoryLayout.PathElement.groupElement("state")), 7);
      bytes.set(ValueLayout.JAVA_BYTE, RawRobot.LAYOUT.byteOffset(
          java.lang.foreign.MemoryLayout.PathElement.groupElement("name")), (byte) 0xff);
    }
    assertThat(Run.of("get", path, "state").output()).isEqualTo("?7\n");
    assertThat(Run.of("get", path, "name").output()).isEqualTo("?ff2032\n");
    assertThat(Run.of("get", "-o", "json", path, "state").output()).isEqualTo("null\n");
  }

  @Test
  void aTextCannotCommandTheTerminal() throws Exception {
    Path path = folder.resolve("robot");
    try (SharedRobot shared = SharedRobot.create(path)) {
      shared.guarded().name("\u001b[2J\n");
    }
    assertThat(Run.of("get", path, "name").output()).isEqualTo("\"\\u001b[2J\\n\"\n");
  }

  @Test
  void numbersThatAreNoneAreTextsInJson() throws Exception {
    Path path = folder.resolve("robot");
    try (SharedRobot shared = SharedRobot.create(path)) {
      shared.guarded().update(robot -> robot.sample(0, Float.NaN).sample(1, Float.NEGATIVE_INFINITY));
    }
    assertThat(Run.of("get", "-o", "json", path, "sample").output())
        .isEqualTo("[ \"NaN\", \"-Infinity\", 0.0 ]\n");
  }

  /** UTF-8 has no half of a surrogate pair; as {@code ?} it would be another character. */
  @Test
  void halfOfAPairIsEscaped() throws Exception {
    Path path = folder.resolve("robot");
    try (SharedRobot shared = SharedRobot.create(path)) {
      shared.guarded().sign('\ud83d');
    }
    assertThat(Run.of("get", "-o", "json", path, "sign").output()).isEqualTo("\"\\ud83d\"\n");
    assertThat(Run.of("get", "-o", "csv", path, "sign").output()).isEqualTo("value\n\\ud83d\n");
  }

  // Others at work

  @Test
  void whatIsPrintedIsOfOneCommitWhileAnotherProcessWrites() throws Exception {
    Path path = folder.resolve("pair");
    try (Child writer = Child.start("pairs", path)) {
      long last = 0;
      for (int i = 0; i < 10; i++) {
        String[] pair = Run.of("get", "-o", "csv", path).output().lines().toList().get(1).split(",");
        assertThat(pair[0]).isEqualTo(pair[1]);
        assertThat(Long.parseLong(pair[0])).isGreaterThan(last);
        last = Long.parseLong(pair[0]);
      }
      writer.finish();
    }
  }

  /** It says so if commits were too fast for all to be of one. */
  @Test
  void eachElementIsOfOneCommitWhileAnotherProcessWrites() throws Exception {
    Path path = folder.resolve("array");
    try (Child writer = Child.start("array", path)) {
      for (int i = 0; i < 10; i++) {
        Run run = Run.of("get", "-o", "csv", path);
        assertThat(run.status()).isZero();
        assertThat(run.out()).hasLineCount(17);
        assertThat(run.out().lines().skip(1).map(line -> line.split(",")))
            .allSatisfy(row -> assertThat(row[1]).isEqualTo(row[2]));
        assertThat(run.err()).satisfiesAnyOf(err -> assertThat(err).isEmpty(),
            err -> assertThat(err).contains("is written all the time"));
      }
      writer.finish();
    }
  }

  @Test
  void theLastCommitIsSeenWhileAProcessIsInAnUpdateAndAfterItWasKilled() throws Exception {
    Path path = folder.resolve("pair");
    SharedPair.create(path, new PairRecord(5, 6)).close();
    try (Child holder = Child.start("half", path)) {
      assertThat(Run.of("get", path, "one").output()).isEqualTo("5\n");
      byte[] before = Files.readAllBytes(path);
      holder.kill();
      assertThat(Run.of("get", path, "one").output()).isEqualTo("5\n");
      assertThat(Files.readAllBytes(path)).as("the file, which a look does not change").isEqualTo(before);
    }
  }

  // What cannot be read

  @Test
  void whatIsMissingForeignOrDamagedIsRefusedInOneSentence() throws Exception {
    Path none = folder.resolve("none");
    Run.of("get", none).assertRefused(1, none + ": there is no such file");
    Path text = Files.writeString(folder.resolve("text"), "No region. ".repeat(500));
    Run.of("get", text).assertRefused(1, text + ": is no shared region: it begins with 4e6f20726567696f, not with"
        + " 5348535452554354 (SHSTRUCT)");
    Run.of("get", folder).assertRefused(1, folder + ": is a folder, not a file");
    Path pairs = pairs(1000);
    long size = Files.size(pairs);
    try (FileChannel channel = FileChannel.open(pairs, StandardOpenOption.WRITE)) {
      channel.truncate(8192);
    }
    Run.of("get", pairs).assertRefused(1, pairs + ": is truncated: 8192 bytes are left of " + size);
  }

  @Test
  void aRemovedRegionIsMissing() throws Exception {
    Path path = robot();
    try (SharedRobot shared = SharedRobot.open(path)) {
      assertThat(shared.remove()).isTrue();
    }
    Run.of("get", path).assertRefused(1, path + ": there is no such file");
  }

  @Test
  void theOutputIsJson() throws Exception {
    try (JsonParser json = new JsonFactory().createParser(Run.of("get", "-o", "json", robot()).output())) {
      int fields = 0;
      while (json.nextToken() != null) {
        fields += json.currentToken().isScalarValue() ? 1 : 0;
      }
      assertThat(fields).isEqualTo(18);
    }
  }
}
