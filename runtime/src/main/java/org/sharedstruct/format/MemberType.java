package org.sharedstruct.format;

import java.util.List;
import org.sharedstruct.format.Schema.Member;

/**
 * The type of a field, taken apart.
 *
 * @param element the type, or that of an array's elements
 * @param count how many elements; 1 if it is no array
 * @param isArray whether it is an array, be it of one element
 */
public record MemberType(String element, int count, boolean isArray) {

  /**
   * Takes the type of a field apart.
   *
   * @throws IllegalArgumentException if it is not of the form that types have
   */
  public static MemberType of(Member member) {
    String type = member.type();
    int bracket = type.endsWith("]") ? type.lastIndexOf('[') : -1;
    if (bracket < 0) {
      return new MemberType(type, 1, false);
    }
    int count = count(type.substring(bracket + 1, type.length() - 1));
    return new MemberType(type.substring(0, bracket), count, true);
  }

  private static int count(String word) {
    try {
      return Integer.parseInt(word);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'" + word + "' is not a number of elements", e);
    }
  }

  /** Whether it is a struct, or an array of them. */
  public boolean isStruct() {
    return element.startsWith(Schema.STRUCT) || element.startsWith(Schema.SIZED);
  }

  /** The name of the struct that it is. */
  public String structName() {
    return element.substring(element.indexOf(':') + 1);
  }

  /** Whether it is an enum, or an array of them. */
  public boolean isEnum() {
    return isEnum(element);
  }

  /** The constants of the enum that it is. */
  public List<String> constants() {
    return constants(element);
  }

  /** Whether a type is that of an enum, or of an array of them. */
  static boolean isEnum(String type) {
    return type.startsWith(Schema.ENUM);
  }

  /** The constants of an enum. */
  static List<String> constants(String type) {
    return List.of(type.substring(Schema.ENUM.length(), type.length() - Schema.ENUM_END.length()).split(","));
  }

  /** How many bytes an element has by its type; 0 if the type does not tell, or is not known here. */
  private int elementSize() {
    return switch (element) {
      case "boolean", "byte", "unsigned8" -> 1;
      case "short", "char", "unsigned16" -> 2;
      case "int", "float", "unsigned32" -> 4;
      case "long", "double" -> 8;
      case "uuid", "instant", "duration" -> 16;
      default -> isEnum(element) ? 4 : 0;
    };
  }

  /**
   * Checks that a field may have its place.
   *
   * @param size bytes of the struct
   * @throws IllegalArgumentException if it may not
   */
  static void check(Member member, long size) {
    MemberType type = of(member);
    boolean lies = member.offset() >= 0 && member.size() > 0 && member.offset() <= size - member.size();
    boolean fits = type.count > 0 && member.size() % type.count == 0
        && (type.elementSize() == 0 || type.elementSize() == member.size() / type.count);
    if (!lies || !fits || isEnum(type.element) && !type.element.endsWith(Schema.ENUM_END)) {
      throw new IllegalArgumentException(
          "schema line '" + member.line() + "' describes no field of " + size + " bytes");
    }
  }
}
