package org.sharedstruct.tests.child;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.sharedstruct.OwnerDiedException;
import org.sharedstruct.tests.child.Tallies.Form;

/** Says what it sees of regions, each time after it had the lock. */
public final class LooksAtParcels {

  private LooksAtParcels() {}

  /** Is sent a form and a path, in lines of their own, as often as its parent likes. */
  public static void main(String[] arguments) throws Exception {
    for (Optional<String> form = Parent.readLine(); form.isPresent(); form = Parent.readLine()) {
      Path path = Path.of(Parent.readLine().orElseThrow());
      try (Parcels parcels = Parcels.open(Form.valueOf(form.get()), path)) {
        Parent.tell(see(parcels));
      }
    }
  }

  private static Object see(Parcels parcels) throws InterruptedException {
    try {
      if (!parcels.lock().tryLock(TrialRegion.LIMIT_SECONDS, TimeUnit.SECONDS)) {
        return "that the lock stayed taken";
      }
      parcels.lock().unlock();
      return parcels.together();
    } catch (OwnerDiedException told) {
      return told;
    }
  }
}
