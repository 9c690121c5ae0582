package org.sharedstruct.tool.transfer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongConsumer;
import org.sharedstruct.region.Region;
import org.sharedstruct.tool.output.Cells;
import org.sharedstruct.tool.output.Csv;
import org.sharedstruct.tool.value.Look;
import org.sharedstruct.tool.value.Type;
import org.sharedstruct.tool.value.Value;

/** How all values of a region are written to a file, element by element. */
public enum DumpForm {

  /** An object that says what the region is, and then its values: a line for each element. */
  JSON {
    @Override
    public OptionalLong write(Look look, Writer out, LongConsumer done) throws IOException {
      Region region = look.region();
      OptionalLong version;
      JsonGenerator json = new JsonFactory().createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      json.setPrettyPrinter(new DumpLines());
      Type.Struct struct = Type.of(region.schema());
      json.writeStartObject();
      Heading.of(region).write(json);
      json.writeFieldName("values");
      if (region.isArray()) {
        json.writeStartArray();
      }
      version = Elements.each(look, (index, bytes, at) -> {
        JsonValues.write(struct, bytes, at, json);
        done.accept(index + 1);
      });
      if (region.isArray()) {
        json.writeEndArray();
      }
      if (version.isPresent()) { // known at the end only: others may commit meanwhile
        json.writeNumberField("version", version.getAsLong());
      }
      json.writeStringField("time", Instant.now().toString());
      json.writeEndObject();
      json.close(); // not if it fails: what is open would be completed as if it were whole
      out.append('\n');
      return version;
    }
  },

  /**
   * A head, and a row for the struct or for each element. What is not a value of its field is
   * empty.
   */
  CSV {
    @Override
    public OptionalLong write(Look look, Writer out, LongConsumer done) throws IOException {
      Region region = look.region();
      CsvWriter csv = Csv.to(out);
      List<Column> columns = Column.of(Type.of(region.schema()));
      List<String> row = new ArrayList<>();
      if (region.isArray()) {
        row.add("index");
      }
      columns.forEach(column -> row.add(column.name()));
      csv.writeRecord(row);
      OptionalLong version = Elements.each(look, (index, bytes, at) -> {
        row.clear();
        if (region.isArray()) {
          row.add(String.valueOf(index));
        }
        columns.forEach(column ->
            row.add(Cells.plain((Value.Leaf) column.type().read(bytes, at + column.offset()))));
        csv.writeRecord(row);
        done.accept(index + 1);
      });
      csv.flush();
      return version;
    }
  };

  /**
   * Writes all values.
   *
   * @param look at the region that is read
   * @param out where to
   * @param done is told how many elements there are so far
   * @return the version that all of them are of; empty if they are not of one commit
   * @throws IOException if it cannot be written
   */
  public abstract OptionalLong write(Look look, Writer out, LongConsumer done) throws IOException;
}
