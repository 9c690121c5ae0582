package org.sharedstruct.tool.page;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;

/** What is known of regions, in the text form of Prometheus, 0.0.4. */
final class Metrics {

  static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private static final double MILLIS = 1000;

  private final List<Sight> sights;
  private final StringBuilder text = new StringBuilder();

  private Metrics(List<Sight> sights) {
    this.sights = sights;
  }

  /**
   * Writes them.
   *
   * @param sights all regions that are known
   * @param unseen how many files were not looked at
   * @return the text
   */
  static String of(List<Sight> sights, int unseen) {
    Metrics metrics = new Metrics(sights);
    metrics.add("sharedstruct_region_readable", "gauge", "1 if the region can be read, 0 if it is damaged.",
        sight -> sight.condition() != Sight.Condition.GONE, sight -> isReadable(sight) ? 1 : 0);
    metrics.add("sharedstruct_region_version", "gauge", "The number of the last commit.",
        Metrics::isReadable, Sight::version);
    metrics.add("sharedstruct_region_commits_total", "counter", "Commits since the region was made.",
        Metrics::isReadable, Sight::version);
    metrics.add("sharedstruct_region_participants", "gauge", "Living participants, but for those that only look.",
        Metrics::isReadable, Sight::users);
    metrics.add("sharedstruct_region_lock_held_since_seconds", "gauge",
        "Unix time since when the lock is seen held without a commit; absent while it is free.",
        sight -> isReadable(sight) && sight.heldSince() != 0, sight -> sight.heldSince() / MILLIS);
    metrics.add("sharedstruct_region_lock_owner_dead", "gauge",
        "1 if the owner of the lock has died, and nobody has taken it since; otherwise 0.",
        Metrics::isReadable, sight -> sight.holder().filter(holder -> !holder.isAlive()).isPresent() ? 1 : 0);
    metrics.head("sharedstruct_files_not_looked_at", "gauge",
        "Files beyond the " + Survey.MOST + " regions that are looked at.");
    metrics.text.append("sharedstruct_files_not_looked_at ").append(unseen).append('\n');
    return metrics.text.toString();
  }

  private void head(String name, String type, String help) {
    text.append("# HELP ").append(name).append(' ').append(help).append('\n')
        .append("# TYPE ").append(name).append(' ').append(type).append('\n');
  }

  private static boolean isReadable(Sight sight) {
    return sight.attachment().isPresent();
  }

  private void add(String name, String type, String help, Predicate<Sight> isThere, Function<Sight, Number> value) {
    head(name, type, help);
    sights.stream().filter(isThere).forEach(sight -> text.append(name)
        .append("{path=\"").append(escaped(sight.path().toString()))
        .append("\",struct=\"").append(escaped(sight.form().map(Sight.Form::struct).orElse("")))
        .append("\"} ").append(number(value.apply(sight))).append('\n'));
  }

  private static String escaped(String label) {
    return label.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }

  private static String number(Number number) {
    return number instanceof Double fraction ? String.format(Locale.ROOT, "%.3f", fraction) : number.toString();
  }
}
