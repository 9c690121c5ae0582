package org.sharedstruct.tool.transfer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import org.sharedstruct.tool.value.Names;
import org.sharedstruct.tool.value.Type;

/**
 * A dump in JSON that is read: first what the region is to be, then its values, element by element.
 */
public final class JsonDump implements Dump {

  private static final String VALUES = "values";

  private final JsonInput json;
  private final Heading heading;

  private JsonDump(JsonInput json, Heading heading) {
    this.json = json;
    this.heading = heading;
  }

  /**
   * Opens a dump and reads up to its values.
   *
   * @param file as {@code dump} writes it
   * @return the dump
   * @throws IOException if it is not a dump, or cannot be read
   */
  public static JsonDump open(Path file) throws IOException {
    JsonInput json = JsonInput.open(file);
    try {
      return new JsonDump(json, json.part(() -> heading(json)));
    } catch (Throwable failure) {
      json.close();
      throw failure;
    }
  }

  private static Heading heading(JsonInput json) throws IOException {
    Heading.Reader reader = new Heading.Reader();
    String not = "it is not a dump in JSON, which is an object; if it is CSV, --like says of which struct";
    try {
      json.parser().nextToken();
    } catch (JsonProcessingException other) {
      throw json.wrong(not);
    }
    json.require(JsonToken.START_OBJECT, not);
    while (json.parser().nextToken() == JsonToken.FIELD_NAME) {
      String field = json.parser().currentName();
      json.parser().nextToken();
      if (field.equals(VALUES)) {
        return reader.heading(json);
      }
      reader.read(field, json);
    }
    throw json.wrong("it is not a dump: there are no 'values'");
  }

  @Override
  public Heading heading() {
    return heading;
  }

  @Override
  public void fill(MemorySegment payload, LongConsumer done) throws IOException {
    json.part(() -> {
      if (heading.isArray()) {
        fillArray(payload, done);
      } else {
        fillOne(payload, 0);
        done.accept(1);
      }
      while (json.parser().nextToken() == JsonToken.FIELD_NAME) {
        json.parser().nextToken();
        json.parser().skipChildren();
      }
      if (json.parser().nextToken() != null) {
        throw json.wrong("there is something behind the dump");
      }
      return null;
    });
  }

  private void fillArray(MemorySegment payload, LongConsumer done) throws IOException {
    json.require(JsonToken.START_ARRAY, "'values' is an array of " + heading.length());
    long index = 0;
    while (json.parser().nextToken() != JsonToken.END_ARRAY) {
      if (index == heading.length()) {
        throw json.wrong("there are more values than 'length' says, which is " + index);
      }
      fillOne(payload, index);
      index++;
      done.accept(index);
    }
    if (index < heading.length()) {
      throw json.wrong(Names.count(index, heading.length()));
    }
  }

  private void fillOne(MemorySegment payload, long index) throws IOException {
    Type.Struct struct = Type.of(heading.schema());
    JsonValues.read(json.parser(), struct, index * struct.size(),
        (offset, type, content) -> type.write(payload, offset, content));
  }

  @Override
  public void close() throws IOException {
    json.close();
  }
}
