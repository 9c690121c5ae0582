package org.sharedstruct.tool.transfer;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.IOException;

/**
 * The lines of a dump: one for each field of the dump, and for each element or field of its values.
 */
final class DumpLines extends MinimalPrettyPrinter {

  private static final long serialVersionUID = 1;

  /** Down to this depth there are lines. */
  private static final int LINES = 2;

  private int depth;

  @Override
  public void writeStartObject(JsonGenerator json) throws IOException {
    depth++;
    json.writeRaw('{');
  }

  @Override
  public void beforeObjectEntries(JsonGenerator json) throws IOException {
    line(json, depth);
  }

  @Override
  public void writeObjectFieldValueSeparator(JsonGenerator json) throws IOException {
    json.writeRaw(depth <= LINES ? " : " : ":");
  }

  @Override
  public void writeObjectEntrySeparator(JsonGenerator json) throws IOException {
    json.writeRaw(',');
    line(json, depth);
  }

  @Override
  public void writeEndObject(JsonGenerator json, int entries) throws IOException {
    if (entries > 0) {
      line(json, depth - 1, depth);
    }
    depth--;
    json.writeRaw('}');
  }

  @Override
  public void writeStartArray(JsonGenerator json) throws IOException {
    depth++;
    json.writeRaw('[');
  }

  @Override
  public void beforeArrayValues(JsonGenerator json) throws IOException {
    line(json, depth);
  }

  @Override
  public void writeArrayValueSeparator(JsonGenerator json) throws IOException {
    json.writeRaw(',');
    line(json, depth);
  }

  @Override
  public void writeEndArray(JsonGenerator json, int values) throws IOException {
    if (values > 0) {
      line(json, depth - 1, depth);
    }
    depth--;
    json.writeRaw(']');
  }

  private static void line(JsonGenerator json, int indent) throws IOException {
    line(json, indent, indent);
  }

  private static void line(JsonGenerator json, int indent, int depth) throws IOException {
    if (depth <= LINES) {
      json.writeRaw('\n' + "  ".repeat(indent));
    }
  }
}
