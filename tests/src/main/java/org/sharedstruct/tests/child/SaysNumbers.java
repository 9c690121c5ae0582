package org.sharedstruct.tests.child;

import java.nio.file.Path;
import java.util.Locale;
import org.sharedstruct.tests.SharedTally;

/** Says what is said with numbers: the layout, and some messages. */
public final class SaysNumbers {

  private SaysNumbers() {}

  /** Arguments: path of a new array; the locale, as a language tag. */
  public static void main(String[] arguments) throws Exception {
    Locale.setDefault(Locale.forLanguageTag(arguments[1]));
    Path path = Path.of(arguments[0]);
    try (SharedTally.Array shared = SharedTally.Array.create(path, 1234)) {
      Parent.tell(shared.describe());
      Parent.tell(shared.toString());
      Parent.tell(shared.guarded().toString());
      tellFailure(() -> shared.guarded().copyCountFrom(new long[1]));
      tellFailure(() -> SharedTally.Array.createTemporary(-1));
      tellFailure(() -> SharedTally.Array.openOrCreate(path, 1235).close());
    }
    tellFailure(() -> SharedTally.open(path).close());
    openElsewhere(path);
  }

  /** Where another locale is the default. */
  private static void openElsewhere(Path path) throws Exception {
    Locale.setDefault(Locale.ROOT);
    try (SharedTally.Array again = SharedTally.Array.open(path)) {
      Parent.tell("opened " + again.guarded().length());
    }
  }

  private interface Failing {
    void run() throws Exception;
  }

  private static void tellFailure(Failing failing) {
    try {
      failing.run();
      Parent.tell("done");
    } catch (Exception told) {
      Parent.tell(told.toString());
    }
  }
}
