package org.sharedstruct.tool;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Times as people write them: {@code 16ms}, {@code 0.5s}, {@code 2m}. */
final class Durations implements ITypeConverter<Duration> {

  private static final Pattern TIME = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)(us|ms|s|m|h)");
  private static final Map<String, Long> NANOS = Map.of(
      "us", 1_000L, "ms", 1_000_000L, "s", 1_000_000_000L, "m", 60_000_000_000L, "h", 3_600_000_000_000L);
  private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);

  @Override
  public Duration convert(String text) {
    Matcher time = TIME.matcher(text.toLowerCase(Locale.ROOT));
    if (!time.matches()) {
      throw new TypeConversionException("'" + text + "' is not a time, such as 16ms, 0.5s, 2m or 1h");
    }
    BigDecimal nanos = new BigDecimal(time.group(1)).multiply(BigDecimal.valueOf(NANOS.get(time.group(2))));
    if (nanos.compareTo(MOST) > 0) {
      throw new TypeConversionException("'" + text + "' is too long");
    }
    return Duration.ofNanos(nanos.longValue());
  }
}
