package org.sharedstruct.processor.codegen;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeSpec;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Modifier;
import org.sharedstruct.processor.layout.StructLayout;
import org.sharedstruct.processor.model.FixedArray;
import org.sharedstruct.processor.model.Nested;
import org.sharedstruct.processor.model.Struct;
import org.sharedstruct.support.GeneratedCode;
import org.sharedstruct.support.Layouts;
import org.sharedstruct.support.RawOperations;
import org.sharedstruct.support.RawStatics;

/** {@code RawXY}: the layout, and a view without a lock. */
public final class RawType {

  /** What the name of a raw view begins with. */
  public static final String PREFIX = "Raw";

  /** The constant that holds the codec of the struct as a field of another one. */
  public static final String CODEC = "CODEC";

  /** The constant that holds the schema, also for structs that extend this one. */
  public static final String SCHEMA = "SCHEMA";

  private static final Template CONSTANTS = Template.of("""
      private static final int CODE_VERSION = GeneratedCode.check($raw.class, $version);

      /** What a file must say of itself to be opened as this struct. */
      static final String SCHEMA = \"""
          $schema\""";

      /** The layout, as a C compiler lays out the same struct. */
      public static final StructLayout LAYOUT = Layouts.of(SCHEMA);

      static final long SIZE = $size;
      """);

  private static final Template OFFSET = Template.of("static final long $name = $offset;");
  private static final Template FIELD_CODEC = Template.of("static final $type $name = $codec;");

  /** Public, for structs that have this one as a field. */
  private static final Template STRUCT_CODEC = Template.of("""
      /** For generated code: this struct as a field of another. */
      public static final StructCodec<$struct, $raw, $rawArray, $record> CODEC = StructCodec.of(
          SCHEMA, new Array(MemorySegment.NULL, 0, 0, null))$checks;
      """);

  private static final Template FACTORIES = Template.of("""
      $raw(MemorySegment segment, long offset, Object owner) {
        super(segment, offset, SIZE, owner);
      }

      /** A view of the struct at the beginning of some memory: {@link #of(MemorySegment, long)}. */
      public static $raw of(MemorySegment segment) { return of(segment, 0); }

      /**
       * A view of a struct somewhere in some memory.
       *
       * @param segment the memory
       * @param offset where in it the struct begins, in bytes
       * @return the view
       * @throws IndexOutOfBoundsException if the struct is not within the segment
       * @throws IllegalArgumentException if it is not aligned to $alignment bytes there
       */
      public static $raw of(MemorySegment segment, long offset) {
        return new $raw(RawView.check(segment, offset, LAYOUT), offset, null);
      }

      /** A struct in new memory of this process, all zeros, freed when nobody can reach it. */
      public static $raw allocate() { return allocate(Arena.ofAuto()); }

      /** A struct in memory that the allocator provides, for instance an {@link Arena}. */
      public static $raw allocate(SegmentAllocator allocator) {
        return of(allocator.allocate(LAYOUT));
      }
      """);

  /** A record is not made by {@code copyOf}, which is called with all kinds of views: so it is compiled for this one. */
  private static final Template STORING = Template.of("""
      static void write($raw view, $record record) {
        $stores
      }

      @Override
      protected void store(RawView view, $struct values) { write(this, $record.copyOf(values)); }

      @Override
      protected $record record(RawView view) { return $copy; }
      """);

  private final Struct struct;
  private final StructLayout layout;
  private final TypeNames names;
  private final List<FieldAccess> fields;

  RawType(Struct struct, StructLayout layout, TypeNames names) {
    this.struct = struct;
    this.layout = layout;
    this.names = names;
    fields = FieldAccess.of(layout);
  }

  TypeSpec build() {
    Operations operations = new Operations(
        RawOperations.class, RawStatics.class, struct.viewMethods(), names.struct(), names.raw(), names.record());
    TypeSpec.Builder type = Members.topLevel(TypeSpec.classBuilder(names.raw()), struct)
        .addModifiers(Modifier.FINAL)
        .addJavadoc("""
            A {@link $T} in plain memory, without a lock.

            <pre>
            $L</pre>

            <p>A field of at most 8 bytes is never torn, as it is aligned; nothing is promised about
            longer ones or several together. Access to closed memory is an {@link IllegalStateException}.
            """, names.struct(), CDeclaration.of(layout))
        .superclass(operations.superclass())
        .addSuperinterface(names.struct());
    Holes types = Holes.of(names);
    // The version first, so that nothing is done before.
    type.addFields(CONSTANTS.constants(types.with(Map.of("version", GeneratedCode.VERSION,
        "schema", Wrapping.wrapSchema(layout.schema().text()), "size", layout.size()))));
    fields.forEach(field -> type.addFields(
        OFFSET.constants(types.with(Map.of("name", field.constant(), "offset", field.offset())))));
    fields.stream().filter(FieldAccess::hasCodec).forEach(field -> type.addFields(FIELD_CODEC.constants(
        types.with(Map.of("type", field.codecType(), "name", field.codec(), "codec", field.newCodec())))));
    type.addFields(STRUCT_CODEC.constants(types.with(Map.of("checks", staleChecks()))));
    type.addType(RawArrayType.of(struct, names, fields));
    Members members = new Members(type, struct.viewMethods())
        .offer(FACTORIES, types.with(Map.of("alignment", layout.alignment())));
    new FieldMethods(struct, names, ViewKind.RAW).addTo(members, fields);
    operations.addTo(members);
    return members
        .add(STORING, types.with(Map.of("stores", stores(), "copy", RecordType.ofRaw(struct, names))))
        .build();
  }

  private CodeBlock staleChecks() {
    CodeBlock.Builder checks = CodeBlock.builder();
    struct.bases().forEach(base -> checks.add("\n.extending($T.$L)", base, CODEC));
    for (FieldAccess access : fields) {
      String name = access.field().name();
      switch (access.field().type()) {
        case Nested nested -> checks.add("\n.containing($S, 1, $T.$L)", name, nested.raw(), CODEC);
        case FixedArray(Nested nested, int length, boolean _) ->
            checks.add("\n.containing($S, $L, $T.$L)", name + "[]", length, nested.raw(), CODEC);
        default -> { }
      }
    }
    return checks.build();
  }

  private CodeBlock stores() {
    CodeBlock.Builder stores = CodeBlock.builder();
    for (FieldAccess access : fields) {
      Place place = Place.raw(CodeBlock.of("view"), Parameters.of(access.field()));
      stores.addStatement(place.setRecorded(access, CodeBlock.of("record.$L()", access.field().component())));
    }
    return stores.build();
  }
}
