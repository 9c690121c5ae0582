package org.sharedstruct.header;

import org.sharedstruct.format.MemberType;
import org.sharedstruct.format.Schema.Member;

/**
 * The type of a member in C.
 *
 * @param name what stands before the member's name
 * @param suffix what stands behind it, and behind the length of an array
 * @param alignment bytes
 * @param comment what the type does not tell; empty if there is nothing
 */
record CType(String name, String suffix, long alignment, String comment) {

  /** A type that is neither a struct nor an enum. */
  static CType of(Member field, MemberType type) {
    return switch (type.element()) {
      case "boolean" -> word("bool", 1);
      case "byte" -> word("int8_t", 1);
      case "short" -> word("int16_t", 2);
      case "char" -> new CType("uint16_t", "", 2, "UTF-16");
      case "int" -> word("int32_t", 4);
      case "long" -> word("int64_t", 8);
      case "float" -> word("float", 4);
      case "double" -> word("double", 8);
      case "unsigned8" -> word("uint8_t", 1);
      case "unsigned16" -> word("uint16_t", 2);
      case "unsigned32" -> word("uint32_t", 4);
      case "string" -> new CType("char", "[" + field.size() / type.count() + "]", 1, "UTF-8");
      case "uuid" -> words("the more, then the less significant half");
      case "instant" -> words("seconds since 1970-01-01T00:00Z, nanoseconds");
      case "duration" -> words("seconds, nanoseconds");
      default -> throw new IllegalArgumentException(
          "no struct of C has " + field + ": its type is unknown here");
    };
  }

  private static CType word(String name, long size) {
    return new CType(name, "", size, "");
  }

  private static CType words(String comment) {
    return new CType("int64_t", "[2]", 8, comment);
  }

  /** An enum: its values are those of a type of C, which may be shorter than the field. */
  static CType enumeration(String tag) {
    return new CType("int32_t", "", 4, "enum " + tag);
  }

  /** A struct that has been defined. */
  static CType struct(String tag, long alignment) {
    return new CType("struct " + tag, "", alignment, "");
  }

  /** A member of this type. */
  String declaration(String member, MemberType type) {
    return name + " " + member + (type.isArray() ? "[" + type.count() + "]" : "") + suffix + ";";
  }
}
