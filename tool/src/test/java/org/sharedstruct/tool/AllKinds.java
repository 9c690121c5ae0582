package org.sharedstruct.tool;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** The ends of what each kind of field holds. */
final class AllKinds {

  private AllKinds() {}

  /** Fills a struct with them. */
  static void fill(RawKinds kinds) {
    kinds.flag(0, true)
        .tiny(0, Byte.MIN_VALUE).tiny(1, Byte.MAX_VALUE)
        .small(0, Short.MIN_VALUE).small(1, Short.MAX_VALUE)
        .middle(0, Integer.MIN_VALUE).middle(1, Integer.MAX_VALUE)
        .large(0, Long.MIN_VALUE).large(1, Long.MAX_VALUE)
        .level(1, 255).port(1, 65535).ticket(1, 0xffff_ffffL)
        .ratio(0, -0.0f).ratio(1, Float.MIN_VALUE).ratio(2, -Float.MAX_VALUE).ratio(3, Float.NaN)
        .ratio(4, Float.NEGATIVE_INFINITY).ratio(5, 0.1f)
        .exact(0, -0.0).exact(1, Double.MIN_VALUE).exact(2, -Double.MAX_VALUE).exact(3, Double.NaN)
        .exact(4, Double.POSITIVE_INFINITY).exact(5, 0.1)
        .unit(0, '\u0000').unit(1, '\ud800').unit(2, '\udfff').unit(3, '"')
        .text("\"\u00e4,\n\u20ac").state(Robot.State.BUSY).id(new UUID(Long.MIN_VALUE, -1))
        .time(0, Instant.MIN).time(1, Instant.MAX)
        .span(0, Duration.ofSeconds(Long.MIN_VALUE)).span(1, Duration.ofSeconds(Long.MAX_VALUE, 999_999_999))
        .counter(-1);
    kinds.pose(0).x(-1e-300).y(123456789.123456789);
    kinds.pose(1).x(1e300).y(-0.0);
  }
}
