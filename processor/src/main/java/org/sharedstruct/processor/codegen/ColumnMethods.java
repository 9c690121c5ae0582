package org.sharedstruct.processor.codegen;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import java.util.List;
import org.sharedstruct.processor.model.ElementType;

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
    place = kind.place(names, Parameters.of(access.field()));
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
    return Members.accessor("copy" + access.field().capitalizedName() + "To", access.field())
        .addJavadoc("Copies {@code $L} of all elements$L; the target is as long as the array.\n",
            access.field().name(), kind.isGuarded() ? " as of one moment" : "")
        .addParameter(array, "target")
        .addStatement("copyTo($L,$W$L, target)", offset(), column())
        .build();
  }

  private MethodSpec copyFrom() {
    MethodSpec.Builder copyFrom = Members.accessor("copy" + access.field().capitalizedName() + "From", access.field())
        .addJavadoc("Stores {@code $L} of all elements$L; the source is as long as the array.\n",
            access.field().name(), kind.isGuarded() ? ", or of none" : "")
        .addParameter(array, "source");
    CodeBlock stored = CodeBlock.of("copyFrom($S, $L,$W$L, source)", access.field().name(), offset(), column());
    if (kind.isGuarded()) {
      copyFrom.addStatement(stored);
    } else {
      copyFrom.returns(names.rawArray()).addStatement("return $L", stored);
    }
    return copyFrom.build();
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
