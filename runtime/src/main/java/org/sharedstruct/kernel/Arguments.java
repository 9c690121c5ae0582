package org.sharedstruct.kernel;

import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;

/**
 * Memory for what a call is given the address of. It is freed when it is no longer reachable, so it has to be
 * kept reachable until the call returns.
 *
 * <p>It is of no confined arena, as nothing in this library is: HotSpot compiles the accesses to a region without
 * asking who owns their arena as long as it has never seen one that has an owner.
 */
final class Arguments {

  private Arguments() {}

  static MemorySegment allocate(MemoryLayout layout) {
    return Arena.ofAuto().allocate(layout);
  }

  static MemorySegment allocate(long bytes) {
    return Arena.ofAuto().allocate(bytes);
  }
}
