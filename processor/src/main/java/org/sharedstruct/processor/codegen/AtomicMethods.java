package org.sharedstruct.processor.codegen;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import org.sharedstruct.processor.model.ElementType;
import org.sharedstruct.processor.model.Enumeration;
import org.sharedstruct.processor.model.Primitive;
import org.sharedstruct.processor.model.UnsignedInteger;
import org.sharedstruct.support.Atomics;
import org.sharedstruct.support.RawArray;
import org.sharedstruct.support.RawView;

/** What an atomic field has beyond getter and setter: the access modes of {@link VarHandle}, by name. */
final class AtomicMethods {

  private static final List<String> GET = List.of("getVolatile", "getOpaque", "getAcquire");

  private static final List<String> SET = List.of("setVolatile", "setOpaque", "setRelease");

  private static final List<String> COMPARE_AND_SET = List.of("compareAndSet", "weakCompareAndSetPlain",
      "weakCompareAndSet", "weakCompareAndSetAcquire", "weakCompareAndSetRelease");

  private static final List<String> COMPARE_AND_EXCHANGE =
      List.of("compareAndExchange", "compareAndExchangeAcquire", "compareAndExchangeRelease");

  private static final List<String> GET_AND_SET =
      List.of("getAndSet", "getAndSetAcquire", "getAndSetRelease");

  private static final List<String> GET_AND_ADD =
      List.of("getAndAdd", "getAndAddAcquire", "getAndAddRelease");

  private static final List<String> GET_AND_BITWISE = List.of(
      "getAndBitwiseOr", "getAndBitwiseOrAcquire", "getAndBitwiseOrRelease",
      "getAndBitwiseAnd", "getAndBitwiseAndAcquire", "getAndBitwiseAndRelease",
      "getAndBitwiseXor", "getAndBitwiseXorAcquire", "getAndBitwiseXorRelease");

  private final FieldAccess access;
  private final ElementType type;
  private final Primitive stored;
  private final ViewKind kind;
  private final Place place;
  private final List<MethodSpec> methods = new ArrayList<>();

  private AtomicMethods(FieldAccess access, ViewKind kind, Place place) {
    this.access = access;
    this.kind = kind;
    this.place = place;
    type = (ElementType) access.field().type();
    stored = switch (type) {
      case Primitive primitive -> primitive;
      case UnsignedInteger unsigned -> unsigned.stored();
      default -> Primitive.INT;
    };
  }

  /** The methods for one field in one kind of view. */
  static List<MethodSpec> of(FieldAccess access, ViewKind kind, Place place) {
    AtomicMethods atomics = new AtomicMethods(access, kind, place);
    if (kind.isGuarded()) {
      atomics.addGuarded();
    } else {
      atomics.addRaw();
    }
    return atomics.methods;
  }

  private void addRaw() {
    GET.forEach(mode -> add(mode, type.typeName()));
    SET.forEach(mode -> add(mode, TypeName.VOID, "value"));
    COMPARE_AND_SET.forEach(mode -> add(mode, TypeName.BOOLEAN, "expected", "value"));
    COMPARE_AND_EXCHANGE.forEach(mode -> add(mode, type.typeName(), "expected", "value"));
    GET_AND_SET.forEach(mode -> add(mode, type.typeName(), "value"));
    if (isAddable()) {
      GET_AND_ADD.forEach(mode -> add(mode, type.typeName(), "delta"));
      GET_AND_BITWISE.forEach(mode -> add(mode, type.typeName(), "mask"));
    }
  }

  private void addGuarded() {
    add("compareAndSet", TypeName.BOOLEAN, "expected", "value");
    add("getAndSet", type.typeName(), "value");
    if (isAddable()) {
      add("getAndAdd", type.typeName(), "delta");
    }
  }

  private boolean isAddable() {
    return type instanceof Primitive primitive && primitive.isAddable();
  }

  private void add(String mode, TypeName returned, String... operands) {
    MethodSpec.Builder method = kind.accessor(mode + access.capitalizedName(), access.field()).returns(returned);
    List<CodeBlock> stored = new ArrayList<>();
    for (String operand : operands) {
      method.addParameter(type.typeName(), operand);
      stored.add(encoded(operand));
    }
    if (kind == ViewKind.RAW_ARRAY) {
      method.addStatement("$L$T.get(this, index).$L($L)", returned.equals(TypeName.VOID) ? "" : "return ",
          RawArray.class, mode + access.capitalizedName(), String.join(", ", operands));
    } else {
      addBody(method, returned, kind.isGuarded() ? guardedCall(mode, stored) : rawCall(mode, stored));
    }
    methods.add(method
        .addJavadoc("$L$L, by {@link $T#$L}.\n\n", access.place(), sentence(), VarHandle.class, mode)
        .addJavadoc(Tags.of(method.build(), returned.equals(TypeName.BOOLEAN)
            ? "whether it was stored"
            : "the value that was there"))
        .build());
  }

  /** A raw view asks the memory itself, and says what is wrong with it; a guarded one asks its guard. */
  private void addBody(MethodSpec.Builder method, TypeName returned, CodeBlock call) {
    CodeBlock statement = returned.equals(TypeName.VOID) ? call : CodeBlock.of("return $L", result(returned, call));
    if (kind.isGuarded()) {
      method.addStatement(statement);
      return;
    }
    method.beginControlFlow("try")
        .addStatement(statement)
        .nextControlFlow("catch ($T | $T failure)", RuntimeException.class, InternalError.class)
        .addStatement("throw $T.explain(this, failure)", RawView.class)
        .endControlFlow();
  }

  private String sentence() {
    return kind.isGuarded() ? kind.written() : kind.read();
  }

  private CodeBlock encoded(String operand) {
    return switch (type) {
      case Enumeration _ -> CodeBlock.of("$L.ordinal($L)", place.codec(access), operand);
      case UnsignedInteger unsigned -> Place.narrowed(access, unsigned, CodeBlock.of(operand));
      default -> CodeBlock.of(operand);
    };
  }

  private CodeBlock guardedCall(String mode, List<CodeBlock> operands) {
    return place.call(mode + stored.accessorSuffix(), place.offset(access), operands.toArray(CodeBlock[]::new));
  }

  private CodeBlock rawCall(String mode, List<CodeBlock> operands) {
    List<CodeBlock> arguments = new ArrayList<>(List.of(
        CodeBlock.of("$T.$L(this, $L)", RawView.class, GET.contains(mode) ? "readable" : "writable",
            access.constant()),
        CodeBlock.of("$T.position(this, $L)", RawView.class, access.constant())));
    arguments.addAll(operands);
    return CodeBlock.of("$T.$L.$L($Z$L)", Atomics.class, stored.name(), mode, CodeBlock.join(arguments, ",$W"));
  }

  /** Raw handles return what the cast in front of them says, and only that. */
  private CodeBlock result(TypeName returned, CodeBlock call) {
    if (returned.equals(TypeName.BOOLEAN)) {
      return call;
    }
    CodeBlock word = kind.isGuarded() ? call : CodeBlock.of("($T) $L", stored.typeName(), call);
    return switch (type) {
      case Enumeration _ -> CodeBlock.of("$L.constant($L)", place.codec(access), word);
      case UnsignedInteger unsigned -> Place.widened(unsigned, word);
      default -> word;
    };
  }
}
