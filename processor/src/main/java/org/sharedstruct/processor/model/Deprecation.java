package org.sharedstruct.processor.model;

import com.palantir.javapoet.AnnotationSpec;
import java.util.List;

/** Whether the user's declaration is deprecated; generated ones then are too. */
public enum Deprecation {
  /** It is not. */
  NONE(List.of()),
  /** {@code @Deprecated}. */
  ORDINARY(List.of(AnnotationSpec.builder(Deprecated.class).build())),
  /** {@code @Deprecated(forRemoval = true)}. */
  FOR_REMOVAL(List.of(AnnotationSpec.builder(Deprecated.class).addMember("forRemoval", "true").build()));

  private final List<AnnotationSpec> annotations;

  Deprecation(List<AnnotationSpec> annotations) {
    this.annotations = annotations;
  }

  /** The annotation to copy; none for {@link #NONE}. */
  public List<AnnotationSpec> annotations() {
    return annotations;
  }
}
