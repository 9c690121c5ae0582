package org.sharedstruct.processor.codegen;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.CodeBlock;
import java.util.List;
import java.util.Map;
import org.sharedstruct.processor.model.Field;
import org.sharedstruct.processor.model.FixedArray;
import org.sharedstruct.processor.model.Signature;
import org.sharedstruct.processor.model.Struct;
import org.sharedstruct.processor.model.Text;

/** The methods that a view has for its fields. */
final class FieldMethods {

  private static final Template GETTER = Template.of("""
      /** $described$read */
      $deprecated
      $override
      public $returned $getter($position, $index) { return $get; }
      """);

  private static final Template SETTER = Template.of("""
      /** $described$written */
      $deprecated
      $override
      public void $setter($position, $index, $taken $value) { $set; }
      """);

  private static final Template FLUENT_SETTER = Template.of("""
      /** $described$written$commits */
      $deprecated
      $override
      public $view $setter($position, $index, $taken $value) {
        $set;
        return this;
      }
      """);

  private static final Template BYTES = Template.of("""
      /** All $size bytes of $described$read */
      $deprecated
      public byte[] ${getter}Bytes($position) { return $bytes; }
      """);

  private static final List<AnnotationSpec> OVERRIDE = List.of(AnnotationSpec.builder(Override.class).build());

  private final Struct struct;
  private final TypeNames names;
  private final ViewKind kind;
  private final Holes types;

  FieldMethods(Struct struct, TypeNames names, ViewKind kind) {
    this.struct = struct;
    this.names = names;
    this.kind = kind;
    types = Holes.of(names).with(Map.of(
        "view", kind.type(names), "read", kind.read(), "written", kind.written(),
        "commits", kind.isGuarded() ? "\nTwo calls are two commits: use {@code update} for one." : ""));
  }

  /** Adds all methods of all fields. */
  void addTo(Members members, List<FieldAccess> fields) {
    fields.forEach(field -> addTo(members, field));
    if (kind.isArray()) {
      fields.forEach(field -> ColumnMethods.addTo(members, field, kind, names, types.with(field.field())));
    }
  }

  private void addTo(Members members, FieldAccess access) {
    Field field = access.field();
    Parameters parameters = Parameters.of(field);
    Place place = kind.place(names, parameters);
    CodeBlock value = CodeBlock.of("$L", field.value());
    boolean isDeclaredWhole = field.declaredGetter().parameters().isEmpty();
    Holes holes = types.with(field).with(Map.of("position", kind.position(parameters)));
    if (field.type() instanceof FixedArray array) {
      addAccessors(members, field, !isDeclaredWhole, holes.with(Map.of(
          "described", access.described("An element of "), "index", holes.parameters("int $index"),
          "returned", place.typeOf(array.element()), "get", place.getElement(access, array),
          "taken", array.element().typeName(), "set", place.setElement(access, array, value))));
    }
    Holes whole = holes.with(Map.of(
        "described", access.described(""), "index", List.of(),
        "returned", place.typeOf(access), "get", place.get(access),
        "taken", field.type().typeName(), "set", place.set(access, value)));
    addAccessors(members, field, isDeclaredWhole, whole);
    if (field.type() instanceof Text text) {
      CodeBlock bytes = CodeBlock.of("$L.bytes()", place.codec(access));
      members.offer(BYTES, whole.with(Map.of(
          "size", text.size(), "bytes", place.call("get", place.offset(access), bytes))));
    }
    if (field.isAtomic() && !kind.isArray()) {
      AtomicMethods.addTo(members, access, kind, place, holes);
    }
  }

  /** A setter returns the view where the user's does or, in raw views, where the user's does not say. */
  private void addAccessors(Members members, Field field, boolean isDeclared, Holes holes) {
    boolean isOverriding = isDeclared && !kind.isArray();
    Field.Setter declared = isOverriding ? field.declared() : Field.Setter.NONE;
    boolean isFluent = declared == Field.Setter.FLUENT || declared == Field.Setter.NONE && !kind.isGuarded();
    add(members, GETTER, isOverriding, holes);
    add(members, isFluent ? FLUENT_SETTER : SETTER, declared != Field.Setter.NONE, holes);
  }

  /** Unless a default method of the user's is there in its place. */
  private void add(Members members, Template template, boolean isOverriding, Holes holes) {
    template.methods(holes.with(Map.of("override", isOverriding ? OVERRIDE : List.of()))).stream()
        .filter(accessor -> kind.isArray() || !struct.hasDefault(Signature.of(accessor)))
        .forEach(members::add);
  }
}
