package org.sharedstruct.format;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
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
 * @param name the struct's name
 * @param size bytes, tail padding included
 * @param alignment bytes, a power of two
 * @param members the fields by ascending offset, each before those within it
 */
public record Schema(String name, long size, long alignment, List<Member> members) {

  /**
   * One field.
   *
   * @param offset byte offset in the struct
   * @param size bytes
   * @param type the word for the field's type; Java's own for primitives
   * @param name the field's name
   */
  public record Member(long offset, long size, String type, String name) {

    private String place() {
      return type + " at byte " + offset;
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
    if (head.length != 6 || !head[0].equals("struct")
        || !head[2].equals("size") || !head[4].equals("align")) {
      throw new IllegalArgumentException(String.format(Locale.ROOT,
          "schema text begins with '%s', not with 'struct NAME size N align N'",
          lines.isEmpty() ? "" : lines.getFirst()));
    }
    List<Member> members = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] words = line.split(" ");
      if (words.length != 4) {
        throw new IllegalArgumentException("schema line '" + line + "' is not 'OFFSET SIZE TYPE NAME'");
      }
      members.add(new Member(number(words[0]), number(words[1]), words[2], words[3]));
    }
    return new Schema(head[1], number(head[3]), number(head[5]), members);
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
    StringBuilder text = new StringBuilder("struct " + name + " size " + size + " align " + alignment + "\n");
    members.forEach(m -> text.append(m.offset + " " + m.size + " " + m.type + " " + m.name + "\n"));
    return text.toString();
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
    return new Schema(struct, whole.size / length, 1, members.stream()
        .filter(m -> m.name.startsWith(prefix))
        .map(m -> new Member(m.offset - whole.offset, m.size, m.type, m.name.substring(prefix.length())))
        .toList());
  }

  /** The {@linkplain Fingerprint fingerprint} of {@link #text()}: equal for equal schemas. */
  public long fingerprint() {
    return Fingerprint.of(text());
  }

  /**
   * What is different in the schema of a file, in words for the person who opened it.
   *
   * @param file the schema found in the file; this one is the schema asked for
   * @return a sentence for each difference; empty if the schemas are equal
   */
  public List<String> differencesTo(Schema file) {
    List<String> differences = new ArrayList<>();
    if (!file.name.equals(name)) {
      differences.add("the struct is " + file.name + " in the file, " + name + " here");
    }
    Map<String, Member> theirs = new LinkedHashMap<>();
    file.members.forEach(m -> theirs.put(m.name, m));
    for (Member mine : members) {
      Member other = theirs.remove(mine.name);
      if (other == null) {
        differences.add(mine.name + " is missing in the file, " + mine.place() + " here");
      } else if (!other.equals(mine)) {
        differences.add(mine.name + " is " + other.place() + " in the file, " + mine.place() + " here");
      }
    }
    theirs.values().forEach(m ->
        differences.add(m.name + " is " + m.place() + " in the file, missing here"));
    if (differences.isEmpty() && (file.size != size || file.alignment != alignment)) {
      differences.add(String.format(Locale.ROOT,
          "the struct has size %d and alignment %d in the file, %d and %d here",
          file.size, file.alignment, size, alignment));
    }
    return differences;
  }

  /** The layout as a table for people, with padding and the cache line that each field begins in. */
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
    return Math.max(least, members.stream().map(column).mapToInt(String::length).max().orElse(0));
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
