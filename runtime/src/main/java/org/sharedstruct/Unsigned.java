package org.sharedstruct;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An integer without a sign, C's {@code uint8_t}, {@code uint16_t} or {@code uint32_t}, seen in Java as a
 * wider type: {@code @Unsigned(16) int port()} has 2 bytes and values from 0 to 65,535. Any other value
 * is refused with an {@link IllegalArgumentException} that names the field and the value.
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Unsigned {

  /**
   * How wide the field is in memory.
   *
   * @return 8, 16 or 32 bits, fewer than the Java type has
   */
  int value();
}
