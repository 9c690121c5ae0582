package org.sharedstruct.tool;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.sharedstruct.format.Geometry;
import org.sharedstruct.format.Part;
import org.sharedstruct.format.Schema;
import org.sharedstruct.tool.layout.Picture;
import org.sharedstruct.tool.layout.Span;
import org.sharedstruct.tool.output.Cell;
import org.sharedstruct.tool.output.Output;
import org.sharedstruct.tool.output.Report;
import org.sharedstruct.tool.output.Table;
import org.sharedstruct.tool.value.Look;
import org.sharedstruct.tool.value.Type;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows where fields lie, as pahole does. */
@Command(name = "layout", mixinStandardHelpOptions = true,
    description = {"Shows where the fields of a struct lie, and what is lost between them.",
        "", "A line is a cache line of 64 bytes, counted from the struct's first; 0-1 is a field that lies in two."
            + " Of a region, also where the words of its guard lie, the lines counted from the file's first."},
    footer = {"", "Examples:",
        "  sharedstruct layout /dev/shm/robot",
        "  sharedstruct layout -cp target/classes com.acme.Robot",
        "  sharedstruct layout --svg /dev/shm/robot > robot.svg"})
final class LayoutCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private StructSource source;

  @Mixin private ReportOption output;

  @Option(names = "--svg", description = "Draws it instead: a picture with a row for each cache line.")
  private boolean svg;

  @Override
  public Integer call() throws IOException {
    if (svg && output.isJson()) {
      throw new ParameterException(spec.commandLine(), "either --svg or --output=json");
    }
    if (source.isMissing()) {
      throw new ParameterException(spec.commandLine(), "which FILE or CLASS?");
    }
    Optional<Path> file = source.file();
    if (file.isEmpty()) {
      return print(source.schema(), List.of(), 0);
    }
    try (Look look = Look.at(file.get())) {
      Geometry geometry = look.region().geometry();
      return print(look.region().schema(), Part.of(geometry), geometry.fileSize());
    }
  }

  private int print(Schema schema, List<Part> parts, long fileSize) throws IOException {
    Type.Struct struct = Type.of(schema);
    String title = schema.name() + ", " + schema.size() + " bytes, aligned to " + schema.alignment();
    if (svg) {
      try (Output out = new Output()) {
        Picture.of(struct, title, parts).write(out);
      }
      return 0;
    }
    Map<String, Object> head = new LinkedHashMap<>();
    head.put("struct", schema.name());
    head.put("size", schema.size());
    head.put("alignment", schema.alignment());
    List<Span> spans = Span.of(struct, 0);
    Report report = new Report().sentence(title, head).rows("fields", fields(spans))
        .sentence(new Losses(spans).summary(struct), new Losses(spans).facts(struct));
    if (!parts.isEmpty()) {
      report.sentence("The file has " + Count.of(fileSize, "byte") + ":", Map.of("fileSize", fileSize))
          .rows("parts", parts(parts));
    }
    output.print(report);
    return 0;
  }

  private static Table fields(List<Span> spans) {
    Table table = new Table("offset", "size", "line", "type", "name");
    spans.forEach(span -> table.row(span.offset(), span.size(), lines(span.firstLine(), span.lastLine()),
        span.type(), span.name().isEmpty() ? new Cell(null, "") : span.name()));
    return table;
  }

  private static Table parts(List<Part> parts) {
    Table table = new Table("offset", "size", "line", "part");
    parts.stream().filter(part -> part.size() > 0).forEach(part -> table.row(part.offset(), part.size(),
        lines(part.offset() / Span.LINE, (part.end() - 1) / Span.LINE), part.name()));
    return table;
  }

  private static Cell lines(long first, long last) {
    return new Cell(List.of(first, last), first == last ? String.valueOf(first) : first + "-" + last);
  }

  /** What is lost between the fields. */
  private static final class Losses {

    private final long holes;
    private final long inHoles;
    private final long padding;
    private final long room;

    Losses(List<Span> spans) {
      holes = spans.stream().filter(span -> span.kind() == Span.Kind.HOLE).count();
      inHoles = bytes(spans, Span.Kind.HOLE);
      padding = bytes(spans, Span.Kind.PADDING);
      room = bytes(spans, Span.Kind.ROOM);
    }

    private static long bytes(List<Span> spans, Span.Kind kind) {
      return spans.stream().filter(span -> span.kind() == kind).mapToLong(Span::size).sum();
    }

    private static long lines(Type.Struct struct) {
      return (struct.size() + Span.LINE - 1) / Span.LINE;
    }

    String summary(Type.Struct struct) {
      return Count.of(struct.fields().size(), "field") + " in " + Count.of(lines(struct), "cache line") + "; "
          + (holes == 0 ? "no holes" : Count.of(holes, "hole") + " of " + Count.of(inHoles, "byte") + " together")
          + (padding == 0 ? ", no padding" : ", " + Count.of(padding, "byte") + " of padding")
          + (room == 0 ? "" : ", room for " + Count.of(room, "byte"));
    }

    Map<String, Object> facts(Type.Struct struct) {
      Map<String, Object> facts = new LinkedHashMap<>();
      facts.put("cacheLines", lines(struct));
      facts.put("holes", holes);
      facts.put("bytesInHoles", inHoles);
      facts.put("padding", padding);
      facts.put("room", room);
      return facts;
    }
  }
}
