package org.sharedstruct.processor.codegen;

import com.palantir.javapoet.TypeSpec;
import java.util.List;
import java.util.Map;
import org.sharedstruct.processor.model.Struct;
import org.sharedstruct.support.RawArrayOperations;
import org.sharedstruct.support.RawArrayStatics;

/** {@code RawXY.Array}: many structs in memory, without a lock. */
final class RawArrayType {

  private static final Template MEMBERS = Template.of("""
      @Override
      protected long stride() { return SIZE; }

      """ + ArrayTemplate.VIEWS + """

      @Override
      protected $record copyOf(RawView array, $struct values) { return $record.copyOf(values); }
      """);

  private static final Template FACTORIES = Template.of("""
      /**
       * A view of all structs in some memory.
       *
       * @param segment a multiple of {@value #SIZE} bytes
       * @return the view
       * @throws IllegalArgumentException if the segment has another size or is not aligned
       */
      public static $array of(MemorySegment segment) {
        return new Array(segment, 0, count(segment, LAYOUT), null);
      }

      /** Structs in new memory of this process, all zeros, freed when nobody can reach them. */
      public static $array allocate(long length) {
        return of(Arena.ofAuto().allocate(LAYOUT, length));
      }
      """);

  /** {@code $Z} is where a line may be broken without a space. */
  private static final Template ITERATOR = Template.of("""
      @Override
      public Iterator<$view> iterator() {
        return new Views<$view>(this) {
          @Override
          public $view next($Z) {
            return element(Array.this, advance());
          }
        };
      }
      """);

  private RawArrayType() {}

  static TypeSpec of(Struct struct, TypeNames names, List<FieldAccess> fields) {
    Operations operations = new Operations(RawArrayOperations.class, RawArrayStatics.class, struct.arrayMethods(),
        names.struct(), names.raw(), names.rawArray(), names.record());
    TypeSpec.Builder type = Members.nestedArray()
        .addJavadoc("Many {@link $T} in plain memory, one after the other, without a lock.\n", names.struct())
        .superclass(operations.superclass());
    Holes types = Holes.of(names);
    Holes holes = types.with(Map.of("view", names.raw(), "array", names.rawArray(),
        "element", types.parameters("MemorySegment segment", "long offset", "Object owner"),
        "elements", types.parameters("MemorySegment segment", "long offset", "long length", "Object owner"),
        "inherited", "segment, offset, length, CODEC, owner"));
    Members members = new Members(type, struct.arrayMethods()).add(MEMBERS, holes).offer(FACTORIES, holes);
    new FieldMethods(struct, names, ViewKind.RAW_ARRAY).addTo(members, fields);
    operations.addTo(members);
    return members.add(ITERATOR, holes).build();
  }
}
