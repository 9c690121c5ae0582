package org.sharedstruct.tool.value;

import java.util.List;
import org.sharedstruct.Participant;
import org.sharedstruct.region.Region;

/** Who uses a region. */
public final class Participants {

  private static final long THIS_PROCESS = ProcessHandle.current().pid();

  private Participants() {}

  /**
   * All but this process, which only looks.
   *
   * @param region that is looked at
   * @return as far as they can be seen
   */
  public static List<Participant> of(Region region) {
    return region.participants().stream()
        .filter(participant -> participant.process().orElse(0) != THIS_PROCESS).toList();
  }
}
