package org.sharedstruct.tool;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What JSON says, as maps, lists, strings, numbers and so on.
 *
 * @param value the whole
 */
record Tree(Object value) {

  static Tree of(String json) {
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      parser.nextToken();
      return new Tree(read(parser));
    } catch (IOException e) {
      throw new UncheckedIOException(json, e);
    }
  }

  private static Object read(JsonParser parser) throws IOException {
    switch (parser.currentToken()) {
      case START_OBJECT -> {
        Map<String, Object> fields = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          String name = parser.currentName();
          parser.nextToken();
          fields.put(name, read(parser));
        }
        return fields;
      }
      case START_ARRAY -> {
        List<Object> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          elements.add(read(parser));
        }
        return elements;
      }
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
        return parser.getNumberValue();
      }
      case VALUE_TRUE, VALUE_FALSE -> {
        return parser.getBooleanValue();
      }
      case VALUE_NULL -> {
        return null;
      }
      default -> {
        return parser.getText();
      }
    }
  }

  /** What is at some names and indices; of null if there is nothing. */
  Tree at(Object... steps) {
    Object here = value;
    for (Object step : steps) {
      here = switch (here) {
        case Map<?, ?> fields -> fields.get(step);
        case List<?> elements when step instanceof Integer index && index < elements.size() -> elements.get(index);
        case null, default -> null;
      };
    }
    return new Tree(here);
  }

  List<Tree> all() {
    return value instanceof List<?> elements ? elements.stream().map(Tree::new).toList() : List.of();
  }

  String text() {
    return String.valueOf(value);
  }

  long number() {
    return ((Number) value).longValue();
  }

  double fraction() {
    return ((Number) value).doubleValue();
  }

  boolean isTrue() {
    return Boolean.TRUE.equals(value);
  }
}
