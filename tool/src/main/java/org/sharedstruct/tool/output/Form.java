package org.sharedstruct.tool.output;

import com.fasterxml.jackson.core.JsonGenerator;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.sharedstruct.tool.value.Lazy;
import org.sharedstruct.tool.value.Value;
import picocli.CommandLine.Help.Ansi;

/** How values are written. */
public enum Form {

  /**
   * For people: a word alone, a row for each field of a struct, or for each element of an array.
   */
  TABLE {
    @Override
    public void write(Table table, Writer out, Ansi ansi) throws IOException {
      if (!table.isEmpty()) {
        table.write(out, ansi);
      }
    }

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
          table.rows(rows(items, true, Cells::word)).write(out, ansi);
        }
      }
    }
  },

  /** For programs: objects, arrays, numbers; a value that its type does not have is null. */
  JSON {
    @Override
    public void write(Table table, Writer out, Ansi ansi) throws IOException {
      Json.write(out, table::write);
    }

    @Override
    public void write(Value value, Writer out, Ansi ansi) throws IOException {
      Json.write(out, json -> write(value, json));
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

  /**
   * For sheets: a head, and a row for a struct or for each element; what JSON has as null is empty.
   */
  CSV {
    @Override
    public void write(Table table, Writer out, Ansi ansi) throws IOException {
      CsvWriter csv = Csv.to(out);
      table.write(csv);
      csv.flush();
    }

    @Override
    public void write(Value value, Writer out, Ansi ansi) throws IOException {
      CsvWriter csv = Csv.to(out);
      if (!(value instanceof Value.Items items)) {
        csv.writeRecord(Cells.heads(value, false));
        csv.writeRecord(plain(value).toList());
      } else if (!items.elements().isEmpty()) {
        List<String> heads = new ArrayList<>(List.of("index"));
        heads.addAll(Cells.heads(items.elements().getFirst(), false));
        csv.writeRecord(heads);
        for (List<String> row : rows(items, false, part -> Cells.plain((Value.Leaf) part))) {
          csv.writeRecord(row);
        }
      }
      csv.flush();
    }

    private static Stream<String> plain(Value value) {
      return Cells.leaves(value).values().stream().map(leaf -> Cells.plain((Value.Leaf) leaf));
    }
  };

  /** As it is typed. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Writes a value.
   *
   * @param value of a region
   * @param out where to
   * @param ansi whether with colours, where the form has any
   * @throws IOException if it cannot be written
   */
  public abstract void write(Value value, Writer out, Ansi ansi) throws IOException;

  /**
   * Writes a table of facts.
   *
   * @param table with heads
   * @param out where to
   * @param ansi whether with colours, where the form has any
   * @throws IOException if it cannot be written
   */
  public abstract void write(Table table, Writer out, Ansi ansi) throws IOException;

  /** An index and the parts of the element, for each element. */
  private static List<List<String>> rows(Value.Items items, boolean isWhole, Function<Value, String> word) {
    return Lazy.list(items.elements().size(), i -> Stream.concat(Stream.of(String.valueOf(items.first() + i)),
        Cells.parts(items.elements().get(i), isWhole).values().stream().map(word)).toList());
  }
}
