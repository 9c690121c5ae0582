package org.sharedstruct.processor.codegen;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import org.sharedstruct.processor.model.Field;

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

  /** Where its accesses go. */
  Place place(ClassName raw) {
    return switch (this) {
      case RAW -> Place.raw("this");
      case RAW_ARRAY -> Place.rawArray();
      case GUARDED -> Place.guarded(raw);
      case GUARDED_ARRAY -> Place.guardedArray(raw);
    };
  }

  /** Starts an accessor; that of an array takes an index first. */
  MethodSpec.Builder accessor(String name, Field field) {
    MethodSpec.Builder accessor = Members.accessor(name, field);
    return isArray ? accessor.addParameter(TypeName.LONG, "index") : accessor;
  }

  /** What follows the place of a field in the Javadoc of a getter. */
  String read() {
    return (isArray ? " of an element" : "") + (isGuarded ? ", of the last commit" : "");
  }

  /** What follows it in that of a setter. */
  String written() {
    return (isArray ? " of an element" : "") + (isGuarded ? "; one commit" : "");
  }
}
