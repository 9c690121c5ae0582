package org.sharedstruct.format;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a struct looks like in memory, as the processor writes it into generated code and the runtime
 * into each file. Its text is the one form in which schemas travel:
 *
 * <pre>
 * struct XY size 8 align 4
 * 0 4 float x
 * 4 4 float y
 * </pre>
 *
 * <p>The line of a struct within the struct is followed by those of its fields, which have dotted names
 * and lie within it: {@code pose.x}, or {@code poses[].x} for the first of an array.
 *
 * <p>Where a struct has room to grow, the first line has {@code sized} in place of {@code size}, and its
 * lines come in the order in which they were added. A line of a field that has one already is of an enum
 * with more constants, and takes the place of the earlier one.
 *
 * @param name the struct's name
 * @param sized whether its size was given, so that there is room for more fields
 * @param size bytes, tail padding and room included
 * @param alignment bytes, a power of two
 * @param members the fields by ascending offset, each before those within it
 */
public record Schema(String name, boolean sized, long size, long alignment, List<Member> members) {

  /** Begins the type of a struct within the struct, and of one that has room to grow. */
  static final String STRUCT = "struct:";
  static final String SIZED = "sized:";

  /** Begin and end the type of an enum. */
  static final String ENUM = "enum{";
  static final String ENUM_END = "}";

  /** Bytes of a struct. A commit keeps an undo copy of it, which is at times an array on the heap. */
  public static final long MOST_BYTES = 1L << 30;

  /** A mapping begins at a page, so that nothing in it can be aligned to more. */
  public static final int MOST_ALIGNMENT = 4096;

  /** Characters of a column in a table. */
  private static final int MOST_WIDTH = 80;

  /**
   * One field.
   *
   * @param offset byte offset in the struct
   * @param size bytes
   * @param type the word for the field's type; Java's own for primitives
   * @param name the field's name
   */
  public record Member(long offset, long size, String type, String name) {

    /** As messages have it: {@code float at byte 0}. */
    public String place() {
      return type + " at byte " + offset;
    }

    /** The same with its bytes: {@code string of 8 bytes at byte 0}. */
    String placeOfBytes() {
      return type + " of " + size + " bytes at byte " + offset;
    }

    /** As messages have it: {@code x: float at byte 0}. */
    @Override
    public String toString() {
      return name + ": " + place();
    }

    /** First byte after the field. */
    public long end() {
      return offset + size;
    }

    /** The line of this field in the text, without the line feed. */
    public String line() {
      return offset + " " + size + " " + type + " " + name;
    }

    /** The name of the struct's field that it lies in, as its own begins; empty if in none. */
    String parent() {
      return name.substring(0, name.lastIndexOf('.') + 1);
    }

    /** Whether more fields may be added to it, or to the struct that its elements are. */
    boolean isSized() {
      return type.startsWith(SIZED);
    }

    /** Whether it is the same enum with more constants behind those that there were. */
    boolean appendsTo(Member earlier) {
      int end = earlier.type.indexOf(ENUM_END);
      return offset == earlier.offset && size == earlier.size && MemberType.isEnum(earlier.type) && end > 0
          && type.startsWith(earlier.type.substring(0, end) + ",")
          && type.endsWith(earlier.type.substring(end))
          && type.indexOf(ENUM_END) == type.length() - (earlier.type.length() - end);
    }

    /** Whether it belongs to a struct within the struct; its name is dotted then. */
    public boolean isNested() {
      return name.indexOf('.') >= 0;
    }
  }

  /** Keeps a copy of the members. */
  public Schema {
    members = List.copyOf(members);
  }

