package org.sharedstruct.guard;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import org.sharedstruct.SharedLock;

/** The lock of a guard, as users see it. */
public final class GuardLock implements SharedLock {

  private final Guard guard;
  private final Object name;

  /** The lock of a guard. */
  public GuardLock(Guard guard, Object name) {
    this.guard = guard;
    this.name = name;
  }

  @Override
  public void lock() {
    guard.acquire();
  }

  @Override
  public void lockInterruptibly() throws InterruptedException {
    guard.acquireInterruptibly();
  }

  @Override
  public boolean tryLock() {
    return guard.tryAcquire();
  }

  @Override
  public boolean tryLock(long time, TimeUnit unit) throws InterruptedException {
    return guard.tryAcquire(unit.toNanos(time));
  }

  @Override
  public void unlock() {
    guard.release();
  }

  @Override
  public Condition newCondition() {
    throw new UnsupportedOperationException(
        "the lock of a shared region has no conditions; use await or awaitChange of a guarded view");
  }

  @Override
  public boolean isHeldByCurrentThread() {
    return guard.isHeldByCurrentThread();
  }

  @Override
  public boolean isLocked() {
    return holder().filter(Holder::isAlive).isPresent();
  }

  @Override
  public Optional<Holder> holder() {
    return guard.holder();
  }

  @Override
  public Waiting waiting() {
    return Sleepers.CAN_WAKE ? Waiting.KERNEL : Waiting.POLLING;
  }

  @Override
  public String toString() {
    return "the lock of " + name;
  }
}
