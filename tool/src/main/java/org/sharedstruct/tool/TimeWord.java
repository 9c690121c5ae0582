package org.sharedstruct.tool;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A span of time as people write it: {@code 500ms}, {@code 2.5s}, {@code 2m}, {@code 1h}. A
 * number alone is refused: some programs take it for seconds, others for milliseconds.
 */
final class TimeWord implements ITypeConverter<Duration> {

  private static final Pattern WORD = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)(us|ms|s|m|h)");

  /** For picocli. */
  TimeWord() {}

  @Override
  public Duration convert(String word) {
    Matcher time = WORD.matcher(word);
    if (time.matches()) {
      long nanos = switch (time.group(2)) {
        case "us" -> 1_000;
        case "ms" -> 1_000_000;
        case "m" -> 60_000_000_000L;
        case "h" -> 3_600_000_000_000L;
        default -> 1_000_000_000;
      };
      return Duration.ofNanos((long) (Double.parseDouble(time.group(1)) * nanos));
    }
    try {
      Duration duration = Duration.parse(word);
      if (!duration.isNegative()) {
        return duration;
      }
    } catch (DateTimeException none) {
      // said below
    }
    throw new TypeConversionException("'" + word + "' is not a time, such as 500ms, 5s, 2m or 1h");
  }
}
