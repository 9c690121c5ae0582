package org.sharedstruct.tool.page;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.sharedstruct.OwnerDiedException;
import org.sharedstruct.region.Region;
import org.sharedstruct.tool.value.Look;

/**
 * One number of each element of an array, as the least and the most in each of some parts of it.
 */
final class Strip {

  private static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  /** Of the time that reading took, how often that must pass until it is read again. */
  private static final int PAUSE = 5;

  /** Of a longer array only some elements of each part are read. */
  private static final long MOST_READ = 2_000_000;

  /**
   * Elements that are copied as one. Of more, where much is written, hardly any copy would be of
   * one commit.
   */
  private static final int CHUNK = 32;

  /** A number, without an object for each. */
  private interface Numeric {
    double in(MemorySegment bytes, long at);
  }

  private final Look look;
  private final Region region;
  private final long size;
  private final Leaves.Leaf leaf;
  private final Numeric number;
  private final int buckets;
  private long nextAt = System.nanoTime();
  private long version = -1;
  private double[] least = {};
  private double[] most = {};

  Strip(Look look, long size, Leaves.Leaf leaf, int buckets) {
    this.look = look;
    region = look.region();
    this.size = size;
    this.leaf = leaf;
    number = numeric(leaf.type().word());
    this.buckets = (int) Math.min(buckets, region.length());
  }

  private static Numeric numeric(String word) {
    return switch (word) {
      case "byte" -> (bytes, at) -> bytes.get(JAVA_BYTE, at);
      case "unsigned8" -> (bytes, at) -> Byte.toUnsignedInt(bytes.get(JAVA_BYTE, at));
      case "short" -> (bytes, at) -> bytes.get(JAVA_SHORT_UNALIGNED, at);
      case "unsigned16" -> (bytes, at) -> Short.toUnsignedInt(bytes.get(JAVA_SHORT_UNALIGNED, at));
      case "int" -> (bytes, at) -> bytes.get(JAVA_INT_UNALIGNED, at);
      case "unsigned32" -> (bytes, at) -> Integer.toUnsignedLong(bytes.get(JAVA_INT_UNALIGNED, at));
      case "long" -> (bytes, at) -> bytes.get(JAVA_LONG_UNALIGNED, at);
      case "float" -> (bytes, at) -> bytes.get(JAVA_FLOAT_UNALIGNED, at);
      case "double" -> (bytes, at) -> bytes.get(JAVA_DOUBLE_UNALIGNED, at);
      default -> (_, _) -> Double.NaN;
    };
  }

  /** An event's data; empty if it is too early, or nothing has changed. */
  Optional<String> next() {
    long start = System.nanoTime();
    if (start - nextAt < 0) {
      return Optional.empty();
    }
    long now = region.guard().version();
    boolean isChanged = now != version && read();
    version = now;
    nextAt = System.nanoTime() + Math.max(INTERVAL_NANOS, PAUSE * (System.nanoTime() - start));
    return isChanged ? Optional.of(text()) : Optional.empty();
  }

  private boolean read() {
    double[] lows = new double[buckets];
    double[] highs = new double[buckets];
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment bytes = arena.allocate(CHUNK * size, Long.BYTES);
      for (int bucket = 0; bucket < buckets; bucket++) {
        read(bucket, bytes, lows, highs);
      }
    } catch (OwnerDiedException halfWritten) {
      return false; // said with the values
    }
    boolean isChanged = !Arrays.equals(lows, least) || !Arrays.equals(highs, most);
    least = lows;
    most = highs;
    return isChanged;
  }

  private void read(int bucket, MemorySegment bytes, double[] lows, double[] highs) {
    long begin = begin(bucket);
    long end = Math.min(begin(bucket + 1), begin + Math.max(1, MOST_READ / buckets));
    double low = Double.NaN;
    double high = Double.NaN;
    for (long at = begin; at < end; at += CHUNK) {
      long count = Math.min(CHUNK, end - at);
      look.copyTo(at, count, bytes);
      for (long i = 0; i < count; i++) {
        double value = number.in(bytes, i * size + leaf.offset());
        low = value < low || Double.isNaN(low) ? value : low;
        high = value > high || Double.isNaN(high) ? value : high;
      }
    }
    lows[bucket] = low;
    highs[bucket] = high;
  }

  /** The length may be too large for a product. */
  private long begin(int bucket) {
    long length = region.length();
    return length / buckets * bucket + length % buckets * bucket / buckets;
  }

  private String text() {
    return Json.object(json -> {
      json.writeNumberField("time", System.currentTimeMillis());
      json.writeStringField("name", leaf.name());
      json.writeNumberField("length", region.length());
      json.writeBooleanField("sampled", region.length() > MOST_READ);
      Json.array(json, "least", all -> write(all, least));
      Json.array(json, "most", all -> write(all, most));
    });
  }

  private static void write(JsonGenerator json, double[] values)
      throws IOException {
    for (double value : values) {
      if (Double.isFinite(value)) {
        json.writeNumber((float) value);
      } else {
        json.writeNull();
      }
    }
  }
}
