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
import org.sharedstruct.tool.value.Type;
import org.sharedstruct.tool.value.Value;

/**
 * Writes a recording: a line that says what the region is, and then one for each change, with the
 * values that have changed since the line before. The first of them has all values.
 */
public final class RecordingWriter implements AutoCloseable {

  private static final JsonFactory LINES = new JsonFactoryBuilder().rootValueSeparator("").build();

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
   * @param region that is recorded
   * @param out where to; the caller flushes it
   * @param tool the version of the tool
   * @param began when
   * @throws IOException if it cannot be written
   */
  public RecordingWriter(Region region, Writer out, String tool, Instant began) throws IOException {
    this.region = region;
    this.out = out;
    type = Type.of(region);
    long size = region.length() * region.schema().size();
    before = arena.allocate(size, Long.BYTES);
    now = arena.allocate(size, Long.BYTES);
    JsonGenerator json = LINES.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
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
    OptionalLong version = region.guard().copyTo(0, region.length(), now);
    if (!isFirst && before.mismatch(now) < 0) {
      return false;
    }
    JsonGenerator json = LINES.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    json.writeStartObject();
    json.writeNumberField(Recording.MICROS, micros);
    json.writeNumberField("version", version.orElseGet(region.guard()::version));
    if (version.isEmpty()) {
      json.writeBooleanField("mixed", true);
    }
    json.writeObjectFieldStart(Recording.VALUES);
    write("", type, 0, json);
    json.writeEndObject();
    json.writeEndObject();
    json.close();
    out.append('\n');
    MemorySegment last = before;
    before = now;
    now = last;
    isFirst = false;
    return true;
  }

  private void write(String path, Type part, long at, JsonGenerator json) throws IOException {
    switch (part) {
      case Type.Scalar scalar -> {
        if (hasChanged(at, scalar.size())) {
          json.writeFieldName(path);
          JsonLeaf.write((Value.Leaf) scalar.read(now, at), json);
        }
      }
      case Type.Struct struct -> {
        for (Map.Entry<String, Type.Field> field : struct.fields().entrySet()) {
          long offset = at + field.getValue().offset();
          if (hasChanged(offset, field.getValue().size())) {
            write(path.isEmpty() ? field.getKey() : path + "." + field.getKey(), field.getValue().type(), offset, json);
          }
        }
      }
      case Type.Array array -> {
        long end = at + array.count() * array.stride();
        for (long next = changed(at, end); next < end;) {
          long index = (next - at) / array.stride();
          write(path + "[" + index + "]", array.element(), at + index * array.stride(), json);
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
