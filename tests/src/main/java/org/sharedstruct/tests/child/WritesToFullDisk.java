package org.sharedstruct.tests.child;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongConsumer;
import org.sharedstruct.tests.GuardedMedley;
import org.sharedstruct.tests.MedleyRecord;
import org.sharedstruct.tests.RawMedley;
import org.sharedstruct.tests.SharedMedley;

/** Writes into holes of a file whose file system is full; and again, when it is told that there is room. */
public final class WritesToFullDisk {

  /** What is told of a write that returned. */
  public static final String WROTE = "wrote";

  private WritesToFullDisk() {}

  /** Argument: path of an array of medleys with a hole in which the second half of them lies. */
  public static void main(String[] arguments) throws Exception {
    try (SharedMedley.Array shared = SharedMedley.Array.open(Path.of(arguments[0]))) {
      tryAll(shared);
      Parent.tell(shared.lock().isLocked() ? "locked" : "free");
      Parent.awaitLine();
      tryAll(shared);
      Parent.tell(shared.guarded().snapshot(shared.length() - 1).count());
    }
  }

  private static void tryAll(SharedMedley.Array shared) {
    long first = shared.length() / 2;
    writes(shared).forEach((what, write) -> Parent.tell(what + ": " + outcome(write, first)));
  }

  private static Map<String, LongConsumer> writes(SharedMedley.Array shared) {
    RawMedley.Array raw = shared.raw();
    GuardedMedley.Array guarded = shared.guarded();
    MedleyRecord values = RawMedley.allocate().medium(7).count(7).toRecord();
    Map<String, LongConsumer> writes = new LinkedHashMap<>();
    writes.put("raw setter", index -> raw.medium(index, 1));
    writes.put("raw access mode", index -> raw.get(index).getAndAddCount(1));
    writes.put("raw set", index -> raw.set(index, values));
    writes.put("raw fill", index -> raw.slice(index, 2).fill(values));
    writes.put("raw column", index -> raw.slice(index, 2).copyMediumFrom(new int[2]));
    writes.put("setter", index -> guarded.medium(index, 1));
    writes.put("exchange", index -> guarded.get(index).getAndAddCount(1));
    writes.put("set", index -> guarded.set(index, values));
    writes.put("update", index -> guarded.update(index, one -> one.large(1)));
    writes.put("update of all", index -> guarded.update(every -> every.medium(index, 1)));
    writes.put("column", index -> guarded.slice(index, 1).copyMediumFrom(new int[1]));
    writes.put("fill", index -> guarded.slice(index, 1).fill(values));
    return writes;
  }

  private static String outcome(LongConsumer write, long index) {
    try {
      write.accept(index);
      return WROTE;
    } catch (RuntimeException | Error thrown) {
      return thrown.toString();
    }
  }
}
