package org.sharedstruct.tool.transfer;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.sharedstruct.format.Geometry;
import org.sharedstruct.format.Schema;
import org.sharedstruct.region.Region;
import org.sharedstruct.region.Terms;
import org.sharedstruct.tool.value.Type;

/**
 * What a dump or a recording says of its region: all that is needed to make it again.
 *
 * @param schema of the struct, or of an element
 * @param length of an array; {@link Region#SINGLE} of a single struct
 * @param isAtomic whether the array has undo space as a whole
 */
public record Heading(Schema schema, long length, boolean isAtomic) {

  private static final String STRUCT = "struct";
  private static final String SCHEMA = "schema";
  private static final String LENGTH = "length";
  private static final String ATOMIC = "atomic";

  /**
   * That of a region.
   *
   * @param region any
   * @return what it is
   */
  public static Heading of(Region region) {
    return new Heading(region.schema(), region.isArray() ? region.length() : Region.SINGLE,
        region.geometry().atomic());
  }

  /**
   * What there is in it.
   *
   * @return a struct or an array of them
   */
  public Type type() {
    Type.Struct struct = Type.of(schema);
    return isArray() ? new Type.Array(length, struct.size(), struct) : struct;
  }

  /**
   * Whether it is an array, be it of one struct only.
   *
   * @return if not, it is a single struct
   */
  public boolean isArray() {
    return length != Region.SINGLE;
  }

  /**
   * How many structs there are.
   *
   * @return the number; 1 of a single struct
   */
  public long count() {
    return isArray() ? length : 1;
  }

  /**
   * On which terms a region is made that is to be so.
   *
   * @param others what else they say
   * @return the terms
   */
  public Terms terms(Terms others) {
    return isAtomic ? others.withAtomic() : others;
  }

  /** Writes the fields that {@link Reader} reads, into an object that has begun. */
  void write(JsonGenerator json) throws IOException {
    json.writeStringField(STRUCT, schema.name());
    json.writeStringField(SCHEMA, schema.text());
    if (isArray()) {
      json.writeNumberField(LENGTH, length);
      json.writeBooleanField(ATOMIC, isAtomic);
    }
  }

  /** Reads a heading field by field, in any order. */
  static final class Reader {

    private Schema schema;
    private long length = Region.SINGLE;
    private boolean isAtomic;

    /** Takes the value of a field; those that it does not know are passed over. */
    void read(String field, JsonInput json) throws IOException {
      switch (field) {
        case SCHEMA -> schema = schema(json);
        case LENGTH -> {
          json.require(JsonToken.VALUE_NUMBER_INT, "'length' is a whole number");
          length = json.number();
        }
        case ATOMIC -> isAtomic = json.parser().getBooleanValue();
        default -> json.parser().skipChildren();
      }
    }

    private static Schema schema(JsonInput json) throws IOException {
      json.require(JsonToken.VALUE_STRING, "'schema' is a text");
      try {
        Schema schema = Schema.parse(json.parser().getText()).checked();
        Type.of(schema);
        return schema;
      } catch (RuntimeException odd) {
        throw json.wrong("'schema' is not that of a struct: " + odd.getMessage());
      }
    }

    /** All that was read. */
    Heading heading(JsonInput json) throws IOException {
      if (schema == null) {
        throw json.wrong("there is no 'schema' before the values");
      }
      try {
        Geometry.array(schema, length == Region.SINGLE ? 1 : length, isAtomic);
      } catch (IllegalArgumentException odd) {
        throw json.wrong(odd.getMessage());
      }
      return new Heading(schema, length, isAtomic);
    }
  }
}
