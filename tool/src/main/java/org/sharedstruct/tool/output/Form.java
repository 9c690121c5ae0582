package org.sharedstruct.tool.output;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.sharedstruct.tool.value.Value;
import picocli.CommandLine.Help.Ansi;

/** How values are written. */
public enum Form {

  /** For people: a word alone, a row for each field of a struct, or for each element of an array. */
  TABLE {
    @Override
    public void write(Value value, Writer out, Ansi ansi) throws IOException {
      switch (value) {
        case Value.Leaf leaf -> out.append(Cells.word(leaf)).append('\n');
        case Value.Struct struct -> {
          Table table = new Table("field", "value");
          Cells.parts(struct, true).forEach((path, part) -> table.row(path, Cells.word(part)));
          table.write(out, ansi);
        }
        case Value.Items(long _, List<Value> none) when none.isEmpty() -> { }
        case Value.Items items -> {
          List<String> heads = new ArrayList<>(List.of("index"));
          heads.addAll(Cells.heads(items.elements().getFirst(), true));
          Table table = new Table(heads);
          rows(items, true).forEach(row ->
              table.row(Stream.concat(Stream.of(row.getKey()), row.getValue().stream().map(Cells::word)).toList()));
          table.write(out, ansi);
        }
      }
    }
  },

  /** For programs: objects, arrays, numbers; a value that its type does not have is null. */
  JSON {
    @Override
    public void write(Value value, Writer out, Ansi ansi) throws IOException {
      JsonGenerator json = new JsonFactory().createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      DefaultIndenter lines = new DefaultIndenter("  ", "\n");
      try (json) {
        json.setPrettyPrinter(new DefaultPrettyPrinter().withObjectIndenter(lines));
        write(value, json);
      }
      out.append('\n');
    }

    private static void write(Value value, JsonGenerator json) throws IOException {
      switch (value) {
        case Value.Leaf leaf -> JsonLeaf.write(leaf, json);
        case Value.Struct struct -> {
          json.writeStartObject();
          for (Map.Entry<String, Value> field : struct.fields().entrySet()) {
            json.writeFieldName(field.getKey());
            write(field.getValue(), json);
          }
          json.writeEndObject();
        }
        case Value.Items items -> {
          json.writeStartArray();
          for (Value element : items.elements()) {
            write(element, json);
          }
          json.writeEndArray();
        }
      }
    }
  },

  /** For sheets: a head, and a row for a struct or for each element; what JSON has as null is empty. */
  CSV {
    @Override
    public void write(Value value, Writer out, Ansi ansi) throws IOException {
      CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out);
      if (!(value instanceof Value.Items items)) {
        csv.writeRecord(Cells.heads(value, false));
        csv.writeRecord(plain(value).toList());
      } else if (!items.elements().isEmpty()) {
        List<String> heads = new ArrayList<>(List.of("index"));
        heads.addAll(Cells.heads(items.elements().getFirst(), false));
        csv.writeRecord(heads);
        for (Map.Entry<String, List<Value>> row : rows(items, false).toList()) {
          csv.writeRecord(Stream.concat(Stream.of(row.getKey()),
              row.getValue().stream().map(part -> Cells.plain((Value.Leaf) part))).toList());
        }
      }
      csv.flush();
    }

    private static Stream<String> plain(Value value) {
      return Cells.leaves(value).values().stream().map(leaf -> Cells.plain((Value.Leaf) leaf));
    }
  };

  /**
   * Writes a value.
   *
   * @param value of a region
   * @param out where to
   * @param ansi whether with colours, where the form has any
   * @throws IOException if it cannot be written
   */
  public abstract void write(Value value, Writer out, Ansi ansi) throws IOException;

  /** Elements by their indices. */
  private static Stream<Map.Entry<String, List<Value>>> rows(Value.Items items, boolean isWhole) {
    return Stream.iterate(0, i -> i < items.elements().size(), i -> i + 1)
        .map(i -> Map.entry(String.valueOf(items.first() + i),
            List.copyOf(Cells.parts(items.elements().get(i), isWhole).values())));
  }
}
