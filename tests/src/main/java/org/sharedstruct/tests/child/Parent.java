package org.sharedstruct.tests.child;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** How a child hears from the test that started it. */
final class Parent {

  private volatile boolean silent;

  private Parent() {}

  /** Listens until the parent has ended this process's standard input. */
  static Parent listen() {
    Parent parent = new Parent();
    Thread.ofPlatform().daemon().name("parent").start(() -> {
      while (awaitLine()) {
        // only the end matters
      }
      parent.silent = true;
    });
    return parent;
  }

  /** Whether the parent still wants this process to go on. */
  boolean wantsMore() {
    return !silent;
  }

  /** Tells the parent something, as one line. */
  static void tell(Object line) {
    System.out.println(line);
    System.out.flush();
  }

  /**
   * Waits for the parent to send a line.
   *
   * @return false if the parent has ended the input, or itself
   */
  static boolean awaitLine() {
    return readLine().isPresent();
  }

  /** The next line that the parent sends; nothing if it has ended the input, or itself. */
  static Optional<String> readLine() {
    StringBuilder line = new StringBuilder();
    try {
      int read = System.in.read();
      while (read >= 0 && read != '\n') {
        line.append((char) read);
        read = System.in.read();
      }
      return read < 0 ? Optional.empty() : Optional.of(line.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
