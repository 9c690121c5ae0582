package org.sharedstruct.support;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.sharedstruct.InvalidValueException;

/**
 * A value of two {@code int64_t}. Times are seconds and nanoseconds of the second, from 0 to 999,999,999,
 * as in C's {@code struct timespec} on 64-bit systems; a UUID is its more, then its less significant half.
 *
 * @param <T> the value's type
 */
public abstract class TwoLongsCodec<T> extends Codec<T> {

  private static final long NANOS_PER_SECOND = 1_000_000_000;

  final String field;

  private TwoLongsCodec(String field) {
    super(2 * Long.BYTES);
    this.field = field;
  }

  /**
   * The codec of a UUID.
   *
   * @param field the field's name
   * @return the codec
   */
  public static TwoLongsCodec<UUID> uuid(String field) {
    return new TwoLongsCodec<>(field) {
      @Override
      UUID value(long first, long second) {
        return new UUID(first, second);
      }

      @Override
      long first(UUID value) {
        return value.getMostSignificantBits();
      }

      @Override
      long second(UUID value) {
        return value.getLeastSignificantBits();
      }
    };
  }

  /**
   * The codec of an instant, counted from 1970-01-01T00:00Z.
   *
   * @param field the field's name
   * @return the codec
   */
  public static TwoLongsCodec<Instant> instant(String field) {
    return new TwoLongsCodec<>(field) {
      @Override
      Instant value(long first, long second) {
        checkNanos(first, second);
        try {
          return Instant.ofEpochSecond(first, second);
        } catch (DateTimeException beyond) {
          throw new InvalidValueException(String.format(Locale.ROOT, "%s=%d s is not between %s and %s",
              field, first, Instant.MIN, Instant.MAX));
        }
      }

      @Override
      long first(Instant value) {
        return value.getEpochSecond();
      }

      @Override
      long second(Instant value) {
        return value.getNano();
      }
    };
  }

  /**
   * The codec of a duration.
   *
   * @param field the field's name
   * @return the codec
   */
  public static TwoLongsCodec<Duration> duration(String field) {
    return new TwoLongsCodec<>(field) {
      @Override
      Duration value(long first, long second) {
        checkNanos(first, second);
        return Duration.ofSeconds(first, second);
      }

      @Override
      long first(Duration value) {
        return value.getSeconds();
      }

      @Override
      long second(Duration value) {
        return value.getNano();
      }
    };
  }

  abstract T value(long first, long second);

  abstract long first(T value);

  abstract long second(T value);

  final void checkNanos(long seconds, long nanos) {
    if (nanos < 0 || nanos >= NANOS_PER_SECOND) {
      throw new InvalidValueException(String.format(Locale.ROOT,
          "%s=%d s and %d ns: nanoseconds are from 0 to %d",
          field, seconds, nanos, NANOS_PER_SECOND - 1));
    }
  }

  @Override
  final T get(MemorySegment memory, long offset) {
    return value(memory.get(JAVA_LONG, offset), memory.get(JAVA_LONG, offset + Long.BYTES));
  }

  @Override
  final void set(MemorySegment memory, long offset, T value) {
    Objects.requireNonNull(value, field);
    memory.set(JAVA_LONG, offset, first(value));
    memory.set(JAVA_LONG, offset + Long.BYTES, second(value));
  }
}
