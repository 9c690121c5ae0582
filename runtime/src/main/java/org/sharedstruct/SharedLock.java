package org.sharedstruct;

import java.util.Optional;
import java.util.OptionalLong;
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
   *
   * @throws OwnerDiedException if the owner of an array's lock died while it wrote several elements, and
   *     nobody has repaired them yet; the lock is not held then. All ways to take the lock throw it
   * @throws LockTimeoutException if the wait took longer than {@link SharedMemory#lockTimeout} allows
   */
  @Override
  void lock();

  /**
   * Takes the lock unless the thread is interrupted first.
   *
   * @throws InterruptedException if the thread is interrupted on entry or while it waits
   * @throws LockTimeoutException if the wait took longer than {@link SharedMemory#lockTimeout} allows
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
   * Conditions are not supported: {@code await} of a guarded view waits for a condition.
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

  /**
   * Tells who holds the lock at this moment.
   *
   * @return the holder, also a dead one in whose place nobody has come yet; empty if the lock is free
   */
  Optional<Holder> holder();

  /**
   * Tells how this process waits for the lock and for commits. It is decided once, when the library is
   * first used.
   *
   * @return {@link Waiting#KERNEL} where native access is granted to this module and there is futex(2)
   */
  Waiting waiting();

  /** How a thread waits for another process, after it has spun for a moment. */
  enum Waiting {

    /**
     * It sleeps in the kernel until it is woken. Virtual threads poll nevertheless, as does everyone
     * while a process that polls holds the lock, or commits what is waited for.
     */
    KERNEL,

    /** It looks again and again, with pauses of up to a millisecond. */
    POLLING
  }

  /**
   * Who holds a lock.
   *
   * @param process its process id, in the namespace that it lives in; empty if it is not among those that
   *     have a slot, as {@link SharedMemory#participants} says
   * @param name what it is called, as {@link SharedMemory#name} says; empty if that is not known
   * @param thread the low 32 bits of its {@link Thread#threadId()}
   * @param isAlive whether it lives; if not, the next one who wants the lock gets it
   */
  record Holder(OptionalLong process, String name, long thread, boolean isAlive) {

    /** For messages: {@code thread 1 of process 4242 (Planner)}. */
    @Override
    public String toString() {
      return "thread " + thread + " of "
          + (process.isPresent() ? "process " + process.getAsLong() : "an unknown process")
          + (name.isEmpty() ? "" : " (" + name + ")")
          + (isAlive ? "" : ", which is dead");
    }
  }
}
