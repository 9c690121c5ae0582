package org.sharedstruct.processor.codegen;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.sharedstruct.processor.model.Field;
import org.sharedstruct.processor.model.FixedArray;
import org.sharedstruct.processor.model.Nested;
import org.sharedstruct.processor.model.Signature;
import org.sharedstruct.processor.model.Struct;

/** {@code XYRecord}: the value on the heap. */
final class RecordType {

  private static final Template CONSTRUCTOR = Template.of("""
      /**
       * Keeps copies of the arrays.
       *
       * @throws IllegalArgumentException if one does not have the length of its field
       */
      public $record {
        $copies
      }
      """);

  private static final Code KEEPING = Code.statements("""
      $component = FixedLength.copy("$field", $component, $length$items);
      """);

  private static final Template COPY = Template.of("""
      /** A copy of the field {@code $field}. */
      $deprecated
      @Override
      public $type $component() { return $component.clone(); }
      """);

  private static final Template GETTER = Template.of("""
      $deprecated
      @Override
      public $returned $getter($index) { return $get; }
      """);

  private static final Template ELEMENT_GETTER = Template.of("""
      /** An element of the field {@code $field}. */
      $deprecated
      public $returned $getter($index) { return $get; }
      """);

  private static final Template REFUSED_SETTER = Template.of("""
      /** Refuses with an {@link UnsupportedOperationException}: a record does not change. */
      $deprecated
      @Override
      public $returned $setter($index, $taken $value) {
        throw Refusal.ofSetter("$simpleName", "$field");
      }
      """);

  private static final Template COPY_OF = Template.of("""
      /** A record of any {@link $struct}, itself if it is one; of a guarded view, one commit. */
      public static $record copyOf($struct source) {
        if (source instanceof $record record) {
          return record;
        }
        $ofRaw
        $struct values = GuardedView.whole(source);
        $gathered
        return new $record($arguments);
      }
      """);

  private static final Code OF_RAW = Code.statements("""
      if (source instanceof $raw raw) {
        return raw.record(raw);
      }
      """);

  private static final Code WHOLE = Code.statements("$type $local = values.$getter();");

  private static final Code PRIMITIVES = Code.statements("""
      $type $local = new $element[$length];
      for (int element = 0; element < $local.length; element++) {
        $local[element] = values.$getter(element);
      }
      """);

  private static final Code RECORDS = Code.statements("""
      $type $local = FixedLength.gather($length,
          element -> $element.copyOf(values.$getter(element)));
      """);

  private static final Code VALUES = Code.statements("""
      $type $local = FixedLength.gather($length,
          element -> values.$getter(element));
      """);

  private static final Template WITH = Template.of("""
      /** The same with another {@code $component}. */
      $deprecated
      public $record with$capitalized($type $component) { return new $record($components); }
      """);

  private final Struct struct;
  private final TypeNames names;
  private final List<Field> arrays;
  private final Holes types;

  RecordType(Struct struct, TypeNames names) {
    this.struct = struct;
    this.names = names;
    types = Holes.of(names);
    arrays = struct.fields().stream().filter(field -> field.type() instanceof FixedArray).toList();
  }

  TypeSpec build() {
    TypeSpec.Builder type = Members.topLevel(TypeSpec.recordBuilder(names.record()), struct)
        .addJavadoc("The values of a {@link $T}, on the heap and immutable.\n", names.struct())
        .addJavadoc(documentedComponents())
        .addSuperinterface(names.struct())
        .recordConstructor(components())
        .alwaysQualify(struct.fields().stream().map(Field::component).toArray(String[]::new));
    Members members = new Members(type, struct.viewMethods());
    if (!arrays.isEmpty()) {
      members.add(CONSTRUCTOR, types.with(Map.of("copies", copies())));
    }
    struct.fields().forEach(field -> addOverrides(members, field, holes(field)));
    members.add(COPY_OF, copying());
    CodeBlock components = arguments(struct, field -> CodeBlock.of("$L", field.component()));
    struct.fields().forEach(field ->
        members.offer(WITH, holes(field).with(Map.of("components", components))));
    if (arrays.stream().anyMatch(RecordType::isJavaArray)) {
      ContentEquality.addTo(members, struct, names);
    }
    return members.build();
  }

  /** Those that the user has said something of. */
  private CodeBlock documentedComponents() {
    CodeBlock tags = struct.fields().stream()
        .filter(field -> !field.summary().isEmpty())
        .map(field -> CodeBlock.of("@param $L $L\n", field.component(), field.summary()))
        .collect(CodeBlock.joining(""));
    return tags.isEmpty() ? tags : CodeBlock.of("\n$L", tags);
  }

  private MethodSpec components() {
    MethodSpec.Builder components = MethodSpec.constructorBuilder();
    for (Field field : struct.fields()) {
      components.addParameter(ParameterSpec.builder(field.type().valueName(), field.component())
          .addAnnotations(field.deprecation().annotations())
          .build());
    }
    return components.build();
  }

