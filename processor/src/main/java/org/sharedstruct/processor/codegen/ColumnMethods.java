package org.sharedstruct.processor.codegen;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import java.util.List;
import org.sharedstruct.processor.model.ElementType;
import org.sharedstruct.support.GuardedArray;
import org.sharedstruct.support.RawArray;

/** How views of arrays copy one field of all elements from and to Java arrays. */
final class ColumnMethods {

  private final FieldAccess access;
  private final ViewKind kind;
  private final TypeNames names;
  private final Place place;
  private final TypeName array;

  private ColumnMethods(FieldAccess access, ElementType type, ViewKind kind, TypeNames names) {
    this.access = access;
    this.kind = kind;
    this.names = names;
    place = kind.place(names.raw());
    array = ArrayTypeName.of(type.valueName());
  }

  /** Both directions; none for a field that is an array itself. */
  static List<MethodSpec> of(FieldAccess access, ViewKind kind, TypeNames names) {
    if (!(access.field().type() instanceof ElementType type)) {
      return List.of();
    }
    ColumnMethods methods = new ColumnMethods(access, type, kind, names);
    return List.of(methods.copyTo(), methods.copyFrom());
  }

  private MethodSpec copyTo() {
    return Members.accessor("copy" + access.capitalizedName() + "To", access.field())
        .addJavadoc("""
            Copies $L of all elements to the heap$L.

            @param target as long as the array
            @throws IllegalArgumentException if it is longer or shorter
            """, access.place(), kind.isGuarded() ? ",\nas they were at one moment; see {@link #snapshot()}" : "")
        .addParameter(array, "target")
        .addStatement("$T.copyTo(this, $L,$W$L, target)", superclass(), offset(), column())
        .build();
  }

  private MethodSpec copyFrom() {
    MethodSpec.Builder copyFrom = Members.accessor("copy" + access.capitalizedName() + "From", access.field())
        .addJavadoc("""
            Copies $L of all elements from the heap$L.

            @param source as long as the array
            """, access.place(), kind.isGuarded()
                ? ".\nAll values are checked first. A reader of the whole array sees all of them or none"
                : "")
        .addParameter(array, "source")
        .addStatement("$T.copyFrom(this, $S, $L,$W$L, source)",
            superclass(), access.field().name(), offset(), column());
    if (!kind.isGuarded()) {
      copyFrom.addJavadoc("@return this view\n").returns(names.rawArray()).addStatement("return this");
    }
    return copyFrom
        .addJavadoc("@throws IllegalArgumentException if it is longer or shorter, or a value has no room\n")
        .build();
  }

  private Class<?> superclass() {
    return kind.isGuarded() ? GuardedArray.class : RawArray.class;
  }

  private CodeBlock offset() {
    return CodeBlock.of("$L$L", place.constants(), access.constant());
  }

  private CodeBlock column() {
    ElementType type = (ElementType) access.field().type();
    return type.typeName().isPrimitive()
        ? FieldAccess.items(type)
        : CodeBlock.of("$L.column()", place.codec(access, type));
  }
}
