package org.sharedstruct.benchmarks;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The files that a run leaves: all values as JSON, the table as Markdown, the charts as SVG. */
final class Report {

  private static final JSON PRETTY = JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT);

  private final Ledger ledger;
  private final Plan plan;

  Report(Ledger ledger, Plan plan) {
    this.ledger = ledger;
    this.plan = plan;
  }

  /** The aims and the table, and over them where the figures hold. */
  String markdown() throws IOException {
    return Machine.line() + "; " + Instant.now().truncatedTo(ChronoUnit.DAYS).toString().substring(0, 10)
        + ".\n\n" + Aims.of(ledger) + "\n" + Table.of(ledger);
  }

  /** Writes all of them. */
  void write(Path folder, Extent extent) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("performance.md"), markdown());
    Files.writeString(folder.resolve("performance.json"), PRETTY.asString(json()) + "\n");
    UpdateChart.write(ledger, folder.resolve("performance-update.svg"));
    GrowthChart.write(ledger, extent, folder.resolve("performance-growth.svg"));
  }

  private Map<String, Object> json() throws IOException {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("machine", Machine.properties());
    json.put("time", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    json.put("plan", Map.of("rounds", plan.rounds(), "warmups", plan.warmups(),
        "iterations", plan.iterations(), "millis", plan.millis()));
    json.put("figures", ledger.figures().stream().map(this::json).toList());
    return json;
  }

  private Map<String, Object> json(Figure figure) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("what", figure.what());
    json.put("unit", figure.unit());
    json.put("rows", ledger.rows(figure).stream().map(Report::json).toList());
    return json;
  }

  private static Map<String, Object> json(Row row) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("who", row.name());
    json.put("side", row.side().name());
    if (row.missing() == null) {
      json.put("median", row.statistics().median());
      json.put("rounds", List.copyOf(row.rounds()));
    } else {
      json.put("missing", row.missing());
    }
    return json;
  }
}
