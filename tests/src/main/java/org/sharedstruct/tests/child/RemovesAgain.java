package org.sharedstruct.tests.child;

import java.nio.file.FileSystemException;
import java.nio.file.Path;
import org.sharedstruct.tests.SharedTwelve;
import org.sharedstruct.tests.TwelveRecord;

/** Creates a region if there is none, and removes whichever there is, again and again. */
public final class RemovesAgain {

  /** What a region holds that it creates. */
  public static final TwelveRecord INITIAL = EqualLongs.twelve(7);

  private RemovesAgain() {}

  /** Argument: path. Says {@code removed} after the first time. */
  public static void main(String[] arguments) throws Exception {
    Path path = Path.of(arguments[0]);
    Parent parent = Parent.listen();
    boolean told = false;
    while (parent.wantsMore()) {
      if ((createAndRemove(path) || openAndRemove(path)) && !told) {
        Parent.tell("removed");
        told = true;
      }
    }
  }

  private static boolean createAndRemove(Path path) throws Exception {
    try (SharedTwelve shared = SharedTwelve.create(path, INITIAL)) {
      return shared.remove();
    } catch (FileSystemException raced) {
      return false; // this program is there to disturb
    }
  }

  private static boolean openAndRemove(Path path) throws Exception {
    try (SharedTwelve shared = SharedTwelve.open(path)) {
      return shared.remove();
    } catch (FileSystemException raced) {
      return false;
    }
  }
}