  private Holes holes(Field field) {
    Holes holes = types.with(field);
    return field.type() instanceof FixedArray array
        ? holes.with(Map.of("element", array.element().valueName(), "length", array.length()))
        : holes;
  }

  private CodeBlock copies() {
    return arrays.stream()
        .map(field -> KEEPING.fill(holes(field).with(Map.of("items", isJavaArray(field)
            ? CodeBlock.of(",$W$L", FieldAccess.items(array(field).element()))
            : ""))))
        .collect(CodeBlock.joining(""));
  }

  private static FixedArray array(Field field) {
    return (FixedArray) field.type();
  }

  private static boolean isJavaArray(Field field) {
    return field.type() instanceof FixedArray array && array.isOfPrimitives();
  }

  /** What the record does not have by itself: other names, copies of arrays, their elements; and setters. */
  private void addOverrides(Members members, Field field, Holes holes) {
    boolean isDeclaredWhole = field.declaredGetter().parameters().isEmpty();
    if (isJavaArray(field)) {
      members.add(COPY, holes);
    }
    if (isDeclaredWhole && !field.getter().equals(field.component())) {
      members.add(GETTER, holes.with(Map.of("returned", field.type().valueName(), "index", List.of(),
          "get", field.component() + (isJavaArray(field) ? ".clone()" : ""))));
    }
    if (field.type() instanceof FixedArray array) {
      String component = field.component().equals(field.index()) ? "this." + field.index() : field.component();
      Holes element = holes.with(Map.of(
          "returned", array.element().valueName(), "index", holes.parameters("int $index"),
          "get", CodeBlock.of(array.isOfPrimitives() ? "$L[$L]" : "$L.get($L)", component, field.index())));
      if (!isDeclaredWhole) {
        members.add(GETTER, element);
      } else if (!struct.hasDefault(Signature.of(field.getter(), TypeName.INT))) {
        members.add(ELEMENT_GETTER, element);
      }
    }
    if (field.declared() != Field.Setter.NONE) {
      boolean isOfElement = field.declarableSetter().parameters().size() == 2;
      members.add(REFUSED_SETTER, holes.with(Map.of(
          "returned", field.declared() == Field.Setter.VOID ? TypeName.VOID : names.record(),
          "index", isOfElement ? holes.parameters("int $index") : List.of(),
          "taken", isOfElement ? array(field).element().typeName() : field.type().typeName(),
          "simpleName", names.record().simpleName())));
    }
  }

  /** A record of what the raw view holds in which this stands. */
  static CodeBlock ofRaw(Struct struct, TypeNames names) {
    return CodeBlock.of("new $T($L)", names.record(), arguments(struct, RecordType::fromRaw));
  }

  private static CodeBlock arguments(Struct struct, Function<Field, CodeBlock> argument) {
    return struct.fields().stream().map(argument).collect(CodeBlock.joining(",$W"));
  }

  /** A raw view gives arrays whole, which is faster than element by element. */
  private static CodeBlock fromRaw(Field field) {
    return switch (field.type()) {
      case FixedArray(Nested _, int _, boolean _) -> CodeBlock.of("$L().toRecords()", own(field));
      case Nested nested -> CodeBlock.of("$T.copyOf($L())", nested.valueName(), own(field));
      default -> CodeBlock.of("$L()", own(field));
    };
  }

  /** A method that is called {@code yield} is not to be called by that alone (JLS 3.9). */
  private static String own(Field field) {
    return field.getter().equals("yield") ? "this.yield" : field.getter();
  }

  private static CodeBlock fromAny(Field field) {
    return field.type() instanceof Nested nested
        ? CodeBlock.of("$T.copyOf(values.$L())", nested.valueName(), field.getter())
        : CodeBlock.of("values.$L()", field.getter());
  }

  private Holes copying() {
    NameAllocator locals = new NameAllocator();
    List.of("source", "record", "raw", "values", "element").forEach(locals::newName);
    arrays.forEach(field -> locals.newName(field.component(), field));
    return types.with(Map.of(
        "ofRaw", arrays.isEmpty() ? "" : OF_RAW.fill(types),
        "gathered", arrays.stream()
            .map(field -> gathering(array(field)).fill(holes(field).with(Map.of("local", locals.get(field)))))
            .collect(CodeBlock.joining("")),
        "arguments", arguments(struct, field ->
            field.type() instanceof FixedArray ? CodeBlock.of("$L", locals.get(field)) : fromAny(field))));
  }

  /** Puts what the interface gives of an array into a local variable. */
  private static Code gathering(FixedArray array) {
    if (array.declaredWhole()) {
      return WHOLE;
    } else if (array.isOfPrimitives()) {
      return PRIMITIVES;
    }
    return array.element() instanceof Nested ? RECORDS : VALUES;
  }
}
