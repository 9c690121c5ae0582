package org.sharedstruct.tests.child;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.sharedstruct.tests.child.Tallies.Form;

/**
 * Makes the regions that recoveries need, and stops in the middle of an update of each, to be
 * killed.
 */
public final class DiesInUpdates {

  /** What it prints when all have stopped. */
  public static final String ALL_STOPPED = "all stopped";

  private DiesInUpdates() {}

  /** Argument: a folder. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    for (Trial trial : Trial.values()) {
      if (trial.isRecovery()) {
        for (Form form : trial.forms()) {
          for (int number = 0; number < Trials.MOST_VIOLATIONS; number++) {
            stopIn(trial, form, Trials.region(folder, trial, form, number));
          }
        }
      }
    }
    Parent.tell(ALL_STOPPED);
    Parent.awaitLine();
  }

  private static void stopIn(Trial trial, Form form, Path path) throws Exception {
    Parcels.create(form, path);
    Parcels parcels = Parcels.open(form, path);
    CountDownLatch stopped = new CountDownLatch(1);
    Runnable stop = () -> {
      stopped.countDown();
      KillPoint.waitForTheKill();
    };
    Thread.ofPlatform().daemon().start(() -> {
      if (trial == Trial.RECOVERY_ALL) {
        parcels.array().update(all -> {
          all.set(0, Parcels.parcel(-1));
          all.set(1, Parcels.parcel(-1));
          stop.run();
        });
      } else {
        parcels.element().update(raw -> {
          raw.number(-1).twice(-1);
          stop.run();
        });
      }
    });
    stopped.await();
  }
}
