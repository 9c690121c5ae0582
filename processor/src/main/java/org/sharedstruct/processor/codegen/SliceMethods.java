package org.sharedstruct.processor.codegen;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import javax.lang.model.element.Modifier;

/** {@code slice} of array views, raw and guarded. */
final class SliceMethods {

  private SliceMethods() {}

  /** The instance method. */
  static MethodSpec of(ClassName array) {
    return MethodSpec.methodBuilder("slice")
        .addJavadoc("""
            A view of some of the elements.

            @param from the first element of the slice
            @param length how many elements it has
            @return the view, whose element 0 is element {@code from} of this one
            @throws IndexOutOfBoundsException if the slice is not within the array
            """)
        .addModifiers(Modifier.PUBLIC)
        .returns(array)
        .addParameter(TypeName.LONG, "from")
        .addParameter(TypeName.LONG, "length")
        .addStatement("return slice(this, from, length)")
        .build();
  }

  /** Its static twin. */
  static MethodSpec twinOf(ClassName array, Class<?> superclass) {
    return MethodSpec.methodBuilder("slice")
        .addJavadoc("""
            A view of some of the elements.

            @param array the array
            @param from the first element of the slice
            @param length how many elements it has
            @return the view, whose element 0 is element {@code from} of the array
            @throws IndexOutOfBoundsException if the slice is not within the array
            """)
        .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
        .returns(array)
        .addParameter(array, "array")
        .addParameter(TypeName.LONG, "from")
        .addParameter(TypeName.LONG, "length")
        .addStatement("return $T.slice(array, from, length, Array::new)", superclass)
        .build();
  }
}
