package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Updates that a child kills itself in, each time at another step. After each kill a survivor tells what it
 * finds, all of one commit, the last one or the one that was going on, and makes the next; those of all
 * languages do so in turn.
 */
final class SteppedKills {

  /** An update has more steps; if it had so few, it would not have been stepped. */
  private static final int LEAST = 30;

  private static final XYRecord ZERO = new XYRecord(0, 0);

  /** What a program has told. */
  private record Survival(boolean repaired, XYRecord was, XYRecord now) {

    static Survival parse(String line) {
      String[] words = line.split(" ");
      assertThat(words).as(line).hasSize(6);
      return new Survival(words[0].equals("repaired"), xy(words[1], words[2]), xy(words[4], words[5]));
    }

    private static XYRecord xy(String x, String y) {
      return new XYRecord(Float.parseFloat(x), Float.parseFloat(y));
    }
  }

  /** In other languages in each run. */
  private int turn = new Random().nextInt(Language.values().length);
  private String way = "";
  private XYRecord was = ZERO;
  private int total;
  private int undone;
  private int done;
  private int repaired;

  private SteppedKills() {}

  /**
   * Goes on after each kill, until there is no other.
   *
   * @param stepper kills, and says so by a line {@code killed in}, the way of the update, and where
   * @param path the region, whose values are zero before the first kill in each way
   * @param form {@code struct}, {@code array} or {@code atomic}
   * @param length of an array
   */
  static void survive(ProcessBuilder stepper, Members members, Path path, String form, int length) throws Exception {
    SteppedKills kills = new SteppedKills();
    List<ChildJvm> survivors = members.startAll(path, form, length);
    try (ChildJvm child = ChildJvm.start(stepper)) {
      Optional<String> kill = child.nextLineIfAny();
      for (; kill.isPresent(); kill = child.nextLineIfAny()) {
        kills.next(kill.get(), survivors, form);
        child.goOn();
      }
      child.finish();
      kills.check(form);
      assertThat(kills.total).as("kills in all").isGreaterThan(LEAST);
    } finally {
      Members.close(survivors);
    }
  }

  private void next(String kill, List<ChildJvm> survivors, String form) throws Exception {
    assertThat(kill).startsWith("killed in ");
    String next = kill.split(" ")[2];
    if (!next.equals(way)) {
      check(form);
      way = next;
      was = ZERO;
      undone = done = repaired = 0;
    }
    turn = (turn + 1) % survivors.size();
    ChildJvm survivor = survivors.get(turn);
    survivor.send(isOfAll() ? "survive all" : "survive");
    Survival found = Survival.parse(survivor.nextLine());
    String what = kill + ", then " + Language.values()[turn];
    if (found.repaired) {
      assertThat(form).as(what).isEqualTo("array");
      assertThat(isOfAll()).as(what).isTrue();
      assertThat(found.was).as(what).isEqualTo(ZERO);
      repaired++;
    } else {
      assertThat(found.was).as(what).isIn(was, afterOne());
      undone += found.was.equals(was) ? 1 : 0;
      done += found.was.equals(was) ? 0 : 1;
    }
    assertThat(found.now).as(what).isEqualTo(new XYRecord(found.was.x() + 1, found.was.y() - 1));
    was = found.now;
    total++;
  }

  private boolean isOfAll() {
    return List.of("all", "apply-all", "slice").contains(way);
  }

  /** What the killed one would have left. */
  private XYRecord afterOne() {
    return switch (way) {
      case "lock" -> was;
      case "field" -> new XYRecord(was.x() + 1, was.y());
      default -> new XYRecord(was.x() + 1, was.y() - 1);
    };
  }

  /** Kills came before and after the commit, and between the elements of an array that tells so. */
  private void check(String form) {
    if (!way.isEmpty()) {
      assertThat(undone).as("kills in %s that left the commit before", way).isPositive();
      assertThat(done).as("kills in %s that left its commit", way).matches(n -> way.equals("lock") == (n == 0));
      assertThat(repaired).as("kills in %s that left it half written", way)
          .matches(n -> (isOfAll() && form.equals("array")) == (n > 0));
    }
  }
}
