package org.sharedstruct.tool.transfer;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.sharedstruct.tool.output.JsonLeaf;
import org.sharedstruct.tool.value.Contents;
import org.sharedstruct.tool.value.Names;
import org.sharedstruct.tool.value.Type;
import org.sharedstruct.tool.value.Value;
import org.sharedstruct.tool.value.WrongValueException;

/** Bytes as JSON and back, of any type, without a tree of the values in between. */
final class JsonValues {

  /** Takes a value that was read. */
  @FunctionalInterface
  interface Sink {

    /**
     * Takes it.
     *
     * @param offset where it belongs, from the beginning of what is read
     * @param type of the value
     * @param content as {@link Type.Scalar#write} takes it
     */
    void take(long offset, Type.Scalar type, Object content);
  }

  private JsonValues() {}

  /** Writes what the bytes at a place are. */
  static void write(Type type, MemorySegment memory, long at, JsonGenerator json) throws IOException {
    switch (type) {
      case Type.Scalar scalar -> JsonLeaf.write((Value.Leaf) scalar.read(memory, at), json);
      case Type.Struct struct -> {
        json.writeStartObject();
        for (Map.Entry<String, Type.Field> field : struct.fields().entrySet()) {
          json.writeFieldName(field.getKey());
          write(field.getValue().type(), memory, at + field.getValue().offset(), json);
        }
        json.writeEndObject();
      }
      case Type.Array array -> {
        json.writeStartArray();
        for (long i = 0; i < array.count(); i++) {
          write(array.element(), memory, at + i * array.stride(), json);
        }
        json.writeEndArray();
      }
    }
  }

  /**
   * Reads a value, whose first token is the parser's current one. It has to be complete: a struct
   * with all of its fields, an array with all of its elements.
   *
   * @throws WrongValueException with the field in front, if it is not a value of the type
   * @throws IOException if it is not JSON
   */
  static void read(JsonParser json, Type type, long offset, Sink sink) throws IOException {
    switch (type) {
      case Type.Scalar scalar -> sink.take(offset, scalar, content(json, scalar));
      case Type.Struct struct -> readStruct(json, struct, offset, sink);
      case Type.Array array -> readArray(json, array, offset, sink);
    }
  }

  private static void readStruct(JsonParser json, Type.Struct struct, long offset, Sink sink) throws IOException {
    require(json, JsonToken.START_OBJECT, struct.name() + " is an object with the fields "
        + String.join(", ", struct.fields().keySet()));
    Set<String> seen = new HashSet<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      Type.Field field = Names.field(struct, name);
      if (!seen.add(name)) {
        throw new WrongValueException("the field is there twice").in(name);
      }
      json.nextToken();
      try {
        read(json, field.type(), offset + field.offset(), sink);
      } catch (WrongValueException wrong) {
        throw wrong.in(name);
      }
    }
    if (seen.size() < struct.fields().size()) {
      throw new WrongValueException(struct.name() + " has no value for " + struct.fields().keySet().stream()
          .filter(name -> !seen.contains(name)).collect(Collectors.joining(", ")));
    }
  }

  private static void readArray(JsonParser json, Type.Array array, long offset, Sink sink) throws IOException {
    require(json, JsonToken.START_ARRAY, "it is an array of " + array.count());
    long count = 0;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (count == array.count()) {
        throw new WrongValueException("more values are given than the " + count + " that it has");
      }
      try {
        read(json, array.element(), offset + count * array.stride(), sink);
      } catch (WrongValueException wrong) {
        throw wrong.in("[" + count + "]");
      }
      count++;
    }
    if (count < array.count()) {
      throw new WrongValueException(Names.count(count, array.count()));
    }
  }

  private static void require(JsonParser json, JsonToken expected, String what) {
    if (json.currentToken() != expected) {
      throw new WrongValueException(what);
    }
  }

  private static Object content(JsonParser json, Type.Scalar type) throws IOException {
    JsonToken token = json.currentToken();
    if (token == JsonToken.VALUE_NULL) {
      throw new WrongValueException("null stands for bytes that are not a value, and cannot be stored");
    }
    if (token == null || !token.isScalarValue()) {
      throw new WrongValueException("it is one value of " + type.word() + ", without parts");
    }
    String word = json.getText();
    boolean fits = switch (token) {
      case VALUE_STRING -> !type.word().equals("boolean")
          && (!Contents.isNumber(type) || Contents.isNoJsonNumber(type, word));
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Contents.isNumber(type);
      default -> type.word().equals("boolean");
    };
    if (!fits) {
      throw new WrongValueException("it is of type " + type.word() + ", which "
          + (Contents.isNumber(type) ? "is a number" : type.word().equals("boolean") ? "is true or false" : "is a text"
          ) + " in JSON");
    }
    return Contents.of(type, word);
  }
}
