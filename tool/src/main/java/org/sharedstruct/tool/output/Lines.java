package org.sharedstruct.tool.output;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sharedstruct.tool.value.Value;
import org.sharedstruct.tool.value.ValuePath.Named;

/**
 * A line for each change, for a pipe: the time, the version, and each value that changed with its
 * path.
 */
public final class Lines implements Watch {

  private final Output out = new Output();
  private final Map<String, Value.Leaf> last = new HashMap<>();

  /** On the standard output. */
  public Lines() {}

  @Override
  public boolean show(OptionalLong version, Stream<Named> places) throws IOException {
    String changed = places.filter(place -> !place.leaf().equals(last.put(place.path(), place.leaf())))
        .map(place -> " " + Cells.head(place.path()) + "=" + Cells.word(place.leaf()))
        .collect(Collectors.joining());
    if (changed.isEmpty()) {
      return false;
    }
    String time = Instant.now().truncatedTo(ChronoUnit.MICROS).toString();
    String commit = version.isPresent() ? String.valueOf(version.getAsLong()) : "-";
    out.append(time).append(' ').append(commit).append(changed).append('\n');
    out.flush();
    return true;
  }

  @Override
  public boolean isEnded() {
    return false;
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
