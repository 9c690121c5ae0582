package org.sharedstruct.header;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.sharedstruct.format.MemberType;
import org.sharedstruct.format.Schema;
import org.sharedstruct.format.Schema.Member;

/**
 * The definitions of a struct and of all that its members need, each behind those that it needs
 * itself.
 *
 * <p>A struct within the struct is not the one of its own header. The outer schema lacks its
 * alignment, and may come from another version of it. So it gets a name of its own, such as {@code
 * struct Robot_Point}.
 */
final class CDefinitions {

  /** In place of an alignment: the one that the members need. */
  private static final long NATURAL = 0;

  private final String tag;
  private final String macro;
  private final CNames names;
  private final Map<Schema, CType> inner = new HashMap<>();
  private final StringBuilder text = new StringBuilder();

  /**
   * Definitions that are still to be written.
   *
   * @param tag what the struct is called in C
   * @param macro what no member can be called
   * @param names all that is taken outside of structs
   */
  CDefinitions(String tag, String macro, CNames names) {
    this.tag = tag;
    this.macro = macro;
    this.names = names;
  }

  /** The text for a struct. */
  String of(Schema schema) {
    define(tag, schema, schema.alignment());
    return text.toString();
  }

  private CType define(String struct, Schema schema, long asked) {
    List<Member> fields = schema.fields().toList();
    CNames scope = new CNames();
    scope.give(macro);
    Map<String, String> members = scope.giveAll(fields.stream().map(Member::name).toList());
    CStruct definition = new CStruct(struct, scope);
    long natural = 1;
    for (Member field : fields) {
      MemberType type = MemberType.of(field);
      CType inC = type(struct, schema, field, type);
      require(field, field.offset() >= definition.end(), "lies in the field before it");
      require(field, field.offset() % inC.alignment() == 0,
          "is not aligned to " + inC.alignment() + " bytes");
      definition.pad(field.offset(), "");
      String name = members.get(field.name());
      definition.add(name, inC.declaration(name, type), field, comment(inC, name, field));
      natural = Math.max(natural, inC.alignment());
    }
    definition.pad(schema.size(), schema.sized() ? "room for fields to come" : "");
    long alignment = asked == NATURAL ? natural : asked;
    if (alignment < natural || definition.end() > schema.size() || schema.size() % alignment != 0) {
      throw new IllegalArgumentException(String.format(Locale.ROOT,
          "no struct of C has size %d and alignment %d with the fields of %s, which need %d and %d",
          schema.size(), alignment, schema.name(), definition.end(), natural));
    }
    if (alignment > natural) {
      definition.align(alignment);
    }
    text.append(definition.text(alignment));
    return CType.struct(struct, alignment);
  }

  private static void require(Member field, boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException("no struct of C has " + field + ": it " + otherwise);
    }
  }

  private static String comment(CType type, String name, Member field) {
    String renamed = "named " + CNames.shown(field.name()) + " in Java";
    return Stream.of(type.comment(), name.equals(field.name()) ? "" : renamed)
        .filter(words -> !words.isEmpty())
        .collect(Collectors.joining(", "));
  }

  private CType type(String struct, Schema schema, Member field, MemberType type) {
    if (type.isEnum()) {
      return enumeration(names.give(CNames.join(struct, field.name())), type.constants());
    }
    return type.isStruct() ? inner(schema, field, type) : CType.of(field, type);
  }

  private CType enumeration(String name, List<String> constants) {
    List<String> inC = constants.stream()
        .map(constant -> names.give(CNames.join(name, constant))).toList();
    text.append("enum " + name + " {\n")
        .append(IntStream.range(0, inC.size()).mapToObj(i -> "  " + inC.get(i) + " = " + i)
            .collect(Collectors.joining(",\n")))
        .append("\n};\n\n");
    return CType.enumeration(name);
  }

  /** Fields of the same struct have the same type. */
  private CType inner(Schema schema, Member field, MemberType type) {
    Schema within = schema.within(
        field.name() + (type.isArray() ? "[]" : ""), type.count(), type.structName());
    CType defined = inner.get(within);
    if (defined == null) {
      defined = define(names.give(CNames.join(tag, within.name())), within, NATURAL);
      inner.put(within, defined);
    }
    return defined;
  }
}
