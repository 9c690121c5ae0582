package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.sharedstruct.tests.child.Peer;

/** Java, C and Python make regions for each other: at the same moment, as they are killed, and for a while only. */
class CreationInThreeLanguagesTest {

  private static final int ROUNDS = 40;
  private static final int RACERS_OF_EACH = 2;

  @TempDir static Path programs;
  @TempDir Path folder;

  private static Peers peers;
  private static CMember killer;

  @BeforeAll
  static void compile() throws Exception {
    peers = new Peers(programs);
    killer = CMember.compile("killer", Files.createDirectory(programs.resolve("killer")),
        List.of("gcc", "-std=c11", "-O2"));
  }

  @AfterAll
  static void end() {
    peers.close();
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  @ParameterizedTest
  @CsvSource({"struct, 1", "array, 3", "atomic, 3"})
  void oneOfAllCreatesAndAllShareIt(String form, int length) throws Exception {
    List<Peers.Peer> racers = new ArrayList<>();
    for (int i = 0; i < RACERS_OF_EACH; i++) {
      for (Language language : Language.values()) {
        racers.add(i == 0 ? peers.of(language) : peers.start(language));
      }
    }
    Set<Language> creators = new HashSet<>();
    Path gate = folder.resolve("gate");
    SharedXY.create(gate).close();
    for (int round = 0; round < ROUNDS; round++) {
      Path path = folder.resolve("round-" + round);
      for (int racer = 0; racer < racers.size(); racer++) {
        racers.get(racer).tell("race", form, path, gate, (round + 1) * racers.size(), racer + 1);
      }
      Set<String> seen = new HashSet<>();
      for (Peers.Peer racer : racers) {
        seen.add(racer.answer());
      }
      assertThat(seen).as("creators that racers found in round %s", round).hasSize(1);
      int creator = (int) Float.parseFloat(seen.iterator().next()) - 1;
      creators.add(racers.get(creator).language());
      float last = racers.size() - (length == 1 ? creator + 1 : 0);
      Peers.Peer reader = peers.of(Language.values()[round % 3]);
      reader.order("open", length == 1 ? "struct" : "array", path);
      assertThat(reader.ask("show")).as("round %s", round).startsWith(seen.iterator().next()).endsWith(" " + last);
      reader.order("close");
    }
    assertThat(creators).as("languages that won").hasSizeGreaterThan(1);
    assertThat(files()).as("regions and their lock files, and nothing else").hasSize(2 * (ROUNDS + 1));
  }

  /** Killed before and after its system calls: in C all, in Python, which has many more, one of five. */
  @ParameterizedTest
  @CsvSource({"C, 1", "PYTHON, 5"})
  void aCreatorKilledAtAnyCallIsCleanedUpByAnyOther(Language language, int calls) throws Exception {
    int killed = 0;
    String end = "killed";
    for (int point = 0; !end.equals("ended"); point += calls) {
      Path path = folder.resolve("region" + point);
      ProcessBuilder creator = peers.command(language, "hello", "make struct " + path + " 1 5");
      List<Object> words = new ArrayList<>(List.of(point));
      words.addAll(creator.command());
      ProcessBuilder command = killer.command(words.toArray());
      command.environment().putAll(creator.environment());
      end = ChildJvm.run(command).getLast();
      assertThat(end).as("end at call %s", point).isIn("killed", "ended");
      killed += end.equals("killed") ? 1 : 0;
      assertWhole("killed at call " + point, path, peers.of(Language.values()[point / calls % 3]));
    }
    assertThat(killed).as("calls at which a creator was killed").isGreaterThan(20);
  }

  @Test
  void aCreatorInJavaKilledAtAnyStepIsCleanedUpByTheOthers() throws Exception {
    KillPoints points = new KillPoints(Files.createDirectory(programs.resolve("copies")))
        .addFileCalls("org.sharedstruct.region.Draft");
    int killed = 0;
    for (int point = 0; point < points.points().size(); point++) {
      Path path = folder.resolve("region" + point);
      if (points.killAt(point, Peer.class, "make", "struct", path, 1, 5, ",")) {
        killed++;
      }
      assertWhole("killed " + points.points().get(point), path,
          peers.of(point % 2 == 0 ? Language.C : Language.PYTHON));
    }
    assertThat(killed).as("points where a creator was killed, of %s", points.points()).isGreaterThan(8);
  }

  /** The next one finds either nothing or a whole region, and afterwards no leftover lies around. */
  private void assertWhole(String how, Path path, Peers.Peer next) throws Exception {
    next.order("make", "struct", path, 1, 77);
    assertThat(next.ask("show")).as("what %s finds, %s", next, how).isIn("5.0 -5.0", "77.0 -77.0");
    next.order("remove");
    next.order("close");
    next.order("make", "struct", path, 1, 78);
    next.order("remove");
    next.order("close");
    assertThat(files()).as("what %s leaves, %s", next, how).isEmpty();
  }

  static Stream<Arguments> makersAndOrders() {
    return Stream.of(Language.values()).flatMap(maker -> Stream.of(Language.values()).flatMap(
        first -> Stream.of(Language.values()).filter(second -> second != first)
            .map(second -> arguments(maker, first, second))));
  }

  /** For each maker, and each order in which they leave. */
  @ParameterizedTest
  @MethodSource("makersAndOrders")
  void aTemporaryRegionGoesWithTheLastOfThree(Language maker, Language first, Language second) throws Exception {
    Path path = makeTemporary(peers.of(maker));
    for (Language language : Language.values()) {
      if (language != maker) {
        peers.of(language).order("open", "struct", path);
      }
      peers.of(language).order("element", 0, 1);
    }
    peers.of(first).order("close");
    assertThat(path).as("when %s has left", first).exists();
    peers.of(second).order("close");
    assertThat(path).as("when %s has left", second).exists();
    Peers.Peer last = Stream.of(Language.values()).filter(one -> one != first && one != second).findFirst()
        .map(CreationInThreeLanguagesTest::peer).orElseThrow();
    assertThat(last.ask("show")).isEqualTo("8.0 -8.0");
    last.order("close");
    assertThat(files()).as("when %s has left, too", last).isEmpty();
  }

  private static Peers.Peer peer(Language language) {
    try {
      return peers.of(language);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** Of 5 and -5. C gives it the name that it is told; the others make one up. */
  private Path makeTemporary(Peers.Peer maker) throws Exception {
    Path told = folder.resolve("temporary");
    String answer = maker.ask("make", "temporary", told, 1, 5);
    Path path = answer.equals("done") ? told : Path.of(answer);
    assertThat(path).as("what %s has made", maker).exists().hasParent(folder.toRealPath());
    return path;
  }

  static Stream<Arguments> parentsAndHeirs() {
    return Stream.of(Language.values()).flatMap(
        parent -> Stream.of(Language.values()).map(heir -> arguments(parent, heir)));
  }

  @ParameterizedTest
  @MethodSource("parentsAndHeirs")
  void aChildInheritsATemporaryRegionByName(Language parent, Language heir) throws Exception {
    Path path = makeTemporary(peers.of(parent));
    ProcessBuilder child = peers.command(heir, "inherited target", "element 0 2", "show");
    List<Object> words = new ArrayList<>(List.of("bear", "target"));
    if (heir == Language.PYTHON) {
      words.addAll(List.of("env", "PYTHONPATH=" + child.environment().get("PYTHONPATH")));
    }
    words.addAll(child.command());
    assertThat(peers.of(parent).ask(words.toArray())).as("what the child has seen").isEqualTo("7.0 -7.0");
    assertThat(path).exists();
    assertThat(peers.of(parent).ask("show")).isEqualTo("7.0 -7.0");
    peers.of(parent).order("close");
    assertThat(files()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("parentsAndHeirs")
  void aTemporaryRegionOfAKilledProcessGoesWithTheNextOne(Language killed, Language next) throws Exception {
    Peers.Peer victim = peers.start(killed);
    Path path = makeTemporary(victim);
    victim.kill();
    assertThat(path).exists();
    Path other = folder.resolve("other");
    peers.of(next).order("make", "struct", other, 1, 1);
    assertThat(path).as("swept by %s", next).doesNotExist();
    peers.of(next).order("remove");
    peers.of(next).order("close");
    assertThat(files()).isEmpty();
  }
}
