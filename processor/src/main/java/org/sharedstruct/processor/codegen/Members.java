package org.sharedstruct.processor.codegen;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.Set;
import javax.lang.model.element.Modifier;
import org.sharedstruct.processor.model.Field;
import org.sharedstruct.processor.model.Signature;
import org.sharedstruct.processor.model.Struct;
import org.sharedstruct.support.Generated;

/** Adds methods to a generated type, where the user's interface leaves room for them. */
final class Members {

  private final TypeSpec.Builder type;
  private final Set<Signature> taken;

  /**
   * Members of one type.
   *
   * @param type gets them
   * @param taken signatures that the user's interface gives the type
   */
  Members(TypeSpec.Builder type, Set<Signature> taken) {
    this.type = type;
    this.taken = taken;
  }

  /** Starts a top-level type: its modifiers and annotations. */
  static TypeSpec.Builder topLevel(TypeSpec.Builder type, Struct struct) {
    if (struct.isPublic()) {
      type.addModifiers(Modifier.PUBLIC);
    }
    if (struct.deprecated()) {
      type.addAnnotation(Deprecated.class);
    }
    return type
        .addAnnotation(AnnotationSpec.builder(Generated.class)
            .addMember("value", "$T.class", struct.type()).build())
        .addAnnotation(suppressed(struct))
        .alwaysQualify(struct.memberTypes().toArray(String[]::new));
  }

  /** A module that exports its structs need not require ours transitively: those are its users' too. */
  private static AnnotationSpec suppressed(Struct struct) {
    AnnotationSpec.Builder suppress = AnnotationSpec.builder(SuppressWarnings.class)
        .addMember("value", "$S", "exports");
    if (struct.refersToDeprecated()) {
      suppress.addMember("value", "$S", "deprecation").addMember("value", "$S", "removal");
    }
    return suppress.build();
  }

  /** Starts the nested type for arrays. */
  static TypeSpec.Builder nestedArray() {
    return TypeSpec.classBuilder(TypeNames.ARRAY)
        .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL);
  }

  /** Starts the accessor of a field. */
  static MethodSpec.Builder accessor(String name, Field field) {
    MethodSpec.Builder method = MethodSpec.methodBuilder(name).addModifiers(Modifier.PUBLIC);
    if (field.deprecated()) {
      method.addAnnotation(Deprecated.class);
    }
    return method;
  }

  /** Adds a method that comes from the user's interface, or that nothing there can collide with. */
  Members add(MethodSpec method) {
    type.addMethod(method);
    return this;
  }

  /** Adds an operation of ours, unless the user has taken its signature. */
  Members offer(MethodSpec operation) {
    TypeName[] parameters = operation.parameters().stream().map(p -> p.type()).toArray(TypeName[]::new);
    if (!taken.contains(Signature.of(operation.name(), parameters))) {
      type.addMethod(operation);
    }
    return this;
  }

  /** The type with all that was added. */
  TypeSpec build() {
    return type.build();
  }
}
