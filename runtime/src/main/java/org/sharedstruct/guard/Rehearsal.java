package org.sharedstruct.guard;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.function.BooleanSupplier;
import org.sharedstruct.format.Format;
import org.sharedstruct.format.Geometry;
import org.sharedstruct.format.Schema;
import org.sharedstruct.kernel.Barrier;

/**
 * Does once, on memory of its own, all that writes through a guard. So classes are loaded and initialized and
 * call sites are linked before the first real write. That matters where the stack or the heap comes to its
 * end: linking needs far more of both than a write does, and a class whose initializer fails with an Error
 * can never be used again (JLS 12.4.2).
 */
final class Rehearsal {

  private static final String LONG = "struct Rehearsal size 8 align 8\n0 8 long field\n";
  private static final String INTS = "struct Rehearsal size 8 align 4\n0 4 int low\n4 4 int high\n";

  private static boolean done;

  private Rehearsal() {}

  /** Rehearses, unless that was done. */
  static synchronized void once() {
    if (!done) {
      rehearse(Geometry.single(Schema.parse(INTS)));
      Schema schema = Schema.parse(LONG);
      rehearse(Geometry.single(schema));
      rehearse(Geometry.array(schema, 2, false));
      rehearse(Geometry.array(schema, 2, true));
      Barrier.pass();
      done = true;
    }
  }

  private static void rehearse(Geometry geometry) {
    MemorySegment memory = Arena.ofAuto().allocate(geometry.fileSize(), Long.BYTES);
    Guard guard = new Guard(memory, geometry, 0, new Alone(), "a rehearsal", Long.MAX_VALUE);
    guard.reopen();
    long last = geometry.length() - 1;
    Updates updates = guard.updates();
    updates.store(0, 0, Long.BYTES, 1);
    leaveOpen(memory);
    updates.store(0, 0, Long.BYTES, 1);
    leaveOpen(memory);
    updates.update(0, guard, Guard::version);
    updates.exchange(last, 0, Long.BYTES, Exchange.ADD, 0, 1);
    updates.exchange(last, 0, Long.BYTES, Exchange.IF_EXPECTED, 7, 1);
    updates.update(0, guard, at -> at.updates().update(0, at, Guard::version));
    updates.update(0, guard, (at, what) -> at.read(0, 0, Long.BYTES), guard);
    updates.compute(0, guard, Guard::version);
    failing(() -> updates.update(0, guard, at -> {
      failing(() -> at.updates().update(0, at, Rehearsal::fail));
      fail(at);
    }));
    failing(() -> updates.computeAll(guard, at -> {
      at.updates().store(0, 0, Long.BYTES, 2);
      at.updates().store(last, 0, Long.BYTES, 2);
      fail(at);
      return at;
    }));
    updates.repair(guard, Guard::version);
    if (geometry.isArray()) {
      updates.storeEach(0, geometry.length(), index -> { });
      updates.storeWords(0, geometry.length(), () -> { });
    }
    updates.readHolding(guard::version);
    long session = updates.beginSession();
    updates.store(0, 0, Long.BYTES, 1);
    updates.update(0, guard, Guard::version);
    failing(() -> updates.update(0, guard, Rehearsal::fail));
    updates.endSession(session);
    lose(guard);
    GuardLock lock = new GuardLock(guard, guard);
    if (lock.tryLock()) {
      lock.unlock();
    }
  }

  /** As an owner that died in a section. */
  private static void leaveOpen(MemorySegment memory) {
    memory.set(ValueLayout.JAVA_LONG, Format.SEQ, 1);
  }

  private static void lose(Guard guard) {
    guard.acquire();
    guard.lose();
    guard.adoptIfLost();
  }

  private static void failing(Runnable write) {
    try {
      write.run();
    } catch (Refusal expected) {
      // and all is undone
    }
  }

  private static void fail(Guard guard) {
    throw new Refusal();
  }

  /** What a write throws that is to fail. */
  private static final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    Refusal() {
      super(null, null, false, false);
    }
  }

  /** Nobody else is there. */
  private static final class Alone implements Participants {

    @Override
    public long me() {
      return 1;
    }

    @Override
    public boolean isAlive(long participant) {
      return true;
    }

    @Override
    public boolean ifDead(long participant, BooleanSupplier action) {
      return false;
    }
  }
}
