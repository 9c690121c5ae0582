package org.sharedstruct.tool.page;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.sharedstruct.OwnerDiedException;
import org.sharedstruct.region.Region;
import org.sharedstruct.tool.value.Look;
import org.sharedstruct.tool.value.Type;
import org.sharedstruct.tool.value.Value;

/** The region that a page shows, while it is attached: its values as they change. */
final class Chosen {

  /** The fields of one struct that a page has room for, and the columns of an array. */
  private static final int MOST_FIELDS = 2000;
  private static final int MOST_COLUMNS = 64;

  /** A larger element is not read thirty times a second. */
  private static final long MOST_BYTES = 4 << 20;

  private final Look look;
  private final Region region;
  private final Type.Struct struct;
  private final Leaves leaves;
  private final Wish wish;
  private final List<Long> picks;
  private final long first;
  private final int count;
  private final Strip strip;
  private byte[] last = {};
  private String lastProblem = "";

  Chosen(Look look, Wish wish) {
    this.look = look;
    region = look.region();
    this.wish = wish;
    struct = Type.of(region.schema());
    boolean isTooLarge = struct.size() > MOST_BYTES;
    leaves = Leaves.of(struct, isTooLarge ? 0 : region.isArray() ? MOST_COLUMNS : MOST_FIELDS);
    first = region.isArray() ? Math.min(wish.first(), region.length()) : 0;
    count = leaves.all().isEmpty() ? 0 : region.isArray()
        ? (int) Math.min(Math.min(wish.count(), region.length() - first), Math.max(1, MOST_BYTES / struct.size())) : 1;
    picks = leaves.all().isEmpty() || !region.isArray() ? List.of()
        : wish.picks().stream().filter(pick -> pick < region.length()).toList();
    boolean hasStrip = region.isArray() && wish.strip() >= 0 && wish.strip() < leaves.all().size()
        && region.length() > 0;
    strip = hasStrip ? new Strip(look, struct.size(), leaves.all().get(wish.strip()), wish.buckets()) : null;
  }

  /** What the region is, which the page gets first. */
  String description() {
    return Description.of(region, struct, leaves, wish.region());
  }

  /**
   * The values now.
   *
   * @return an event's data; empty if they are what the page has
   * @throws IllegalStateException if the region is closed or was truncated
   */
  Optional<String> values() {
    if (count == 0 && picks.isEmpty()) {
      return Optional.empty();
    }
    long size = struct.size();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment bytes = arena.allocate((count + picks.size()) * size, Long.BYTES);
      long before = region.guard().version();
      long version = look.copyTo(first, count, bytes).orElse(before);
      for (int i = 0; i < picks.size(); i++) {
        look.copyTo(picks.get(i), 1, bytes.asSlice((count + i) * size, size));
      }
      byte[] now = bytes.toArray(ValueLayout.JAVA_BYTE);
      if (Arrays.equals(now, last)) {
        return Optional.empty();
      }
      last = now;
      lastProblem = "";
      return Optional.of(Json.object(json -> write(json, bytes, version)));
    } catch (OwnerDiedException died) {
      return problem(died.getMessage());
    }
  }

  private Optional<String> problem(String problem) {
    boolean isKnown = problem.equals(lastProblem);
    lastProblem = problem;
    last = new byte[0];
    return isKnown ? Optional.empty() : Optional.of(Json.object(json -> json.writeStringField("problem", problem)));
  }

  private void write(JsonGenerator json, MemorySegment bytes, long version) throws IOException {
    json.writeNumberField("time", System.currentTimeMillis());
    json.writeNumberField("version", version);
    json.writeNumberField("first", first);
    Json.array(json, "rows", rows -> {
      for (int row = 0; row < count; row++) {
        row(rows, bytes, row);
      }
    });
    Json.array(json, "picks", all -> {
      for (int i = 0; i < picks.size(); i++) {
        all.writeStartArray();
        all.writeNumber(picks.get(i));
        row(all, bytes, count + i);
        all.writeEndArray();
      }
    });
  }

  private void row(JsonGenerator json, MemorySegment bytes, int row) throws IOException {
    json.writeStartArray();
    List<Value.Leaf> values = new ArrayList<>(leaves.all().size());
    leaves.all().forEach(leaf -> values.add(leaf.read(bytes, row * struct.size())));
    for (Value.Leaf value : values) {
      Json.value(json, value);
    }
    json.writeEndArray();
  }

  /**
   * The whole array at a glance.
   *
   * @return an event's data; empty if the page does not want it, or it is what the page has
   * @throws IllegalStateException if the region is closed or was truncated
   */
  Optional<String> strip() {
    return strip == null ? Optional.empty() : strip.next();
  }
}
