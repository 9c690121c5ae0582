package org.sharedstruct.processor.codegen;

import com.palantir.javapoet.CodeBlock;
import java.util.Map;
import org.sharedstruct.processor.model.ElementType;

/** How views of arrays copy one field of all elements from and to Java arrays. */
final class ColumnMethods {

  private static final Template RAW = Template.of("""
      /** Copies {@code $field} of all elements; the target is as long as the array. */
      $deprecated
      public void copy${capitalized}To($type[] target) {
        copyTo($offset,
            $column, target);
      }

      /** Stores {@code $field} of all elements; the source is as long as the array. */
      $deprecated
      public $rawArray copy${capitalized}From($type[] source) {
        return copyFrom("$field", $offset,
            $column, source);
      }
      """);

  private static final Template GUARDED = Template.of("""
      /** Copies {@code $field} of all elements as of one moment; the target is as long as the array. */
      $deprecated
      public void copy${capitalized}To($type[] target) {
        copyTo($offset,
            $column, target);
      }

      /** Stores {@code $field} of all elements, or of none; the source is as long as the array. */
      $deprecated
      public void copy${capitalized}From($type[] source) {
        copyFrom("$field", $offset,
            $column, source);
      }
      """);

  private ColumnMethods() {}

  /** Offers both directions; none for a field that is an array itself. */
  static void addTo(Members members, FieldAccess access, ViewKind kind, TypeNames names, Holes holes) {
    if (access.field().type() instanceof ElementType type) {
      Place place = kind.place(names, Parameters.of(access.field()));
      members.offer(kind.isGuarded() ? GUARDED : RAW, holes.with(Map.of(
          "offset", CodeBlock.of("$L$L", place.constants(), access.constant()),
          "column", type.typeName().isPrimitive()
              ? FieldAccess.items(type)
              : CodeBlock.of("$L.column()", place.codec(access, type)))));
    }
  }
}
