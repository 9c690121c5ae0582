package org.sharedstruct.tool;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.sharedstruct.format.Schema;
import org.sharedstruct.format.Schema.Member;
import org.sharedstruct.tool.output.Cell;
import org.sharedstruct.tool.output.Table;

/**
 * What is different between two schemas, field by field. That a field was renamed cannot be known.
 */
final class SchemaDifference {

  private SchemaDifference() {}

  /** Adds a row for each difference: of what kind, of which field, and what is on either side. */
  static void compare(Schema one, Schema other, Table table) {
    head("(struct)", one.name(), other.name(), table);
    head("(size)", size(one), size(other), table);
    head("(alignment)", one.alignment(), other.alignment(), table);
    Map<String, Member> theirs = members(other);
    Map<String, Member> mine = members(one);
    Set<String> names = new LinkedHashSet<>(mine.keySet());
    names.addAll(theirs.keySet());
    for (String name : names) {
      Member a = mine.get(name);
      Member b = theirs.get(name);
      if (!Objects.equals(a, b)) {
        table.row(change(a, b), name, place(a), place(b));
      }
    }
  }

  private static void head(String name, Object one, Object other, Table table) {
    if (!one.equals(other)) {
      table.row("changed", name, one, other);
    }
  }

  /** A plus is room to grow. */
  private static Object size(Schema schema) {
    return schema.sized() ? schema.size() + "+" : schema.size();
  }

  private static Map<String, Member> members(Schema schema) {
    Map<String, Member> members = new LinkedHashMap<>();
    schema.members().forEach(member -> members.put(member.name(), member));
    return members;
  }

  private static String change(Member one, Member other) {
    if (one == null) {
      return "added";
    }
    if (other == null) {
      return "removed";
    }
    boolean isSameType = one.type().equals(other.type()) && one.size() == other.size();
    return isSameType ? "moved" : one.offset() == other.offset() ? "retyped" : "moved,retyped";
  }

  /** Where a type does not tell its bytes, they are said. */
  private static Object place(Member member) {
    if (member == null) {
      return Cell.NONE;
    }
    boolean isTold = !member.type().equals("string") && member.type().indexOf(':') < 0;
    String words = member.type() + (isTold ? "" : "(" + member.size() + ")") + "@" + member.offset();
    return new Cell(new Table().row("type", member.type()).row("offset", member.offset())
        .row("size", member.size()), words);
  }
}
