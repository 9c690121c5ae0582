package org.sharedstruct.tool.transfer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.sharedstruct.tool.value.Contents;
import org.sharedstruct.tool.value.Place;
import org.sharedstruct.tool.value.Store;
import org.sharedstruct.tool.value.Type;
import org.sharedstruct.tool.value.ValuePath;
import org.sharedstruct.tool.value.WrongPathException;
import org.sharedstruct.tool.value.WrongValueException;

/**
 * A value that a word gives to a place: {@code pose.x=2}, {@code [3].one=5}; or JSON, to a struct
 * or an array: {@code pose={"x":1,"y":2}}.
 *
 * @param path where
 * @param place where that leads
 * @param stores the value, or the values in it
 */
public record Assignment(String path, Place place, List<Store> stores) {

  /** Keeps a copy. */
  public Assignment {
    stores = List.copyOf(stores);
  }

  /**
   * Reads one.
   *
   * @param word {@code PATH=VALUE}; a text is all that is behind the first {@code =}
   * @param type of the region
   * @return the assignment
   * @throws WrongPathException if the path does not lead to one place
   * @throws WrongValueException if the value is not one of its type
   */
  public static Assignment of(String word, Type type) {
    int equals = word.indexOf('=');
    if (equals < 0) {
      throw new WrongValueException("'" + word + "' is not FIELD=VALUE");
    }
    String path = word.substring(0, equals);
    Place place = ValuePath.of(path, type).place(type);
    try {
      return new Assignment(path, place, stores(place, word.substring(equals + 1)));
    } catch (WrongValueException wrong) {
      throw wrong.in(path);
    }
  }

  private static List<Store> stores(Place place, String value) {
    if (place.type() instanceof Type.Scalar scalar) {
      return List.of(new Store(place.element(), place.offset(), scalar, Contents.of(scalar, value)));
    }
    List<Store> stores = new ArrayList<>();
    try (JsonParser json = new JsonFactory().createParser(value)) {
      json.nextToken();
      JsonValues.read(json, place.type(), place.offset(), (offset, type, content) ->
          stores.add(new Store(place.element(), offset, type, content)));
      if (json.nextToken() != null) {
        throw new WrongValueException("there is something behind the value");
      }
    } catch (JsonProcessingException wrong) {
      throw new WrongValueException("it is not JSON: "
          + wrong.getOriginalMessage().lines().findFirst().orElse(""));
    } catch (IOException ofText) {
      throw new UncheckedIOException(ofText);
    }
    return stores;
  }

  /**
   * Whether both are of the same bytes, in part at least.
   *
   * @param other another one
   * @return if so, only one of them can stay
   */
  public boolean overlaps(Assignment other) {
    return stores.stream().anyMatch(store -> other.stores.stream().anyMatch(store::overlaps));
  }
}
