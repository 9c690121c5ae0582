package org.sharedstruct.processor.codegen;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Modifier;
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
    return type
        .addAnnotations(struct.deprecation().annotations())
        .addAnnotation(AnnotationSpec.builder(Generated.class)
            .addMember("value", "$T.class", struct.type()).build())
        .addAnnotation(suppressed(struct))
        .alwaysQualify(struct.hiddenNames().toArray(String[]::new));
  }

  private static AnnotationSpec suppressed(Struct struct) {
    CodeBlock warnings = struct.suppressions().stream()
        .map(warning -> CodeBlock.of("$S", warning))
        .collect(CodeBlock.joining(", ", "{", "}"));
    return AnnotationSpec.builder(SuppressWarnings.class).addMember("value", warnings).build();
  }

  /** Starts the nested type for arrays. */
  static TypeSpec.Builder nestedArray() {
    return TypeSpec.classBuilder(TypeNames.ARRAY)
        .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL);
  }

  /** Adds methods that come from the user's interface, or that nothing there can collide with. */
  Members add(Template template, Holes holes) {
    type.addMethods(template.methods(holes));
    return this;
  }

  /** Adds methods of ours, except those whose signature the user, or another one of ours, has taken. */
  Members offer(Template template, Holes holes) {
    return offer(template.methods(holes));
  }

  /** Adds those whose signature is free. */
  Members offer(List<MethodSpec> methods) {
    methods.stream().filter(method -> taken.add(Signature.of(method))).forEach(type::addMethod);
    return this;
  }

  /** Adds one that is not made of a template alone. */
  Members add(MethodSpec method) {
    type.addMethod(method);
    return this;
  }

  /** The type with all that was added. */
  TypeSpec build() {
    return type.build();
  }
}
