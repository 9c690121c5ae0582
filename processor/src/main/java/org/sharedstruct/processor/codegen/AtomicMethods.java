package org.sharedstruct.processor.codegen;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.sharedstruct.processor.model.ElementType;
import org.sharedstruct.processor.model.Enumeration;
import org.sharedstruct.processor.model.Primitive;
import org.sharedstruct.processor.model.UnsignedInteger;
import org.sharedstruct.support.AtomicField;

/**
 * What an atomic field has beyond getter and setter: the access modes of a {@link VarHandle} that are used most, by
 * name; and on raw views an object with all of them.
 */
final class AtomicMethods {

  private final FieldAccess access;
  private final ElementType type;
  private final Primitive stored;
  private final ViewKind kind;
  private final TypeNames names;
  private final Parameters parameters;
  private final Place place;
  private final List<MethodSpec> methods = new ArrayList<>();

  private AtomicMethods(FieldAccess access, ViewKind kind, TypeNames names) {
    this.access = access;
    this.kind = kind;
    this.names = names;
    parameters = Parameters.of(access.field());
    place = kind.place(names, parameters);
    type = (ElementType) access.field().type();
    stored = switch (type) {
      case Primitive primitive -> primitive;
      case UnsignedInteger unsigned -> unsigned.stored();
      default -> Primitive.INT;
    };
  }

  /** The methods for one field in one kind of view. */
  static List<MethodSpec> of(FieldAccess access, ViewKind kind, TypeNames names) {
    AtomicMethods atomics = new AtomicMethods(access, kind, names);
    if (!kind.isGuarded()) {
      atomics.add("getAcquire", type(access));
      atomics.addRelease();
    }
    atomics.add("compareAndSet", TypeName.BOOLEAN, "expected", "value");
    atomics.add("getAndSet", type(access), "value");
    if (atomics.type instanceof Primitive primitive && primitive.isAddable()) {
      atomics.add("getAndAdd", type(access), "delta");
    }
    if (!kind.isGuarded()) {
      atomics.addObject();
    }
    return atomics.methods;
  }

  private static TypeName type(FieldAccess access) {
    return access.field().type().typeName();
  }

  private void add(String mode, TypeName returned, String... operands) {
    CodeBlock call = call(mode, operands);
    methods.add(method(mode, operands)
        .returns(returned)
        .addStatement("return $L", returned.equals(TypeName.BOOLEAN) ? call : decoded(call))
        .build());
  }

  private void addRelease() {
    methods.add(method("setRelease", "value")
        .returns(kind.type(names))
        .addStatement(call("setRelease", "value"))
        .addStatement("return this")
        .build());
  }

  private MethodSpec.Builder method(String mode, String... operands) {
    MethodSpec.Builder method = kind.accessor(mode + access.field().capitalizedName(), access.field(), parameters)
        .addJavadoc("{@link $T#$L} of $L$L\n", VarHandle.class, mode, access.place(),
            kind.isGuarded() ? kind.written() : kind.read());
    Stream.of(operands).forEach(operand -> method.addParameter(type.typeName(), operand));
    return method;
  }

  private CodeBlock call(String mode, String... operands) {
    return place.call(mode + stored.accessorSuffix(), place.offset(access),
        Stream.of(operands).map(this::encoded).toArray(CodeBlock[]::new));
  }

  private CodeBlock encoded(String operand) {
    return switch (type) {
      case Enumeration _ -> CodeBlock.of("$L.ordinal($L)", place.codec(access), operand);
      case UnsignedInteger unsigned -> Place.narrowed(access, unsigned, CodeBlock.of(operand));
      default -> CodeBlock.of(operand);
    };
  }

  private CodeBlock decoded(CodeBlock word) {
    return switch (type) {
      case Enumeration _ -> CodeBlock.of("$L.constant($L)", place.codec(access), word);
      case UnsignedInteger unsigned -> Place.widened(unsigned, word);
      default -> word;
    };
  }

  private void addObject() {
    CodeBlock factory = switch (type) {
      case Enumeration _ -> CodeBlock.of("ofEnum(this, $L,$W$L)", place.offset(access), place.codec(access));
      case UnsignedInteger _ -> CodeBlock.of("ofUnsigned(this, $L,$W$S)", place.offset(access), access.field().name());
      default -> CodeBlock.of("of$L(this, $L)", stored.accessorSuffix(), place.offset(access));
    };
    methods.add(kind.accessor("atomic" + access.field().capitalizedName(), access.field(), parameters)
        .addJavadoc("All access modes of $L$L\n", access.place(), kind.read())
        .returns(ParameterizedTypeName.get(ClassName.get(AtomicField.class), type.typeName().box()))
        .addStatement("return $T.$L", AtomicField.class, factory)
        .build());
  }
}
