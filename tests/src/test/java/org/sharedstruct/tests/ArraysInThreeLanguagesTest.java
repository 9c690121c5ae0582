package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Java, C and Python write one array: element by element, several at once, all; and two repair what one left. */
class ArraysInThreeLanguagesTest {

  private static final int LENGTH = 4;
  private static final int STEPS = 3_000;

  @TempDir static Path programs;
  @TempDir Path folder;

  private static Peers peers;

  @BeforeAll
  static void compile() throws Exception {
    peers = new Peers(programs);
  }

  @AfterAll
  static void end() {
    peers.close();
  }

  private Path path() {
    return folder.resolve("array");
  }

  private static String all(String element) {
    return String.join(" ", Collections.nCopies(LENGTH, element));
  }

  static Stream<Arguments> makersAndRepairers() {
    return Stream.of(Language.values()).flatMap(
        one -> Stream.of(Language.values()).map(other -> arguments(one, other)));
  }

  /** The languages take turns in making it. */
  @ParameterizedTest
  @CsvSource({
    "array, JAVA, element 1 N, 0.0 0.0 X 0.0 0.0 0.0 0.0",
    "atomic, C, element 1 N, 0.0 0.0 X 0.0 0.0 0.0 0.0",
    "array, PYTHON, several N 0 2, X 0.0 0.0 X 0.0 0.0",
    "atomic, JAVA, several N 3 0, X 0.0 0.0 0.0 0.0 X",
    "array, C, several N 0 1 2 3, X X X X",
    "atomic, PYTHON, several N 0 1 2 3, X X X X",
  })
  void threeWriteAtOnceAndLoseNothing(String form, Language maker, String command, String expected)
      throws Exception {
    peers.of(maker).order("make", form, path(), LENGTH, 0);
    for (Language language : Language.values()) {
      if (language != maker) {
        peers.of(language).order("open", "array", path());
      }
    }
    for (Language language : Language.values()) {
      peers.of(language).tell(command.replace("N", String.valueOf(STEPS)));
    }
    for (Language language : Language.values()) {
      assertThat(peers.of(language).answer()).as("%s", language).isEqualTo("done");
    }
    float sum = 3 * STEPS;
    for (Language language : Language.values()) {
      assertThat(peers.of(language).ask("show")).as("what %s sees", language)
          .isEqualTo(expected.replace("X", sum + " " + -sum));
      peers.of(language).order("close");
    }
  }

  @ParameterizedTest
  @MethodSource("makersAndRepairers")
  void anArrayLeftHalfWrittenIsToldToAllAndRepairedByAny(Language killed, Language repairer) throws Exception {
    leaveHalfway("array", killed, "0 1 2");
    for (Language language : Language.values()) {
      Peers.Peer peer = peers.of(language);
      peer.order("open", "array", path());
      for (String command : List.of("show", "element 3 1", "several 1 0 3")) {
        assertThat(peer.ask(command)).as("%s asked to %s", language, command)
            .startsWith("refused, half written: ").contains(path().toString(), "repair");
      }
    }
    peers.of(repairer).order("repair");
    for (Language language : Language.values()) {
      Peers.Peer peer = peers.of(language);
      peer.order("several", 1, 0, 1, 2, 3);
      float sum = language.ordinal() + 1;
      assertThat(peer.ask("show")).as("%s", language).isEqualTo(all(sum + " " + -sum));
    }
    for (Language language : Language.values()) {
      peers.of(language).order("close");
    }
  }

  /** One that waits for the next commit takes the lock from the dead one, and repairs nothing by that. */
  @ParameterizedTest
  @MethodSource("makersAndRepairers")
  void anArrayLeftHalfWrittenStaysSoWhereOneAwaitsACommit(Language killed, Language waiter) throws Exception {
    leaveHalfway("array", killed, "0 1 2");
    for (Language language : Language.values()) {
      peers.of(language).order("open", "array", path());
    }
    peers.of(waiter).order("await");
    for (Language language : Language.values()) {
      for (String command : List.of("show", "several 1 0 3")) {
        assertThat(peers.of(language).ask(command)).as("%s asked to %s", language, command)
            .startsWith("refused, half written: ");
      }
    }
    for (Language language : Language.values()) {
      peers.of(language).order("close");
    }
  }

  /**
   * In an array that is atomic as a whole; and in any, where only one element was begun. There, C says from
   * the first one on that it writes several.
   */
  @ParameterizedTest
  @MethodSource("makersAndRepairers")
  void whatCanBeUndoneIsUndoneByAny(Language killed, Language next) throws Exception {
    leaveHalfway("atomic", killed, "0 1 2");
    assertUndoneBy(next);
    if (killed != Language.C) {
      leaveHalfway("array", killed, "2");
      assertUndoneBy(next);
    }
  }

  private void assertUndoneBy(Language next) throws Exception {
    for (Language language : Language.values()) {
      peers.of(language).order("open", "array", path());
      assertThat(peers.of(language).ask("show")).as("what %s sees before", language).isEqualTo(all("1.0 -1.0"));
    }
    peers.of(next).order("await");
    assertThat(peers.of(next).ask("show")).as("what %s sees after it has taken the lock", next)
        .isEqualTo(all("1.0 -1.0"));
    peers.of(next).order("element", 3, 1);
    for (Language language : Language.values()) {
      assertThat(peers.of(language).ask("show")).as("what %s sees then", language)
          .isEqualTo("1.0 -1.0 1.0 -1.0 1.0 -1.0 2.0 -2.0");
    }
    peers.of(next).order("remove");
    for (Language language : Language.values()) {
      peers.of(language).order("close");
    }
    assertThat(folder).isEmptyDirectory();
  }

  /** An array of ones, some of whose elements one process has begun to write when it was killed. */
  private void leaveHalfway(String form, Language language, String elements) throws Exception {
    Peers.Peer victim = peers.start(language);
    victim.order("make", form, path(), LENGTH, 0);
    victim.order("several 1 0 1 2 3");
    assertThat(victim.ask("halfway", elements)).isEqualTo("begun");
    victim.kill();
  }
}
