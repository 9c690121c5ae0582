package org.sharedstruct.tool;

import java.util.List;
import org.sharedstruct.Participant;
import org.sharedstruct.region.Region;

/** Who uses a region. */
final class Participants {

  private static final long THIS_PROCESS = ProcessHandle.current().pid();

  private Participants() {}

  /** All but this process, which only looks. */
  static List<Participant> of(Region region) {
    return region.participants().stream()
        .filter(participant -> participant.process().orElse(0) != THIS_PROCESS).toList();
  }
}
