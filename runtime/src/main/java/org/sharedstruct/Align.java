package org.sharedstruct;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a field or a struct begin at a multiple of so many bytes, as C's {@code _Alignas} does. {@code
 * @Align(64)} on two fields that different processes write keeps them on different cache lines; on a struct
 * it does so for the elements of an array, whose size is then a multiple of it. A struct that extends an
 * aligned one is aligned at least like it.
 */
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Align {

  /**
   * The alignment.
   *
   * @return bytes, a power of two up to 4096, and no less than the type has by itself
   */
  int value();
}
