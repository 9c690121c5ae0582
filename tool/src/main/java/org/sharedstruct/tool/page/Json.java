package org.sharedstruct.tool.page;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import org.sharedstruct.tool.output.Cells;
import org.sharedstruct.tool.value.Value;

/** What the page is told, as JSON on one line. */
final class Json {

  private static final JsonFactory FACTORY = new JsonFactory();

  /** JavaScript has whole numbers up to this one. */
  private static final long MOST_EXACT = 1L << 53;

  /** Writes something. */
  interface Content {
    void write(JsonGenerator json) throws IOException;
  }

  private Json() {}

  /** One object. */
  static String object(Content content) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      json.writeStartObject();
      content.write(json);
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return text.toString();
  }

  /** A field with an array. */
  static void array(JsonGenerator json, String name, Content content) throws IOException {
    json.writeArrayFieldStart(name);
    content.write(json);
    json.writeEndArray();
  }

  /**
   * A value. A number that JavaScript would round is a string. A text is one word, without
   * characters that are not seen. Bytes that are not a value of their type are an object.
   */
  static void value(JsonGenerator json, Value.Leaf leaf) throws IOException {
    switch (leaf.content()) {
      case Long number when Math.abs(number) < MOST_EXACT && number != Long.MIN_VALUE -> json.writeNumber(number);
      case Float number -> json.writeNumber(number);
      case Double number -> json.writeNumber(number);
      case Boolean flag -> json.writeBoolean(flag);
      case Value.Invalid invalid -> {
        json.writeStartObject();
        json.writeStringField("invalid", invalid.toString());
        json.writeEndObject();
      }
      default -> json.writeString(Cells.word(leaf));
    }
  }
}
