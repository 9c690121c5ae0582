package org.sharedstruct.tool.transfer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.Writer;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import org.sharedstruct.region.Region;
import org.sharedstruct.tool.output.JsonLeaf;
import org.sharedstruct.tool.value.Look;
import org.sharedstruct.tool.value.Type;
import org.sharedstruct.tool.value.Value;

/**
 * Writes a recording: a line that says what the region is, and then one for each change, with the
 * values that have changed since the line before. The first of them has all values.
 */
public final class RecordingWriter implements AutoCloseable {

  private static final JsonFactory LINES = new JsonFactoryBuilder().rootValueSeparator("").build();

  private final Look look;
  private final Region region;
  private final Writer out;
  private final Type type;
  private final Arena arena = Arena.ofConfined();
  private MemorySegment before;
  private MemorySegment now;
  private boolean isFirst = true;

  /**
   * Begins, with the line of the region.
   *
   * @param look at the region that is recorded
   * @param out where to; the caller flushes it
   * @param tool the version of the tool
   * @param began when
   * @throws IOException if it cannot be written
   */
  public RecordingWriter(Look look, Writer out, String tool, Instant began) throws IOException {
    this.look = look;
    region = look.region();
    this.out = out;
    type = Type.of(region);
    long size = region.length() * region.schema().size();
    before = arena.allocate(size, Long.BYTES);
    now = arena.allocate(size, Long.BYTES);
    JsonGenerator json = generator();
    json.writeStartObject();
    json.writeNumberField(Recording.FORMAT, Recording.VERSION);
    json.writeStringField("tool", tool);
    Heading.of(region).write(json);
    json.writeStringField(Recording.BEGAN, began.toString());
    json.writeEndObject();
    json.close();
    out.append('\n');
  }

  /**
   * Writes a line with what has changed since the last one, if anything has.
   *
   * @param micros microseconds since the beginning
   * @return whether there was a line
   * @throws IOException if it cannot be written
   * @throws IllegalStateException if the file of the region was truncated
   */
  public boolean line(long micros) throws IOException {
    OptionalLong version = look.copyTo(0, region.length(), now);
    if (!isFirst && before.mismatch(now) < 0) {
      return false;
    }
    Line line = new Line(micros, version);
    if (isFirst) {
      line.begin();
    }
    write("", type, 0, line);
    MemorySegment last = before;
    before = now;
    now = last;
    isFirst = false;
    return line.end();
  }

  /** A line that begins with its first value: what has changed may lie between the fields. */
  private final class Line {

    private final long micros;
    private final OptionalLong version;
    private JsonGenerator json;

    private Line(long micros, OptionalLong version) {
      this.micros = micros;
      this.version = version;
    }

    private void begin() throws IOException {
      json = generator();
      json.writeStartObject();
      json.writeNumberField(Recording.MICROS, micros);
      json.writeNumberField("version", version.orElseGet(region.guard()::version));
      if (version.isEmpty()) {
        json.writeBooleanField("mixed", true);
      }
      json.writeObjectFieldStart(Recording.VALUES);
    }

    private void value(String path, Value.Leaf leaf) throws IOException {
      if (json == null) {
        begin();
      }
      json.writeFieldName(path);
      JsonLeaf.write(leaf, json);
    }

    private boolean end() throws IOException {
      if (json == null) {
        return false;
      }
      json.writeEndObject();
      json.writeEndObject();
      json.close();
      out.append('\n');
      return true;
    }
  }

  private JsonGenerator generator() throws IOException {
    return LINES.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
  }

  private void write(String path, Type part, long at, Line line) throws IOException {
    switch (part) {
      case Type.Scalar scalar -> {
        if (hasChanged(at, scalar.size())) {
          line.value(path, (Value.Leaf) scalar.read(now, at));
        }
      }
      case Type.Struct struct -> {
        for (Map.Entry<String, Type.Field> field : struct.fields().entrySet()) {
          long offset = at + field.getValue().offset();
          if (hasChanged(offset, field.getValue().size())) {
            write(path.isEmpty() ? field.getKey() : path + "." + field.getKey(), field.getValue().type(), offset, line);
          }
        }
      }
      case Type.Array array -> {
        long end = at + array.count() * array.stride();
        for (long next = changed(at, end); next < end;) {
          long index = (next - at) / array.stride();
          write(path + "[" + index + "]", array.element(), at + index * array.stride(), line);
          next = changed(at + (index + 1) * array.stride(), end);
        }
      }
    }
  }

  private boolean hasChanged(long at, long size) {
    return changed(at, at + size) < at + size;
  }

  /** The first byte from there on that is another one than before; the end if all are the same. */
  private long changed(long from, long end) {
    if (isFirst || from >= end) {
      return from;
    }
    long mismatch = MemorySegment.mismatch(before, from, end, now, from, end);
    return mismatch < 0 ? end : from + mismatch;
  }

  /** Gives its memory back; what it writes to stays open. */
  @Override
  public void close() {
    arena.close();
  }
}
