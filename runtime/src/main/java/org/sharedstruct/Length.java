package org.sharedstruct;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How long a field is that has no length of its own, since memory that is shared has one fixed layout.
 *
 * <ul>
 *   <li>{@code @Length(32) String name()}: 32 bytes of UTF-8. A text that needs more is refused with an
 *       {@link IllegalArgumentException}, never cut; one that needs fewer is followed by zeros.
 *   <li>{@code @Length(16) float sample(int index)}: 16 elements, one after the other. The elements may be
 *       of any type of field but {@code String}; views also read and write all of them at once.
 *   <li>{@code @Length(16) byte[] data()}: the same, declared by its whole value. The elements are
 *       primitives; the array is copied in and out and has exactly this length.
 * </ul>
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Length {

  /**
   * The length.
   *
   * @return bytes of a {@code String}, else the number of elements; at least 1
   */
  int value();
}
