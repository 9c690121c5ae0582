package org.sharedstruct.processor.model;

import com.palantir.javapoet.MethodSpec;

/**
 * A default method of the user's interface.
 *
 * @param override the head of a method that overrides it, without a body
 * @param documented whether it has Javadoc
 * @param isUpdate whether it writes
 */
public record DefaultMethod(MethodSpec override, boolean documented, boolean isUpdate) {

  /** What it takes the place of. */
  public Signature signature() {
    return Signature.of(override);
  }
}
