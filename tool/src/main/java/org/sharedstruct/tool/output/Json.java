package org.sharedstruct.tool.output;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import org.sharedstruct.tool.value.Value;

/** Facts as JSON. */
final class Json {

  private Json() {}

  /** Something that is written as one value. */
  interface Content {
    void write(JsonGenerator json) throws IOException;
  }

  /** Writes a value and a line feed; the writer stays open. */
  static void write(Writer out, Content content) throws IOException {
    JsonGenerator json = new JsonFactory().createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    try (json) {
      json.setPrettyPrinter(new DefaultPrettyPrinter().withObjectIndenter(lines));
      content.write(json);
    }
    out.append('\n');
  }

  /** Writes what a {@link Cell} may have. */
  static void write(Object value, JsonGenerator json) throws IOException {
    switch (value) {
      case null -> json.writeNull();
      case Cell cell -> write(cell.value(), json);
      case Value.Leaf leaf -> JsonLeaf.write(leaf, json);
      case Table table -> table.write(json);
      case Integer number -> json.writeNumber(number);
      case Long number -> json.writeNumber(number);
      case Boolean flag -> json.writeBoolean(flag);
      case List<?> list -> {
        json.writeStartArray();
        for (Object element : list) {
          write(element, json);
        }
        json.writeEndArray();
      }
      case Map<?, ?> map -> {
        json.writeStartObject();
        writeFields(map, json);
        json.writeEndObject();
      }
      default -> json.writeString(value.toString());
    }
  }

  /** Writes what an object has, within it. */
  static void writeFields(Map<?, ?> map, JsonGenerator json) throws IOException {
    for (Map.Entry<?, ?> field : map.entrySet()) {
      json.writeFieldName(field.getKey().toString());
      write(field.getValue(), json);
    }
  }
}
