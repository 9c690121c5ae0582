package org.sharedstruct.processor.codegen;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.util.List;
import javax.lang.model.element.Modifier;
import org.sharedstruct.processor.layout.StructLayout;
import org.sharedstruct.processor.model.FixedArray;
import org.sharedstruct.processor.model.Nested;
import org.sharedstruct.processor.model.Struct;
import org.sharedstruct.support.GeneratedCode;
import org.sharedstruct.support.Layouts;
import org.sharedstruct.support.RawOperations;
import org.sharedstruct.support.RawStatics;
import org.sharedstruct.support.RawView;
import org.sharedstruct.support.StructCodec;

/** {@code RawXY}: the layout, and a view without a lock. */
public final class RawType {

  /** What the name of a raw view begins with. */
  public static final String PREFIX = "Raw";

  /** The constant that holds the codec of the struct as a field of another one. */
  public static final String CODEC = "CODEC";

  /** The constant that holds the schema, also for structs that extend this one. */
  public static final String SCHEMA = "SCHEMA";

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
        .addSuperinterface(names.struct())
        .addField(versionConstant())
        .addField(schemaConstant())
        .addField(layoutConstant())
        .addField(longConstant("SIZE", layout.size()));
    fields.forEach(field -> type.addField(longConstant(field.constant(), field.offset())));
    fields.stream().filter(FieldAccess::hasCodec).forEach(field -> type.addField(codecConstant(field)));
    type.addField(structCodec());
    type.addType(new RawArrayType(struct, names, fields).build());
    Members members = new Members(type, struct.viewMethods())
        .add(constructor())
        .add(of())
        .add(ofOffset())
        .offer(allocate())
        .add(allocateWith());
    FieldMethods methods = new FieldMethods(struct, names, ViewKind.RAW);
    fields.forEach(field -> methods.addTo(members, field));
    operations.addTo(members);
    return members
        .add(write())
        .add(store())
        .add(record())
        .build();
  }

  /** The first, so that nothing is done before. */
  private FieldSpec versionConstant() {
    return FieldSpec.builder(TypeName.INT, "CODE_VERSION", Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
        .initializer("$T.check($T.class, $L)", GeneratedCode.class, names.raw(), GeneratedCode.VERSION)
        .build();
  }

  private static FieldSpec layoutConstant() {
    return FieldSpec.builder(java.lang.foreign.StructLayout.class, "LAYOUT",
            Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
        .addJavadoc("The layout, as a C compiler lays out the same struct.\n")
        .initializer("$T.of(SCHEMA)", Layouts.class)
        .build();
  }

  private FieldSpec schemaConstant() {
    return FieldSpec.builder(String.class, SCHEMA, Modifier.STATIC, Modifier.FINAL)
        .addJavadoc("What a file must say of itself to be opened as this struct.\n")
        .initializer("\"\"\"\n$>$>$L\"\"\"$<$<", Wrapping.wrapSchema(layout.schema().text()))
        .build();
  }

  private static FieldSpec longConstant(String name, long value) {
    return FieldSpec.builder(TypeName.LONG, name, Modifier.STATIC, Modifier.FINAL)
        .initializer("$L", value)
        .build();
  }

  private static FieldSpec codecConstant(FieldAccess field) {
    return FieldSpec.builder(field.codecType(), field.codec(), Modifier.STATIC, Modifier.FINAL)
        .initializer("$>$>$L$<$<", field.newCodec())
        .build();
  }

  /** Public, for structs that have this one as a field. */
  private FieldSpec structCodec() {
    TypeName type = ParameterizedTypeName.get(
        ClassName.get(StructCodec.class), names.struct(), names.raw(), names.rawArray(), names.record());
    return FieldSpec.builder(type, CODEC, Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
        .addJavadoc("For generated code: this struct as a field of another.\n")
        .initializer("""
            $T.of(
            $>$>SCHEMA, new Array($T.NULL, 0, 0, null))$L$<$<""", StructCodec.class, MemorySegment.class, staleChecks())
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

  private MethodSpec constructor() {
    return MethodSpec.constructorBuilder()
        .addParameter(MemorySegment.class, "segment")
        .addParameter(TypeName.LONG, "offset")
        .addParameter(Object.class, "owner")
        .addStatement("super(segment, offset, SIZE, owner)")
        .build();
  }

  private MethodSpec of() {
    return MethodSpec.methodBuilder("of")
        .addJavadoc("A view of the struct at the beginning of some memory: {@link #of(MemorySegment, long)}.\n")
        .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
        .returns(names.raw())
        .addParameter(MemorySegment.class, "segment")
        .addStatement("return of(segment, 0)")
        .build();
  }

  private MethodSpec ofOffset() {
    return MethodSpec.methodBuilder("of")
        .addJavadoc("""
            A view of a struct somewhere in some memory.

            @param segment the memory
            @param offset where in it the struct begins, in bytes
            @return the view
            @throws IndexOutOfBoundsException if the struct is not within the segment
            @throws IllegalArgumentException if it is not aligned to $L bytes there
            """, layout.alignment())
        .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
        .returns(names.raw())
        .addParameter(MemorySegment.class, "segment")
        .addParameter(TypeName.LONG, "offset")
        .addStatement("return new $T($T.check(segment, offset, LAYOUT), offset, null)",
            names.raw(), RawView.class)
        .build();
  }

  private MethodSpec allocate() {
    return MethodSpec.methodBuilder("allocate")
        .addJavadoc("A struct in new memory of this process, all zeros, freed when nobody can reach it.\n")
        .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
        .returns(names.raw())
        .addStatement("return allocate($T.ofAuto())", Arena.class)
        .build();
  }

  private MethodSpec allocateWith() {
    return MethodSpec.methodBuilder("allocate")
        .addJavadoc("A struct in memory that the allocator provides, for instance an {@link $T}.\n", Arena.class)
        .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
        .returns(names.raw())
        .addParameter(SegmentAllocator.class, "allocator")
        .addStatement("return of(allocator.allocate(LAYOUT))")
        .build();
  }

  private MethodSpec store() {
    return MethodSpec.methodBuilder("store")
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PROTECTED)
        .addParameter(RawView.class, "view")
        .addParameter(names.struct(), "values")
        .addStatement("write(this, $T.copyOf(values))", names.record())
        .build();
  }

  private MethodSpec write() {
    MethodSpec.Builder write = MethodSpec.methodBuilder("write")
        .addModifiers(Modifier.STATIC)
        .addParameter(names.raw(), "view")
        .addParameter(names.record(), "record");
    for (FieldAccess access : fields) {
      Place place = Place.raw(CodeBlock.of("view"), Parameters.of(access.field()));
      write.addStatement(place.setRecorded(access, CodeBlock.of("record.$L()", access.field().component())));
    }
    return write.build();
  }

  /** Not by {@code copyOf}, which is called with views and records of all kinds: so it is compiled for this one. */
  private MethodSpec record() {
    return MethodSpec.methodBuilder("record")
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PROTECTED)
        .returns(names.record())
        .addParameter(RawView.class, "view")
        .addStatement("return $L", RecordType.ofRaw(struct, names))
        .build();
  }
}
