package org.sharedstruct.tool.value;

import java.util.Collection;
import java.util.Optional;
import org.sharedstruct.format.NearNames;

/** Names that were written by people, and those that were meant. */
public final class Names {

  /** Longer words are not a typing error of anything. */
  private static final int LONGEST = 200;

  private Names() {}

  /**
   * A field of a struct.
   *
   * @param struct what is to have it
   * @param name the field's
   * @return the field
   * @throws WrongValueException if there is none of this name, naming the near one
   */
  public static Type.Field field(Type.Struct struct, String name) {
    Type.Field field = struct.fields().get(name);
    if (field == null) {
      throw new WrongValueException(struct.name() + " has no field " + Contents.shown(name)
          + meant(name, struct.fields().keySet()));
    }
    return field;
  }

  /**
   * A word in a sentence. It may come from a file that somebody else has made, so it is shortened
   * if it is long, and cannot command a terminal.
   *
   * @param word any
   * @return the word in quotes
   */
  public static String shown(String word) {
    return Contents.shown(word);
  }

  /**
   * That there are too few.
   *
   * @param given how many there are
   * @param needed how many there should be
   * @return a sentence
   */
  public static String count(long given, long needed) {
    return given + (given == 1 ? " value is" : " values are") + " given, and " + needed
        + (needed == 1 ? " is" : " are") + " needed";
  }

  /**
   * What was probably meant.
   *
   * @param written the word that means nothing
   * @param names those that there are
   * @return the end of a sentence: the near one, or all
   */
  public static String meant(String written, Collection<String> names) {
    return Optional.of(written).filter(word -> word.length() <= LONGEST)
        .flatMap(word -> NearNames.to(word, names))
        .map(near -> ". Did you mean " + near + "?")
        .orElse(", only " + String.join(", ", names));
  }
}