  /**
   * Reads the text that {@link #text()} writes.
   *
   * @param text the lines
   * @return the schema
   * @throws IllegalArgumentException if the text is not of that form, naming the line
   */
  public static Schema parse(String text) {
    List<String> lines = text.lines().toList();
    String[] head = lines.isEmpty() ? new String[0] : lines.getFirst().split(" ");
    boolean sized = head.length > 2 && head[2].equals("sized");
    if (head.length != 6 || !head[0].equals("struct")
        || !sized && !head[2].equals("size") || !head[4].equals("align")) {
      throw new IllegalArgumentException(String.format(Locale.ROOT,
          "schema text begins with '%s', not with 'struct NAME size N align N'",
          lines.isEmpty() ? "" : lines.getFirst()));
    }
    Map<String, Member> members = new LinkedHashMap<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] words = line.split(" ");
      if (words.length != 4) {
        throw new IllegalArgumentException("schema line '" + line + "' is not 'OFFSET SIZE TYPE NAME'");
      }
      Member member = new Member(number(words[0]), number(words[1]), words[2], words[3]);
      Member earlier = members.put(member.name, member);
      if (earlier != null && !(sized && member.appendsTo(earlier))) {
        throw new IllegalArgumentException("schema line '" + line + "' is the second of this name");
      }
    }
    return new Schema(head[1], sized, number(head[3]), number(head[5]), List.copyOf(members.values()))
        .sorted();
  }

  /** Lines that were added lie behind all others in the text, and those of inner structs not in memory. */
  private Schema sorted() {
    return sized ? withMembers(members.stream()
        .sorted(Comparator.comparingLong(Member::offset).thenComparingInt(member -> depth(member.name)))
        .toList()) : this;
  }

  private static int depth(String name) {
    return (int) name.chars().filter(c -> c == '.').count();
  }

  private Schema withMembers(List<Member> others) {
    return new Schema(name, sized, size, alignment, others);
  }

  /**
   * This schema with more lines.
   *
   * @param added of fields that it lacks, or of enums that it has with fewer constants
   */
  public Schema with(List<Member> added) {
    Map<String, Member> all = new LinkedHashMap<>();
    members.forEach(member -> all.put(member.name, member));
    added.forEach(member -> all.put(member.name, member));
    return withMembers(List.copyOf(all.values())).sorted();
  }

  private static long number(String word) {
    try {
      return Long.parseLong(word);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("schema text has '" + word + "' in place of a number", e);
    }
  }

  /** The text of this schema: a line for the struct and one for each field, each ended by a line feed. */
  public String text() {
    return "struct " + name + (sized ? " sized " : " size ") + size + " align " + alignment + "\n"
        + lines(members);
  }

  /** The lines of some fields, each ended by a line feed. */
  public static String lines(List<Member> members) {
    return members.stream().map(member -> member.line() + "\n").collect(Collectors.joining());
  }

  /** The type of a field that is an enum with these constants. */
  public static String enumType(List<String> constants) {
    return ENUM + String.join(",", constants) + ENUM_END;
  }

  /** The type of a field that is a struct. */
  public String fieldType() {
    return (sized ? SIZED : STRUCT) + name;
  }

  /**
   * Checks what was read of a file.
   *
   * @return this schema
   * @throws IllegalArgumentException if no struct looks so
   */
  public Schema checked() {
    if (size <= 0 || size > MOST_BYTES || alignment <= 0 || alignment > MOST_ALIGNMENT
        || Long.bitCount(alignment) != 1) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "it has size %d and alignment %d", size, alignment));
    }
    members.forEach(member -> MemberType.check(member, size));
    return this;
  }

  /** The fields of the struct itself, without those of structs within it. */
  public Stream<Member> fields() {
    return members.stream().filter(member -> !member.isNested());
  }

  /**
   * What this schema says of a struct within.
   *
   * @param field the field's name, with brackets behind it if it is an array
   * @param length how many there are
   * @param struct what the inner struct is called
   * @return its size and members; the alignment is not known and 1
   */
  public Schema within(String field, long length, String struct) {
    String prefix = field + ".";
    Member whole = fields().filter(m -> field.equals(m.name) || field.equals(m.name + "[]"))
        .findFirst().orElseThrow();
    return new Schema(struct, whole.isSized(), whole.size / length, 1, members.stream()
        .filter(m -> m.name.startsWith(prefix))
        .map(m -> new Member(m.offset - whole.offset, m.size, m.type, m.name.substring(prefix.length())))
        .toList());
  }

  /**
   * The layout as a table for people, with padding and the cache line that each field begins in. What is much
   * longer than usual, as a file may have it, widens its own row alone.
   */
  public String table() {
    String row = String.format(Locale.ROOT,
        "%%8s %%6s  %%-%ds %%-%ds ", width(12, Member::type), width(16, Member::name));
    StringBuilder table = new StringBuilder(String.format(Locale.ROOT,
        "%s, %d bytes, aligned to %d%n", name, size, alignment));
    table.append(String.format(Locale.ROOT, row + "%s%n", "offset", "size", "type", "name", "cache line"));
    long at = 0;
    for (Member member : members) {
      padding(table, row, at, member.offset);
      row(table, row, member.offset, member.size, member.type, member.name);
      at = Math.max(at, member.end());
    }
    padding(table, row, at, size);
    return table.toString();
  }

  private int width(int least, Function<Member, String> column) {
    return members.stream().map(column).mapToInt(String::length).filter(length -> length <= MOST_WIDTH)
        .reduce(least, Math::max);
  }

  private static void padding(StringBuilder table, String row, long from, long to) {
    if (to > from) {
      row(table, row, from, to - from, "(padding)", "");
    }
  }

  private static void row(
      StringBuilder table, String row, long offset, long size, String type, String name) {
    table.append(String.format(Locale.ROOT,
        row + "%10d%n", offset, size, type, name, offset / Format.PAYLOAD_ALIGNMENT));
  }
}
