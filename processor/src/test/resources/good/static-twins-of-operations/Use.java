package good;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Lock;
import java.util.stream.Stream;

/** The operations that gave way to fields, by their static twins. */
final class Use {
  private Use() {}

  static void single(SharedTaken shared, TakenRecord values) {
    GuardedTaken guarded = shared.guarded();
    long version = GuardedTaken.version(guarded);
    long later = GuardedTaken.awaitChange(guarded, version, Duration.ZERO);
    Stream<TakenRecord> changes = GuardedTaken.changes(guarded, Duration.ZERO);
    guarded.changes(guarded.changes());
    Lock lock = GuardedTaken.lock(guarded);
    TakenRecord snapshot = GuardedTaken.snapshot(guarded);
    GuardedTaken.set(guarded, values);
    GuardedTaken.update(guarded, raw -> raw.version(raw.version() + 1));
    int sum = GuardedTaken.compute(guarded, raw -> raw.lock() + raw.raw());
    RawTaken raw = GuardedTaken.raw(guarded);
    MemorySegment segment = RawTaken.segment(raw);
    TakenRecord copy = TakenRecord.copyOf(raw);
    RawTaken.set(raw, values).version(guarded.version()).lock(guarded.lock()).get(guarded.get());
    RawTaken local = RawTaken.allocate(Arena.ofAuto());
  }

  static void array(SharedTaken.Array shared) {
    GuardedTaken.Array guarded = shared.guarded();
    GuardedTaken element = GuardedTaken.Array.get(guarded, 0);
    TakenRecord snapshot = GuardedTaken.Array.snapshot(guarded, 0);
    int sum = guarded.get(0) + guarded.snapshot(0) + guarded.version(0);
    long version = guarded.version();
    RawTaken.Array raw = guarded.raw();
    RawTaken rawElement = RawTaken.Array.get(raw, 0);
    MemorySegment segment = raw.segment();
    raw.get(0, 1).segment(0, 2);
    Stream<TakenRecord> changes = GuardedTaken.Array.changes(guarded, 0, Duration.ZERO);
    guarded.changes(0, guarded.changes(0));
  }

  static TakenRecord wait(GuardedTaken one, GuardedTaken.Array many)
      throws InterruptedException, TimeoutException {
    TakenRecord first = GuardedTaken.await(one, taken -> taken.get() > 0, Duration.ofSeconds(1));
    return GuardedTaken.Array.await(many, first.get(), taken -> taken.get() > 1, Duration.ZERO);
  }
}
