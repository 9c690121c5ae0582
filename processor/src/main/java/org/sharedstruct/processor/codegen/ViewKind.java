package org.sharedstruct.processor.codegen;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import java.util.List;

/** The four kinds of views, and what their accessors have in common. */
enum ViewKind {
  RAW(false, false),
  RAW_ARRAY(false, true),
  GUARDED(true, false),
  GUARDED_ARRAY(true, true);

  private final boolean isGuarded;
  private final boolean isArray;

  ViewKind(boolean isGuarded, boolean isArray) {
    this.isGuarded = isGuarded;
    this.isArray = isArray;
  }

  boolean isGuarded() {
    return isGuarded;
  }

  boolean isArray() {
    return isArray;
  }

  /** The generated view. */
  ClassName type(TypeNames names) {
    return switch (this) {
      case RAW -> names.raw();
      case RAW_ARRAY -> names.rawArray();
      case GUARDED -> names.guarded();
      case GUARDED_ARRAY -> names.guardedArray();
    };
  }

  /** Where its accesses go, in a method with such parameters. */
  Place place(TypeNames names, Parameters parameters) {
    return switch (this) {
      case RAW -> Place.raw(CodeBlock.of("this"), parameters);
      case RAW_ARRAY -> Place.rawArray(parameters);
      case GUARDED -> Place.guarded(names.raw(), parameters);
      case GUARDED_ARRAY -> Place.guardedArray(names.raw(), parameters);
    };
  }

  /** What accessors take first: in an array, the index of an element. */
  List<ParameterSpec> position(Parameters parameters) {
    return isArray ? List.of(ParameterSpec.builder(TypeName.LONG, parameters.position()).build()) : List.of();
  }

  /** What follows the place of a field in the Javadoc of a getter. */
  String read() {
    return (isArray ? " of an element" : "") + (isGuarded ? ", of the last commit." : ".");
  }

  /** What follows it in that of a setter. */
  String written() {
    return (isArray ? " of an element" : "") + (isGuarded ? "; one commit." : ".");
  }
}
