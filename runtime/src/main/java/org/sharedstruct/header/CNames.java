package org.sharedstruct.header;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The names in one scope of C: each is an ASCII identifier in C and in C++, no reserved word, and
 * given once. Names are changed as little as that takes, and in the same way each time.
 */
final class CNames {

  private final Set<String> given = new HashSet<>();

  /**
   * Takes a name, with as many underscores behind it as it takes to be free.
   *
   * @param wanted any text
   */
  String give(String wanted) {
    String name = identifier(wanted);
    while (CWords.contains(name) || !given.add(name)) {
      name += "_";
    }
    return name;
  }

  /**
   * Takes the names of fields. Those that C can have stay as they are, wherever they stand: {@code
   * int_} does not give way to {@code int}.
   *
   * @return what each is called in C
   */
  Map<String, String> giveAll(Collection<String> wanted) {
    Map<String, String> names = new LinkedHashMap<>();
    wanted.stream().filter(CNames::isSafe).forEach(name -> names.put(name, give(name)));
    wanted.stream().filter(name -> !isSafe(name)).forEach(name -> names.put(name, give(name)));
    return names;
  }

  /** All names that were taken, in the order of the alphabet. */
  SortedSet<String> all() {
    return new TreeSet<>(given);
  }

  /** Whether C can have a name as it is. */
  private static boolean isSafe(String name) {
    return identifier(name).equals(name) && !CWords.contains(name);
  }

  /** A name for what belongs to something that has one, such as {@code Robot_state}. */
  static String join(String owner, String name) {
    String part = identifier(name);
    return owner.endsWith("_") || part.startsWith("_") ? owner + part : owner + "_" + part;
  }

  /**
   * An identifier that looks like a name: {@code gr_u00f6sse}. Names that begin with an underscore
   * and a capital letter, or with two underscores, belong to compilers, which have macros of such
   * names.
   */
  static String identifier(String name) {
    StringBuilder text = new StringBuilder();
    name.codePoints().forEach(c -> text.append(
        isPlain(c) ? Character.toString(c) : String.format(Locale.ROOT, "_u%04x", c)));
    boolean isReserved = text.isEmpty() || text.toString().matches("(\\d|__|_[A-Z]).*");
    return isReserved ? "x" + text : text.toString();
  }

  /** A name in a comment. */
  static String shown(String name) {
    StringBuilder text = new StringBuilder();
    name.codePoints().forEach(c -> text.append(
        isPlain(c) || c == '$' ? Character.toString(c) : String.format(Locale.ROOT, "\\u%04x", c)));
    return text.toString();
  }

  private static boolean isPlain(int c) {
    return c == '_' || c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
  }
}
