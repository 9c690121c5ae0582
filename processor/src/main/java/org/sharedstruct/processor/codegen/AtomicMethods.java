package org.sharedstruct.processor.codegen;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import java.lang.invoke.VarHandle;
import java.util.Map;
import java.util.stream.Stream;
import org.sharedstruct.processor.model.ElementType;
import org.sharedstruct.processor.model.Enumeration;
import org.sharedstruct.processor.model.Primitive;
import org.sharedstruct.processor.model.UnsignedInteger;

/**
 * What an atomic field has beyond getter and setter: the access modes of a {@link VarHandle} that are used most, by
 * name; and on raw views an object with all of them.
 *
 * @param members get them
 * @param access the field
 * @param type its type
 * @param stored the word that it has in memory
 * @param place where accesses go
 * @param holes what is the same for all of them
 */
record AtomicMethods(
    Members members, FieldAccess access, ElementType type, Primitive stored, Place place, Holes holes) {

  private static final Template MODE = Template.of("""
      /** {@link VarHandle#$mode} of $described */
      $deprecated
      public $returned $mode$capitalized($operands) { return $call; }
      """);

  private static final Template RELEASE = Template.of("""
      /** {@link VarHandle#$mode} of $described */
      $deprecated
      public $raw $mode$capitalized($operands) {
        $call;
        return this;
      }
      """);

  private static final Template OBJECT = Template.of("""
      /** All access modes of $described */
      $deprecated
      public AtomicField<$boxed> atomic$capitalized() { return AtomicField.$factory; }
      """);

  /** Offers the methods for one field in one kind of view. */
  static void addTo(Members members, FieldAccess access, ViewKind kind, Place place, Holes holes) {
    ElementType type = (ElementType) access.field().type();
    Primitive stored = switch (type) {
      case Primitive primitive -> primitive;
      case UnsignedInteger unsigned -> unsigned.stored();
      default -> Primitive.INT;
    };
    AtomicMethods atomics = new AtomicMethods(members, access, type, stored, place, holes.with(Map.of(
        "described", access.place() + (kind.isGuarded() ? kind.written() : kind.read()))));
    TypeName value = type.typeName();
    if (!kind.isGuarded()) {
      atomics.add(MODE, "getAcquire", value);
      atomics.add(RELEASE, "setRelease", TypeName.VOID, "value");
    }
    atomics.add(MODE, "compareAndSet", TypeName.BOOLEAN, "expected", "value");
    atomics.add(MODE, "getAndSet", value, "value");
    if (type instanceof Primitive primitive && primitive.isAddable()) {
      atomics.add(MODE, "getAndAdd", value, "delta");
    }
    if (!kind.isGuarded()) {
      atomics.addObject();
    }
  }

  private void add(Template template, String mode, TypeName returned, String... operands) {
    CodeBlock call = place.call(mode + stored.accessorSuffix(), place.offset(access),
        Stream.of(operands).map(this::encoded).toArray(CodeBlock[]::new));
    members.offer(template, holes.with(Map.of("mode", mode, "returned", returned,
        "operands", holes.parameters(Stream.of(operands).map(operand -> "$type " + operand).toArray(String[]::new)),
        "call", returned.equals(type.typeName()) ? decoded(call) : call)));
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
    members.offer(OBJECT, holes.with(Map.of("boxed", type.typeName().box(), "factory", factory)));
  }
}
