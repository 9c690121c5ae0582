package org.sharedstruct.tests.child;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import org.sharedstruct.types.RawBoolean;
import org.sharedstruct.types.SharedBoolean;

/** Prints a raw view of a boolean before and after its file is truncated. */
public final class PrintsTruncated {

  private PrintsTruncated() {}

  /**
   * Arguments: path of a boolean, how often it is printed to have that compiled. Prints it as often after the
   * truncation, and tells what it says.
   */
  public static void main(String[] arguments) throws Exception {
    Path path = Path.of(arguments[0]);
    int times = Integer.parseInt(arguments[1]);
    try (SharedBoolean shared = SharedBoolean.open(path)) {
      texts(shared.raw(), times);
      ClosesTruncated.truncate(path);
      texts(shared.raw(), times).forEach(Parent::tell);
    }
  }

  private static Set<String> texts(RawBoolean view, int times) {
    Set<String> texts = new LinkedHashSet<>();
    for (int i = 0; i < times; i++) {
      texts.add(text(view));
    }
    return texts;
  }

  private static String text(Object view) {
    try {
      return view.toString();
    } catch (RuntimeException | Error thrown) {
      return "throws " + thrown;
    }
  }
}
