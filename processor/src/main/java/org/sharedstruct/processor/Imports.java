package org.sharedstruct.processor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The imports of a source file, read from its text: no compiler tells a processor of them, and they decide what a
 * name means whose type is still to be written (JLS 7.5).
 */
final class Imports {

  private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/|//[^\n]*");
  private static final String NAME = "[\\p{L}\\p{N}_$]+";
  private static final Pattern IMPORT = Pattern.compile(
      "\\bimport\\s+(?:static\\s+)?(" + NAME + "(?:\\s*\\.\\s*" + NAME + ")*)\\s*(\\.\\s*\\*)?\\s*;");

  /** Of a file that cannot be read. */
  static final Imports NONE = new Imports("");

  private final String code;
  private final Map<String, String> single = new HashMap<>();
  private final List<String> onDemand = new ArrayList<>();

  private Imports(String code) {
    this.code = code;
    Matcher declarations = IMPORT.matcher(code.split("\\{", 2)[0]);
    while (declarations.find()) {
      String name = declarations.group(1).replaceAll("\\s", "");
      if (declarations.group(2) == null) {
        single.put(name.substring(name.lastIndexOf('.') + 1), name);
      } else {
        onDemand.add(name);
      }
    }
  }

  /** Those of a source file. */
  static Imports of(CharSequence source) {
    return new Imports(COMMENT.matcher(source).replaceAll(" "));
  }

  /** What an import says that names a type alone. */
  Optional<String> of(String simpleName) {
    return Optional.ofNullable(single.get(simpleName));
  }

  /** What follows from imports of all types of a package or type. */
  Stream<String> onDemand(String simpleName) {
    return onDemand.stream().map(from -> from + "." + simpleName);
  }

  /** The names in the file that end in a member of a type, with what stands before it. */
  Stream<String> qualified(String member) {
    return Pattern.compile("(?:" + NAME + "\\s*\\.\\s*)+" + Pattern.quote(member) + "(?![\\p{L}\\p{N}_$])")
        .matcher(code).results()
        .map(found -> found.group().replaceAll("\\s", ""))
        .distinct();
  }
}
