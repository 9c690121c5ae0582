package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sharedstruct.tests.child.JavaCommand;
import org.sharedstruct.tests.child.Sight;
import org.sharedstruct.tests.child.StopsBetweenStores;
import org.sharedstruct.tests.child.Work;

/** Processes killed between any two stores of a guarded write, or of the recovery from one. */
class KilledHolderTest {

  private static final String GUARD = "org.sharedstruct.guard.";
  private static final String SUPPORT = "org.sharedstruct.support.";

  /** {@code Items.LONGS}, which stores the longs of a column. */
  private static final String LONGS = SUPPORT + "Items$6";

  /** How an operation is done that is alone in its hold and finds nothing unusual. */
  private static final List<String> USUAL_WAYS = List.of("Section.beginAlone", "Section.commitAlone");

  /** A single store by one who wakes nobody has the fewest: lock, store, version, unlock, end. */
  private static final int FEWEST_POINTS = 5;

  @TempDir Path classes;
  @TempDir Path folder;

  private KillPoints points;

  @BeforeEach
  void insertPoints() throws Exception {
    points = new KillPoints(classes).addStores(
        GUARD + "Hold", GUARD + "LockWord", GUARD + "Seqlock", GUARD + "Section", GUARD + "UndoSlot",
        GUARD + "UndoShadow", GUARD + "Elements", GUARD + "Sleepers",
        SUPPORT + "RawView", LONGS);
  }

  @Test
  void theLastCommitStandsAndAllGoesOn() throws Exception {
    for (int turn = 0; turn < KillPoints.KILLS_PER_POINT; turn++) {
      List<Sight> deaths = kill("works", turn);
      assertEachWorkCommitsOnce(turn, deaths);
      assertUsualWays(StopsBetweenStores.timesBefore(turn) > 0, deaths);
      for (Sight death : deaths) {
        examine(turn, death);
      }
      assertNothingIsLeft();
    }
  }

  @Test
  void whoeverDiesRecoveringIsRecoveredFrom() throws Exception {
    for (int turn = 0; turn < KillPoints.KILLS_PER_POINT; turn++) {
      Map<String, Sight> first = kill("works", turn).stream()
          .collect(Collectors.toMap(Sight::region, death -> death));
      List<Sight> second = kill("recovers", turn);
      assertThat(second).hasSameSizeAs(first.keySet());
      for (Sight death : second) {
        assertRecoveryCommitsOnceOrNothing(turn, first.get(death.region()), death);
        examine(turn, death);
      }
      assertNothingIsLeft();
    }
  }

  /** Kills a process, whose threads have all stopped, and says what others saw before. */
  private List<Sight> kill(String how, int turn) throws Exception {
    ProcessBuilder command = points.command(StopsBetweenStores.class, how, folder, turn);
    boolean canWake = turn % 2 == 0;
    List<Sight> sights = new ArrayList<>();
    try (ChildJvm child = ChildJvm.start(JavaCommand.withNativeAccess(canWake, command))) {
      String line = child.nextLine();
      while (!line.equals(StopsBetweenStores.ALL_STOPPED)) {
        sights.add(Sight.parse(line));
        line = child.nextLine();
      }
      child.kill();
    }
    return sights;
  }

  private void examine(int turn, Sight death) throws Exception {
    try {
      long n = StopsBetweenStores.timesBefore(turn) + 3;
      Aftermath aftermath = new Aftermath(folder, death);
      aftermath.readersSeeTheLastCommit();
      aftermath.whoeverWaitsForACommitWakes();
      aftermath.theNextOneGetsTheLock();
      aftermath.aRepairMakesAWhole(n);
      aftermath.allGoesOn(n);
    } catch (Exception | AssertionError failure) {
      throw new AssertionError("turn %s, killed %s".formatted(turn, describe(death)), failure);
    }
  }

  private String describe(Sight death) {
    String where = death.point() < 0 ? "at the end" : points.points().get(death.point());
    String path = death.path().isEmpty() ? "the work itself" : death.path();
    return "%s in %s, when others saw %s".formatted(where, path, death);
  }

  /**
   * In the order of the stores: what was there before, up to one of them, and from then on the result. That
   * is so for all elements together, or for each where they are half written meanwhile.
   */
  private void assertEachWorkCommitsOnce(int turn, List<Sight> deaths) {
    long times = StopsBetweenStores.timesBefore(turn);
    for (Work work : Work.values()) {
      List<Sight> inOrder = deaths.stream().filter(death -> death.work() == work).toList();
      assertThat(inOrder).as("points of %s", work).hasSizeGreaterThanOrEqualTo(FEWEST_POINTS);
      List<Long> before = work.result(times);
      List<Long> after = work.result(times + 1);
      assertChangesOnce(inOrder, before, after, death -> !death.halfWritten(), values -> values);
      assertVersionNeverRunsAhead(inOrder, before, after);
      for (int i = 0; i < before.size() && !before.equals(after); i += 2) {
        int element = i;
        assertChangesOnce(inOrder, before, after, death -> true,
            values -> values.subList(element, element + 2));
      }
    }
  }

  /** The first operation of a handle is not done in the same way as those after it. */
  private static void assertUsualWays(boolean usual, List<Sight> deaths) {
    for (String way : USUAL_WAYS) {
      assertThat(deaths.stream().filter(death -> usual || !death.work().isInSession())
          .anyMatch(death -> death.path().contains(way)))
          .as("whether one was killed in %s", way).isEqualTo(usual);
    }
  }

  private static void assertChangesOnce(List<Sight> inOrder, List<Long> before, List<Long> after,
      Predicate<Sight> which, UnaryOperator<List<Long>> part) {
    List<List<Long>> seen = inOrder.stream()
        .filter(which)
        .map(death -> part.apply(death.values().orElseThrow()))
        .collect(Collectors.toCollection(ArrayList::new));
    removeRepetitions(seen);
    List<List<Long>> expected = new ArrayList<>(List.of(part.apply(before), part.apply(after)));
    removeRepetitions(expected);
    assertThat(seen).as("values seen during %s", inOrder).isEqualTo(expected);
  }

  /** A reader that sees the next version must not see the values of the one before. */
  private static void assertVersionNeverRunsAhead(List<Sight> inOrder, List<Long> before, List<Long> after) {
    if (!before.equals(after)) {
      assertThat(inOrder)
          .filteredOn(death -> !death.halfWritten() && death.values().orElseThrow().equals(before))
          .extracting(Sight::version).containsOnly(inOrder.getFirst().version());
    }
  }

  private static void removeRepetitions(List<List<Long>> values) {
    for (int i = values.size() - 1; i > 0; i--) {
      if (values.get(i).equals(values.get(i - 1))) {
        values.remove(i);
      }
    }
  }

  /** What was half written is not taken for a whole before it is one. */
  private void assertRecoveryCommitsOnceOrNothing(int turn, Sight first, Sight second) {
    if (!second.halfWritten()) {
      List<Long> after = second.work().resultAfterDeath(StopsBetweenStores.timesBefore(turn) + 2);
      List<Long> before = first.halfWritten() ? after : first.values().orElseThrow();
      assertThat(second.values().orElseThrow()).as(describe(second)).isIn(before, after);
    }
    assertThat(second.version()).as(describe(second)).isGreaterThanOrEqualTo(first.version());
  }

  private void assertNothingIsLeft() throws Exception {
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }
}
