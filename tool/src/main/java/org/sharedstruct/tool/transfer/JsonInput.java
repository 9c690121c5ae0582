package org.sharedstruct.tool.transfer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.sharedstruct.tool.value.WrongValueException;

/** A file of JSON that is read token by token; what is wrong is told with its line. */
final class JsonInput implements Closeable {

  /** Reads a part of the file. */
  @FunctionalInterface
  interface Part<T> {

    /**
     * Reads it.
     *
     * @return what was read
     * @throws IOException if it is wrong, or cannot be read
     */
    T read() throws IOException;
  }

  private final Path file;
  private final JsonParser parser;

  private JsonInput(Path file, JsonParser parser) {
    this.file = file;
    this.parser = parser;
  }

  /** Opens a file. An interrupt does not close it, as it would close a channel. */
  static JsonInput open(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new NoSuchFileException(file.toString());
    }
    if (Files.isDirectory(file)) {
      throw new FileSystemException(file.toString(), null, "is a folder");
    }
    return new JsonInput(file,
        new JsonFactory().createParser(new BufferedInputStream(new FileInputStream(file.toFile()))));
  }

  JsonParser parser() {
    return parser;
  }

  /** Reads something, and tells where it is wrong if it is. */
  <T> T part(Part<T> part) throws IOException {
    try {
      return part.read();
    } catch (JsonProcessingException damaged) {
      long line = damaged.getLocation() == null ? line() : damaged.getLocation().getLineNr();
      throw new WrongFileException(file, line, "it is not JSON, or is cut off: "
          + damaged.getOriginalMessage().lines().findFirst().orElse(""));
    } catch (WrongValueException wrong) {
      throw wrong(wrong.getMessage());
    }
  }

  WrongFileException wrong(String reason) {
    return new WrongFileException(file, line(), reason);
  }

  private long line() {
    return parser.currentTokenLocation().getLineNr();
  }

  void require(JsonToken expected, String what) throws WrongFileException {
    if (parser.currentToken() != expected) {
      throw wrong(what);
    }
  }

  /** The current number, which must not be more than a long holds. */
  long number() throws IOException {
    if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
      throw wrong("the number is too big");
    }
    return parser.getLongValue();
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
