package org.sharedstruct;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;

/**
 * The lock of a shared region: one word in the mapped file, taken by one thread of one process at a
 * time, whichever JVM or handle it comes through.
 *
 * <p>It is reentrant: the thread that holds it may take it again through the same handle and gives it
 * back as often. A hold on a single struct is one commit: what guarded calls write between the first
 * {@link #lock()} and the last {@link #unlock()} becomes visible to {@code snapshot} and guarded
 * getters at that {@code unlock}, all of it at once. Since a {@code finally} commits half-done work
 * too, prefer {@code update}, which rolls back when its action throws.
 *
 * <p>Once the handle is closed, whatever would take the lock or look at it throws {@link
 * IllegalStateException}; nobody holds it through that handle any more. All methods may be called by any
 * thread, platform or virtual.
 */
public interface SharedLock extends Lock {

  /**
   * Takes the lock, waiting as long as another thread or process holds it. An interrupt does not end
   * the wait; the thread's interrupt status is kept.
   */
  @Override
  void lock();

  /**
   * Takes the lock unless the thread is interrupted first.
   *
   * @throws InterruptedException if the thread is interrupted on entry or while it waits
   */
  @Override
  void lockInterruptibly() throws InterruptedException;

  /**
   * Takes the lock if it is free, or held by this thread already.
   *
   * @return whether this thread now holds the lock
   */
  @Override
  boolean tryLock();

  /**
   * Takes the lock if it becomes free within the given time.
   *
   * @param time how long to wait at most; zero or less does not wait
   * @param unit the unit of {@code time}
   * @return whether this thread now holds the lock
   * @throws InterruptedException if the thread is interrupted on entry or while it waits
   */
  @Override
  boolean tryLock(long time, TimeUnit unit) throws InterruptedException;

  /**
   * Gives the lock back once; the last of as many calls as there were locks frees it.
   *
   * @throws IllegalMonitorStateException if this thread does not hold the lock through this handle
   */
  @Override
  void unlock();

  /**
   * Conditions are not supported: use {@code awaitChange} to wait for a commit.
   *
   * @return never
   * @throws UnsupportedOperationException always
   */
  @Override
  Condition newCondition();

  /**
   * Tells whether the calling thread holds the lock through this handle.
   *
   * @return true if it does
   */
  boolean isHeldByCurrentThread();

  /**
   * Tells whether any thread of any process holds the lock at this moment.
   *
   * @return true if one does; the answer may be old by the time it arrives
   */
  boolean isLocked();
}
