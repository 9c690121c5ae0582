package org.sharedstruct.tool;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sharedstruct.format.Conversion;
import org.sharedstruct.format.Growth;
import org.sharedstruct.format.Schema;

/**
 * Whether a program that has one struct can open a file of another one, by the rules of the
 * runtime.
 *
 * @param answer which of them
 * @param reasons why it is not a plain yes
 */
record Fit(Answer answer, List<String> reasons) {

  /** How well it fits. */
  enum Answer {
    /** As it is. */
    YES("yes"),
    /** The program adds fields to the file when it opens that for writing. */
    GROWS("yes, and it grows"),
    /** The file has to be converted, and no value is lost by what the schemas say. */
    MIGRATE("only after migrate"),
    /** The same, but values are lost, which has to be permitted. */
    LOSING("only after migrate, which loses values"),
    /** Never. */
    NO("no");

    final String words;

    Answer(String words) {
      this.words = words;
    }
  }

  /** Whether lines can still be added to the schema text of a file. */
  interface Room {
    boolean isThereFor(List<Schema.Member> additions);
  }

  /** More reasons would not be read. */
  private static final int MOST_REASONS = 3;

  /**
   * Compares.
   *
   * @param mine the program's
   * @param file the file's
   * @param room of the file
   */
  static Fit of(Schema mine, Schema file, Room room) {
    Growth growth = Growth.of(mine, file);
    if (growth.differences().isEmpty() && growth.additions().isEmpty()) {
      return new Fit(Answer.YES, List.of());
    }
    if (growth.differences().isEmpty() && room.isThereFor(growth.additions())) {
      return new Fit(Answer.GROWS,
          growth.additions().stream().map(member -> "it adds " + member).toList());
    }
    if (!mine.name().equals(file.name())) {
      return new Fit(Answer.NO, growth.differences().stream().limit(1).toList());
    }
    if (growth.differences().isEmpty()) {
      return new Fit(Answer.MIGRATE, List.of("there is no room left for the lines of the new fields"));
    }
    List<String> losses = new Conversion(file, mine, Set.of()).losses();
    return losses.isEmpty() ? new Fit(Answer.MIGRATE, growth.differences()) : new Fit(Answer.LOSING, losses);
  }

  /** Never: of another form. */
  static Fit ofForms(boolean isArrayHere) {
    return new Fit(Answer.NO, List.of(isArrayHere ? "the file holds one struct, and the program has an array"
        : "the file holds an array, and the program has one struct"));
  }

  /** The answer and some of the reasons. */
  String sentence() {
    if (reasons.isEmpty()) {
      return answer.words;
    }
    Stream<String> more = reasons.size() <= MOST_REASONS ? Stream.empty()
        : Stream.of(Count.of(reasons.size() - MOST_REASONS, "more reason"));
    return answer.words + ": "
        + Stream.concat(reasons.stream().limit(MOST_REASONS), more).collect(Collectors.joining("; "));
  }
}
