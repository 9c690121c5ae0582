package org.sharedstruct.tool.output;

import java.io.Closeable;
import java.io.IOException;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.sharedstruct.tool.value.ValuePath.Named;

/** Shows values again and again. */
public sealed interface Watch extends Closeable permits Lines, Screen {

  /**
   * Shows values. What is there the first time counts as changed.
   *
   * @param version which commit they are of; empty if not of one
   * @param places the values, the same paths in the same order each time
   * @return whether any has changed
   * @throws IOException if it cannot be written
   */
  boolean show(OptionalLong version, Stream<Named> places) throws IOException;

  /**
   * Whether the user has had enough.
   *
   * @return if so, nothing is to be shown any more
   */
  boolean isEnded();
}
