package org.sharedstruct.format;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.sharedstruct.format.Schema.Member;

/**
 * Whether the schema of a program matches that of a file. They have to be equal, unless the struct has room
 * to grow. In that case:
 *
 * <ul>
 *   <li>name, size and alignment have to be equal;
 *   <li>each field of the program is in the file, or lies behind the last one of the file and is added;
 *   <li>an enum may have more constants behind those of the other side;
 *   <li>fields of the file that the program does not know are left alone.
 * </ul>
 *
 * <p>The same holds for the fields of a sized struct within a sized struct.
 *
 * @param differences a sentence for each reason why they do not match; empty if they do
 * @param additions what the file lacks
 */
public record Growth(List<String> differences, List<Member> additions) {

  /** Keeps copies. */
  public Growth {
    differences = List.copyOf(differences);
    additions = List.copyOf(additions);
  }

  /**
   * Compares.
   *
   * @param mine the schema of the program
   * @param file the schema found in the file
   */
  public static Growth of(Schema mine, Schema file) {
    return new Comparison(mine, file).compare();
  }

  /** What is different about a field of the program, in words for the person who opened the file. */
  public static String difference(Member mine, Schema file) {
    return file.members().stream().filter(other -> other.name().equals(mine.name())).findFirst()
        .map(other -> difference(mine, other))
        .orElseGet(() -> mine.name() + " is missing in the file, " + mine.place() + " here");
  }

  /** A type does not always tell the bytes: those of a string follow its length. */
  private static String difference(Member mine, Member file) {
    return mine.name() + (mine.place().equals(file.place())
        ? " is " + file.placeOfBytes() + " in the file, " + mine.placeOfBytes() + " here"
        : " is " + file.place() + " in the file, " + mine.place() + " here");
  }

  /** One comparison. */
  private static final class Comparison {

    private final Schema mine;
    private final Schema file;
    private final Map<String, Member> theirs = new LinkedHashMap<>();
    private final Map<String, Member> unknown;
    private final Map<String, Member> last = new HashMap<>();
    private final List<String> differences = new ArrayList<>();
    private final List<Member> additions = new ArrayList<>();

    Comparison(Schema mine, Schema file) {
      this.mine = mine;
      this.file = file;
      for (Member member : file.members()) {
        theirs.put(member.name(), member);
        last.merge(member.parent(), member, (one, other) -> one.end() > other.end() ? one : other);
      }
      unknown = new LinkedHashMap<>(theirs);
    }

    Growth compare() {
      if (!file.name().equals(mine.name())) {
        differences.add("the struct is " + file.name() + " in the file, " + mine.name() + " here");
      }
      for (Member member : mine.members()) {
        Member other = unknown.remove(member.name());
        if (other == null) {
          add(member);
        } else if (!other.equals(member)) {
          compare(member, other);
        }
      }
      unknown.values().stream().filter(member -> !isLeftAlone(member)).forEach(member ->
          differences.add(member.name() + " is " + member.place() + " in the file, missing here"));
      compareHeads();
      return new Growth(differences, additions);
    }

    /** Where no size was given, it follows from the fields, and says nothing more if these differ. */
    private void compareHeads() {
      boolean given = file.sized() || mine.sized();
      if ((given || differences.isEmpty())
          && (file.size() != mine.size() || file.alignment() != mine.alignment())) {
        differences.add(String.format(Locale.ROOT,
            "the struct has size %d and alignment %d in the file, %d and %d here",
            file.size(), file.alignment(), mine.size(), mine.alignment()));
      }
      if (file.sized() != mine.sized()) {
        differences.add("the struct was made " + made(file) + ", and is declared " + made(mine) + " here");
      }
    }

    /** Of the file's fields that the program does not know. */
    private boolean isLeftAlone(Member member) {
      return grows(member.parent()) || unknown.containsKey(struct(member.parent()));
    }

    private static String made(Schema schema) {
      return schema.sized() ? "with room to grow" : "without room to grow";
    }

    private void compare(Member member, Member other) {
      if (grows(member.parent()) && member.appendsTo(other)) {
        additions.add(member);
      } else if (!(grows(member.parent()) && other.appendsTo(member))) {
        differences.add(difference(member, file));
      }
    }

    private void add(Member member) {
      Member end = last.get(member.parent());
      if (!grows(member.parent())) {
        differences.add(difference(member, file));
      } else if (end == null || member.offset() >= end.end()) {
        additions.add(member);
      } else {
        differences.add(theirs.values().stream().filter(other -> overlaps(member, other)).findFirst()
            .map(other -> String.format(Locale.ROOT,
                "byte %d is of %s, %s, in the file, and of %s, %s, here",
                Math.max(member.offset(), other.offset()), other.name(), other.place(),
                member.name(), member.place()))
            .orElseGet(() -> String.format(Locale.ROOT,
                "%s, before byte %d, where the fields of the file end",
                difference(member, file), end.end())));
      }
    }

    private static boolean overlaps(Member member, Member other) {
      return member.parent().equals(other.parent())
          && member.offset() < other.end() && other.offset() < member.end();
    }

    /** Whether fields may be added beside those whose names begin so. */
    private boolean grows(String parent) {
      if (!mine.sized() || !file.sized()) {
        return false;
      }
      if (parent.isEmpty()) {
        return true;
      }
      Member struct = theirs.get(struct(parent));
      return struct == null || struct.isSized();
    }

    /** The name of the field whose own fields' names begin so. */
    private static String struct(String parent) {
      return parent.replaceFirst("(\\[])?\\.$", "");
    }
  }
}
