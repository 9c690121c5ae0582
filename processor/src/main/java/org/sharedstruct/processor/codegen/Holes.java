package org.sharedstruct.processor.codegen;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.WildcardTypeName;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sharedstruct.processor.model.Field;

/**
 * What fills the holes of a {@link Template}.
 *
 * @param values types, code, names, numbers, and lists of parameters or annotations
 * @param others where to look for what is not among these; null for nowhere
 */
record Holes(Map<String, ?> values, Holes others) {

  private static final Map<String, TypeName> KEYWORDS = Stream.of(
          TypeName.VOID, TypeName.BOOLEAN, TypeName.BYTE, TypeName.SHORT, TypeName.CHAR,
          TypeName.INT, TypeName.LONG, TypeName.FLOAT, TypeName.DOUBLE)
      .collect(Collectors.toUnmodifiableMap(TypeName::toString, type -> type));

  private static final String SUBTYPE = "? extends ";

  /** The types of a struct. */
  static Holes of(TypeNames names) {
    return new Holes(Map.of(
        "struct", names.struct(), "shared", names.shared(), "raw", names.raw(), "rawArray", names.rawArray(),
        "guarded", names.guarded(), "guardedArray", names.guardedArray(), "record", names.record()), null);
  }

  Holes with(Map<String, ?> more) {
    return new Holes(more, this);
  }

  /** And what a field is called. */
  Holes with(Field field) {
    return with(Map.of("field", field.name(), "component", field.component(), "capitalized", field.capitalizedName(),
        "getter", field.getter(), "setter", field.setter(), "index", field.index(), "value", field.value(),
        "type", field.type().valueName(), "deprecated", field.deprecation().annotations()));
  }

  private Object value(String name) {
    Object value = values.get(name);
    if (value == null && others == null) {
      throw new IllegalArgumentException("nothing fills $" + name);
    }
    return value != null ? value : others.value(name);
  }

  /** What code has in place of a hole; of parameters, their names. */
  Object code(String name) {
    return switch (value(name)) {
      case TypeName type -> CodeBlock.of("$T", type);
      case List<?> parameters -> parameters.stream()
          .map(parameter -> ((ParameterSpec) parameter).name())
          .collect(Collectors.joining(", "));
      case Object other -> other;
    };
  }

  /** A name, of which parts may be holes. */
  String name(String text) {
    return text.contains("$")
        ? Code.HOLE.matcher(text).replaceAll(hole ->
            Matcher.quoteReplacement(value(Code.nameOf(hole.group())).toString()))
        : text;
  }

  /** A type, as in {@code List<? extends $struct>}. */
  TypeName type(String text) {
    if (text.endsWith(">")) {
      int begin = text.indexOf('<');
      return ParameterizedTypeName.get((ClassName) type(text.substring(0, begin)),
          Stream.of(text.substring(begin + 1, text.length() - 1).split(", ")).map(this::type).toArray(TypeName[]::new));
    } else if (text.endsWith("[]")) {
      return ArrayTypeName.of(type(text.substring(0, text.length() - "[]".length())));
    } else if (text.startsWith(SUBTYPE)) {
      return WildcardTypeName.subtypeOf(type(text.substring(SUBTYPE.length())));
    } else if (text.startsWith("$")) {
      return (TypeName) value(Code.nameOf(text));
    }
    return KEYWORDS.containsKey(text) ? KEYWORDS.get(text) : ImportedTypes.of(name(text));
  }

  /** Parameters, as in {@code long index}; a hole stands for any number of them. */
  List<ParameterSpec> parameters(String... texts) {
    return Stream.of(texts).<ParameterSpec>flatMap(text -> {
      int end = text.lastIndexOf(' ');
      return end < 0
          ? list(text)
          : Stream.of(ParameterSpec.builder(type(text.substring(0, end)), name(text.substring(end + 1))).build());
    }).toList();
  }

  /** Annotations, as in {@code @Override}; a hole stands for any number of them. */
  List<AnnotationSpec> annotations(String... texts) {
    return Stream.of(texts).<AnnotationSpec>flatMap(text -> text.startsWith("$")
        ? list(text)
        : Stream.of(AnnotationSpec.builder(ImportedTypes.of(text.substring(1))).build())).toList();
  }

  @SuppressWarnings("unchecked")
  private <T> Stream<T> list(String hole) {
    return ((List<T>) value(Code.nameOf(hole))).stream();
  }
}
