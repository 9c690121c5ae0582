package org.sharedstruct.support;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks what the processor wrote. It is not the platform's annotation of that name, which a module that
 * does not read {@code java.compiler} cannot name, which is gone from the class file before coverage
 * tools could leave such classes out, and which {@code -Xlint:processing} reports as claimed by nobody.
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Generated {

  /**
   * Where it comes from.
   *
   * @return the interface
   */
  Class<?> value();
}
