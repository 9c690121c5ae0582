package org.sharedstruct.tool.transfer;

import com.fasterxml.jackson.core.JsonToken;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sharedstruct.tool.value.Place;
import org.sharedstruct.tool.value.Store;
import org.sharedstruct.tool.value.Type;
import org.sharedstruct.tool.value.ValuePath;
import org.sharedstruct.tool.value.WrongPathException;
import org.sharedstruct.tool.value.WrongValueException;

/** A recording that is read, change by change. */
public final class Recording implements Closeable {

  /** The number of this form of recordings, and the field of the first line that has it. */
  static final String FORMAT = "recording";
  static final int VERSION = 1;

  static final String BEGAN = "began";
  static final String MICROS = "micros";
  static final String VALUES = "values";

  /**
   * A change.
   *
   * @param micros microseconds since the beginning
   * @param stores the values that have changed
   */
  public record Change(long micros, List<Store> stores) {}

  /**
   * How much there is in a recording.
   *
   * @param changes how many
   * @param micros when the last one was, in microseconds since the beginning
   */
  public record Extent(long changes, long micros) {}

  private final JsonInput json;
  private final Heading heading;
  private final Type type;
  private long line = 1;
  private long last;

  private Recording(JsonInput json) throws IOException {
    this.json = json;
    heading = json.part(() -> heading(json));
    type = heading.type();
  }

  /**
   * Opens a recording and reads its first line.
   *
   * @param file as {@code record} writes it
   * @return the recording
   * @throws WrongFileException if it is not a recording
   * @throws IOException if it cannot be read
   */
  public static Recording open(Path file) throws IOException {
    JsonInput json = JsonInput.open(file);
    try {
      return new Recording(json);
    } catch (Throwable failure) {
      json.close();
      throw failure;
    }
  }

  /**
   * Reads all of a recording, and keeps nothing of it.
   *
   * @param file as {@code record} writes it
   * @return how much there is in it
   * @throws WrongFileException if a line is damaged, with its number
   * @throws IOException if it cannot be read
   */
  public static Extent check(Path file) throws IOException {
    try (Recording recording = open(file)) {
      long changes = 0;
      while (recording.next().isPresent()) {
        changes++;
      }
      return new Extent(changes, recording.last);
    }
  }

  private static Heading heading(JsonInput json) throws IOException {
    Heading.Reader reader = new Heading.Reader();
    boolean isRecording = false;
    json.parser().nextToken();
    json.require(JsonToken.START_OBJECT, "it is not a recording, whose first line says what the region is");
    while (json.parser().nextToken() == JsonToken.FIELD_NAME) {
      String field = json.parser().currentName();
      json.parser().nextToken();
      if (field.equals(FORMAT)) {
        json.require(JsonToken.VALUE_NUMBER_INT, "'recording' is a number");
        isRecording = json.number() == VERSION;
      } else {
        reader.read(field, json);
      }
    }
    if (!isRecording) {
      throw json.wrong("it is not a recording of the form " + VERSION + ", which this tool can read");
    }
    return reader.heading(json);
  }

  /**
   * What was recorded.
   *
   * @return the region's form
   */
  public Heading heading() {
    return heading;
  }

  /**
   * Reads the next change.
   *
   * @return the change; empty if there are no more
   * @throws WrongFileException if the line is damaged or cut off, with its number
   * @throws IOException if it cannot be read
   */
  public Optional<Change> next() throws IOException {
    return json.part(() -> {
      if (json.parser().nextToken() == null) {
        return Optional.empty();
      }
      json.require(JsonToken.START_OBJECT, "a change is an object");
      long here = json.parser().currentTokenLocation().getLineNr();
      if (here == line) {
        throw json.wrong("there are two changes in one line");
      }
      line = here;
      return Optional.of(change());
    });
  }

  private Change change() throws IOException {
    long micros = -1;
    List<Store> stores = null;
    while (json.parser().nextToken() == JsonToken.FIELD_NAME) {
      String field = json.parser().currentName();
      json.parser().nextToken();
      switch (field) {
        case MICROS -> {
          json.require(JsonToken.VALUE_NUMBER_INT, "'micros' is a whole number");
          micros = json.number();
        }
        case VALUES -> stores = stores();
        default -> json.parser().skipChildren();
      }
    }
    if (micros < last || stores == null) {
      throw json.wrong(stores == null ? "there are no 'values' in it"
          : micros < 0 ? "there is no time in it, which is 'micros'" : "its time is before that of the last line");
    }
    last = micros;
    return new Change(micros, stores);
  }

  private List<Store> stores() throws IOException {
    json.require(JsonToken.START_OBJECT, "'values' is an object");
    List<Store> stores = new ArrayList<>();
    while (json.parser().nextToken() == JsonToken.FIELD_NAME) {
      String path = json.parser().currentName();
      json.parser().nextToken();
      try {
        Place place = ValuePath.of(path, type).place(type);
        JsonValues.read(json.parser(), place.type(), place.offset(), (offset, scalar, content) ->
            stores.add(new Store(place.element(), offset, scalar, content)));
      } catch (WrongPathException wrong) {
        throw json.wrong(wrong.getMessage());
      } catch (WrongValueException wrong) {
        throw wrong.in(path);
      }
    }
    return stores;
  }

  @Override
  public void close() throws IOException {
    json.close();
  }
}
