package org.sharedstruct.tests.child;

import org.sharedstruct.tests.GuardedTally;
import org.sharedstruct.tests.SharedTally;
import org.sharedstruct.tests.TallyRecord;

/** Uses a temporary region in a shutdown hook of its own. */
public final class UsesTemporaryAtExit {

  private UsesTemporaryAtExit() {}

  /**
   * Argument: whether the hook waits until the region is removed, which happens if nobody else is in it.
   * Says the path, and exits when it is told to. The hook then begins an update, says so, ends it when
   * it is told to, closes the handle, and says how all that went.
   */
  public static void main(String[] arguments) throws Exception {
    boolean alone = Boolean.parseBoolean(arguments[0]);
    SharedTally shared = SharedTally.createTemporary(new TallyRecord(1, 2));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> use(shared, alone)));
    Parent.tell(shared.path());
    Parent.awaitLine();
  }

  private static void use(SharedTally shared, boolean alone) {
    try {
      while (alone && !shared.isRemoved()) {
        Thread.onSpinWait();
      }
      GuardedTally guarded = shared.guarded();
      Parent.tell(guarded.snapshot());
      guarded.update(tally -> {
        tally.count(3);
        Parent.tell("updating");
        Parent.awaitLine();
        tally.twice(6);
      });
      Parent.tell(guarded.snapshot());
      shared.close();
      Parent.tell(Held.of(shared.path()));
    } catch (Exception e) {
      Parent.tell(e);
    }
  }
}
