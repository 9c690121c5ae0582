package org.sharedstruct.tests.child;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.sharedstruct.tests.Color;
import org.sharedstruct.tests.GuardedDevice;
import org.sharedstruct.tests.PointRecord;
import org.sharedstruct.tests.SharedDevice;

/** Stores one of two values in each field of several words, again and again, until its parent has enough. */
public final class SwapsDevices {

  private SwapsDevices() {}

  /** Arguments: path. */
  public static void main(String[] arguments) throws Exception {
    Parent parent = Parent.listen();
    try (SharedDevice shared = SharedDevice.open(Path.of(arguments[0]))) {
      Parent.tell("ready");
      for (int round = 0; parent.wantsMore(); round++) {
        store(shared.guarded(), round & 1);
      }
    }
  }

  /** Stores the one value or the other, each field as a commit of its own. */
  public static void store(GuardedDevice device, int which) {
    device.name((which == 0 ? "a" : "\u20ac").repeat(which == 0 ? 8 : 2));
    device.sample(new float[] {which, which, which, which});
    device.data(new byte[] {(byte) which, (byte) which, (byte) which, (byte) which});
    device.position(new PointRecord(which, which));
    device.corner(List.of(new PointRecord(which, which), new PointRecord(which, which)));
    device.history(List.of(Color.values()[which], Color.values()[which]));
    device.id(new UUID(which, which));
    device.created(Instant.ofEpochSecond(which, which));
    device.timeout(Duration.ofSeconds(which, which));
  }
}
