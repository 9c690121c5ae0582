package org.sharedstruct.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What ours is to cost at most, in relation to a rival, and whether it did. */
final class Aims {

  /**
   * One of them.
   *
   * @param figure what is measured
   * @param side with native access, or without
   * @param rival the beginning of its name; empty: the limit is not a ratio, but a value of the figure
   * @param limit the greatest ratio or value
   */
  private record Aim(String figure, Side side, String rival, double limit) {

    static Aim of(String figure, String rival, double limit) {
      return new Aim(figure, Side.OURS, rival, limit);
    }

    static Aim ofNative(String figure, String rival, double limit) {
      return new Aim(figure, Side.OURS_NATIVE, rival, limit);
    }
  }

  private static final String ALONE = ", alone";
  private static final String IN_SESSION = ALONE + ": in a writer session";
  private static final String ELEMENT = ": element of an array";
  private static final String MUTEX = "C, robust mutex";
  private static final String STAMPED = "`StampedLock`";
  private static final String GUARDED = "`guarded.";
  private static final String SEGMENT = "`MemorySegment` by hand";
  private static final String HAND = "a loop by hand";
  private static final String LOOP = "one field of 65,536 structs, without a lock, by ";

  private static final List<Aim> ALL = List.of(
      Aim.of("update of one field" + ALONE, MUTEX, 1.3),
      Aim.ofNative("update of one field" + ALONE, MUTEX, 1.0),
      Aim.of("update with a result" + ALONE, MUTEX, 1.3),
      Aim.ofNative("update with a result" + ALONE, MUTEX, 1.0),
      Aim.of("set of both fields" + ALONE, MUTEX, 1.3),
      Aim.ofNative("set of both fields" + ALONE, MUTEX, 1.0),
      Aim.of("set of one field" + ALONE, MUTEX, 1.0),
      Aim.ofNative("set of one field" + ALONE, MUTEX, 0.8),
      Aim.of("update of one field" + IN_SESSION, MUTEX, 0.6),
      Aim.of("set of one field" + IN_SESSION, MUTEX, 0.35),
      Aim.of("both fields of one commit, as a record", STAMPED, 4),
      Aim.of("get of one field", STAMPED, 3),
      Aim.of("update of one field" + ALONE + ELEMENT, GUARDED, 1.15),
      Aim.of("set of both fields" + ALONE + ELEMENT, GUARDED, 1.15),
      Aim.of("set of one field" + ALONE + ELEMENT, GUARDED, 1.15),
      Aim.of("both fields of one commit, as a record" + ELEMENT, GUARDED, 1.15),
      Aim.of("get of one field" + ELEMENT, GUARDED, 1.15),
      Aim.of(LOOP + "index", SEGMENT, 1.05),
      Aim.of(LOOP + "view", SEGMENT, 1.05),
      Aim.of(LOOP + "iterator", SEGMENT, 1.05),
      Aim.of("65,536 fields that lie apart, `copyXTo(floats)`, without a lock", HAND, 0.5),
      Aim.of("65,536 fields that lie apart, `copyXFrom(floats)`, without a lock", HAND, 0.5),
      Aim.of("65,536 fields that adjoin, `copyValueTo(floats)`, without a lock", "`MemorySegment.copy`", 1.05),
      Aim.of("65,536 fields that adjoin, `copyValueFrom(floats)`, without a lock", "`MemorySegment.copy`", 1.05),
      Aim.of("2 processes, one lock: an update of any", MUTEX, 1.5),
      Aim.of("2 processes, one lock: 99.9 % within", MUTEX, 3),
      Aim.of("attach to a struct" + ALONE, "", 200_000),
      Aim.of(Watched.FIGURE.what(), "", 2),
      Aim.of("300 types of 2 to 8 primitives: CPU time of javac", "Immutables", 1.2));

  private Aims() {}

  /** A table in Markdown of what has been measured. */
  static String of(Ledger ledger) {
    StringBuilder table = new StringBuilder("""
        | aim | rival | at most | ours / rival |
        |-----|-------|--------:|-------------:|
        """);
    for (Aim aim : ALL) {
      for (Figure figure : figures(ledger, aim)) {
        reached(ledger, aim).ifPresent(reached -> table.append(line(aim, figure.unit(), reached)));
      }
    }
    return table.toString();
  }

  /** Those that none of some contenders would be measured for, or against, if they are ratios. */
  static List<String> unmeasured(List<Contender> contenders) {
    return ALL.stream()
        .filter(aim -> !has(contenders, aim, aim.side(), "")
            || !aim.rival().isEmpty() && !has(contenders, aim, Side.RIVAL, aim.rival()))
        .map(Aim::toString)
        .toList();
  }

  private static boolean has(List<Contender> contenders, Aim aim, Side side, String name) {
    return contenders.stream()
        .filter(contender -> contender.name().startsWith(name))
        .flatMap(contender -> contender.figures().stream()
            .filter(figure -> figure.what().equals(aim.figure()) && contender.side(figure) == side))
        .findAny()
        .isPresent();
  }

  private static String line(Aim aim, String unit, double reached) {
    boolean isRatio = !aim.rival().isEmpty();
    String number = isRatio ? "%.2f" : unit.equals("%") ? "%.1f %%" : "%,.0f " + unit;
    String mark = reached <= aim.limit() ? "" : " (missed)";
    return String.format(Locale.ROOT, "| %s%s | %s | " + number + " | " + number + "%s |%n",
        aim.figure(), aim.side() == Side.OURS_NATIVE ? ", native access" : "",
        isRatio ? shown(aim.rival()) : "", aim.limit(), reached, mark);
  }

  private static String shown(String rival) {
    return rival.equals(GUARDED) ? "the single struct" : rival;
  }

  /** The one that is aimed at, or none if it was not measured. */
  private static List<Figure> figures(Ledger ledger, Aim aim) {
    return ledger.figures().stream().filter(figure -> figure.what().equals(aim.figure())).toList();
  }

  private static Optional<Double> reached(Ledger ledger, Aim aim) {
    List<Row> rows = figures(ledger, aim).stream()
        .flatMap(figure -> ledger.rows(figure).stream())
        .filter(Row::hasValues)
        .toList();
    Optional<Row> ours = rows.stream().filter(row -> row.side() == aim.side()).findFirst();
    if (aim.rival().isEmpty()) {
      return ours.map(row -> row.statistics().median());
    }
    Optional<Row> rival = rows.stream()
        .filter(row -> row.side() == Side.RIVAL && row.name().startsWith(aim.rival()))
        .findFirst();
    return ours.flatMap(mine -> rival.map(theirs -> mine.over(theirs).median()));
  }
}
