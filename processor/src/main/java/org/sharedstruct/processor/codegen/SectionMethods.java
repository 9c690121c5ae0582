package org.sharedstruct.processor.codegen;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.lang.model.element.Modifier;
import org.sharedstruct.support.GuardedArray;

/** {@code update}, {@code compute} and {@code repair} of a whole guarded array. */
final class SectionMethods {

  private SectionMethods() {}

  static MethodSpec update(ClassName array) {
    return MethodSpec.methodBuilder("update")
        .addJavadoc("""
            Writes several elements under the lock. If the action throws, all that it wrote is undone.
            In an array created with {@code ATOMIC_ARRAY} others see all of it or nothing, also across a
            kill; in another they may see it element by element, and a kill in between is told to all by
            an {@code OwnerDiedException} until {@code repair}.

            @param action writes elements through the guarded view it is given
            """)
        .addModifiers(Modifier.PUBLIC)
        .addParameter(ParameterizedTypeName.get(ClassName.get(Consumer.class), array), "action")
        .addStatement("$T.update(this, action)", GuardedArray.class)
        .build();
  }

  static MethodSpec compute(ClassName array) {
    return MethodSpec.methodBuilder("compute")
        .addJavadoc("""
            As {@code update}, with a result.

            @param <T> the result's type
            @param function writes elements through the guarded view it is given
            @return what the function returned
            """)
        .addModifiers(Modifier.PUBLIC)
        .addTypeVariable(GuardedType.RESULT)
        .returns(GuardedType.RESULT)
        .addParameter(
            ParameterizedTypeName.get(ClassName.get(Function.class), array, GuardedType.RESULT), "function")
        .addStatement("return $T.compute(this, function)", GuardedArray.class)
        .build();
  }

  static MethodSpec repair(ClassName array) {
    return MethodSpec.methodBuilder("repair")
        .addJavadoc("""
            Makes a whole of elements that a killed process left half written, so that the array can
            be used again. If the action throws, everything stays as it was found.

            @param action writes elements through the guarded view it is given
            """)
        .addModifiers(Modifier.PUBLIC)
        .addParameter(ParameterizedTypeName.get(ClassName.get(Consumer.class), array), "action")
        .addStatement("$T.repair(this, action)", GuardedArray.class)
        .build();
  }
}
