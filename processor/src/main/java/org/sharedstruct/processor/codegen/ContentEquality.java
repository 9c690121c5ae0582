package org.sharedstruct.processor.codegen;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.NameAllocator;
import java.util.Map;
import org.sharedstruct.processor.model.Signature;
import org.sharedstruct.processor.model.Struct;

/**
 * Equality, hash code and text of a record with arrays, which Java would compare by identity: all of
 * them by the list of the components' values.
 */
final class ContentEquality {

  private static final Template METHODS = Template.of("""
      /** Whether the other is such a record of equal values, arrays by their content. */
      @Override
      public boolean equals(Object other) {
        return other instanceof $record record
            && RecordContents.equal($values(this), $values(record));
      }

      @Override
      public int hashCode() { return RecordContents.hash($values(this)); }

      @Override
      public String toString() {
        return RecordContents.text("$name", $values(this),
            $names);
      }

      private static Object[] $values($record record) {
        return new Object[] {$components};
      }
      """);

  private ContentEquality() {}

  static void addTo(Members members, Struct struct, TypeNames names) {
    NameAllocator methods = new NameAllocator();
    struct.viewMethods().stream().map(Signature::name).distinct().sorted().forEach(methods::newName);
    members.add(METHODS, Holes.of(names).with(Map.of(
        "name", names.record().simpleName(),
        "values", methods.newName("values"),
        "names", listed("$S", struct),
        "components", listed("record.$L", struct))));
  }

  private static CodeBlock listed(String format, Struct struct) {
    return struct.fields().stream()
        .map(field -> CodeBlock.of(format, field.component()))
        .collect(CodeBlock.joining(",$W"));
  }
}
