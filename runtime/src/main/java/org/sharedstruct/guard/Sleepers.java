package org.sharedstruct.guard;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import java.util.concurrent.TimeUnit;
import org.sharedstruct.format.Format;
import org.sharedstruct.kernel.Barrier;
import org.sharedstruct.kernel.Futex;

/**
 * Sleeping for the lock or for a commit, and waking: W, U3 and M4 of {@link Guard}.
 *
 * <p>A sleeper reads an event count, says that it sleeps, and looks once more whether it has to; only then
 * it sleeps, as long as the count is what it was. A waker first frees the lock, then looks whether
 * somebody sleeps, counts, and wakes. So either the sleeper sees what it waits for, or the waker sees the
 * sleeper, or the count has moved: a wake-up is lost only with a waker that is killed in between, and
 * costs one slice.
 *
 * <p>Who has no native access neither sleeps in the kernel nor wakes: it parks for a moment and looks again.
 * The others do the same where the lock is held by such a one, and virtual threads do always, since a thread
 * in the kernel takes a carrier away from the others. A process that wakes nobody may also commit
 * while others sleep: {@link Unannounced} says how they see that in time.
 *
 * <p>A commit in a writer session (M) frees no lock, and so there is no fence between its store to SEQ and its
 * look at SLEEPERS: the processor may look before others see the store. The sleeper makes up for that, since it
 * has the time. If it finds the lock held, it makes all such writers pass a fence between W2 and W3 ({@link
 * Barrier}): then either W3 sees the store, or the writer looks after W2. A session that begins later, when the
 * sleeper has found the lock free, takes the lock by a compare-and-set and so sees the bit. If the writer's
 * process could not register for that, the writer fences after each commit. If the sleeper's process may not
 * ask for it, the sleeper may miss a commit for a slice.
 */
final class Sleepers {

  /** Whether this process sleeps in the kernel and wakes others there. */
  static final boolean CAN_WAKE = Futex.isAvailable();

  /** How long a lost wake-up can cost, and how long it takes to find a committer dead. */
  private static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  /** How long it takes to find the owner of the lock dead: shorter, as others wait for that, too. */
  private static final long LOCK_SLICE_NANOS = SLICE_NANOS / 5;

  private static final VarHandle WORD = JAVA_INT.varHandle();

  /** Whether sleepers see to it that a writer session's look at SLEEPERS is not too early. */
  private static volatile boolean registered;

  private Sleepers() {}

  /** Before a writer session. */
  static void register() {
    if (CAN_WAKE && !registered) {
      registered = Barrier.register();
    }
  }

  /** Whether the calling thread may sleep in the kernel, until someone who can wake it. */
  static boolean isForThisThread() {
    return CAN_WAKE && !Thread.currentThread().isVirtual();
  }

  /**
   * W1 and W2: says that somebody sleeps. From then on no commit is missed.
   *
   * @param segment the region
   * @param what {@link Format#FOR_LOCK} or {@link Format#FOR_VERSION}
   * @return the event count, for {@link #sleep}
   */
  static int announce(MemorySegment segment, int what) {
    int seen = (int) WORD.getVolatile(segment, count(what));
    if ((asleep(segment) & what) == 0) {
      WORD.getAndBitwiseOr(segment, Format.SLEEPERS, what);
    }
    if (what == Format.FOR_VERSION && LockWord.current(segment) != 0) {
      Barrier.pass();
    }
    return seen;
  }

  /**
   * W4: sleeps, not longer than a slice.
   *
   * @param segment the region
   * @param what as for {@link #announce}
   * @param seen what that returned
   * @param most no longer than so many nanoseconds
   */
  static void sleep(MemorySegment segment, int what, int seen, long most) {
    long slice = what == Format.FOR_LOCK ? LOCK_SLICE_NANOS : SLICE_NANOS;
    Futex.await(segment.address() + count(what), seen, Math.min(most, slice));
  }

  /**
   * Whether somebody has woken the sleepers, or is about to.
   *
   * @param segment the region
   * @param what as for {@link #announce}
   * @param seen what that returned: since then
   */
  static boolean hasWoken(MemorySegment segment, int what, int seen) {
    return (int) WORD.getVolatile(segment, count(what)) != seen;
  }

  /** U2 and U3: wakes one who sleeps for the lock, and all who sleep for a commit. */
  static void wake(MemorySegment segment) {
    if (CAN_WAKE && asleep(segment) != 0) {
      wakeSome(segment);
    }
  }

  /** M4: wakes all who sleep for a commit. */
  static void wakeForCommit(MemorySegment segment) {
    if (CAN_WAKE) {
      if (!registered) {
        VarHandle.fullFence();
      }
      if ((asleep(segment) & Format.FOR_VERSION) != 0) {
        wakeAllForCommit(segment);
      }
    }
  }

  private static void wakeAllForCommit(MemorySegment segment) {
    int before = (int) WORD.getAndBitwiseAnd(segment, Format.SLEEPERS, ~Format.FOR_VERSION);
    if ((before & Format.FOR_VERSION) != 0) {
      wake(segment, Format.FOR_VERSION, Integer.MAX_VALUE);
    }
  }

  /** Wakes as one would who found that somebody sleeps: he may have cleared the bits, and come no further. */
  static void wakeForAnother(MemorySegment segment) {
    if (CAN_WAKE) {
      wake(segment, Format.FOR_LOCK, 1);
      wake(segment, Format.FOR_VERSION, Integer.MAX_VALUE);
    }
  }

  private static void wakeSome(MemorySegment segment) {
    int asleep = (int) WORD.getAndSet(segment, Format.SLEEPERS, 0);
    if ((asleep & Format.FOR_LOCK) != 0) {
      wake(segment, Format.FOR_LOCK, 1);
    }
    if ((asleep & Format.FOR_VERSION) != 0) {
      wake(segment, Format.FOR_VERSION, Integer.MAX_VALUE);
    }
  }

  private static void wake(MemorySegment segment, int what, int most) {
    WORD.getAndAdd(segment, count(what), 1);
    Futex.wake(segment.address() + count(what), most);
  }

  /** A set of {@link Format#FOR_LOCK} and {@link Format#FOR_VERSION}: what somebody sleeps for, or has slept for. */
  static int asleep(MemorySegment segment) {
    return (int) WORD.getVolatile(segment, Format.SLEEPERS);
  }

  private static long count(int what) {
    return what == Format.FOR_LOCK ? Format.WAKE_LOCK : Format.WAKE_VERSION;
  }
}
