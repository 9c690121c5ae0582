package org.sharedstruct;

import java.time.Duration;
import java.util.Optional;

/**
 * The lock of a region was not free within the time that {@link SharedMemory#lockTimeout} gave it.
 * What was to be done has not been done; the lock is not held by this call, and the region is as it
 * was.
 *
 * <p>The message names the region, the time, and who holds the lock for how long, as far as that is
 * known. If it is a thread of this JVM, the message has its name, and
 * {@linkplain #getCause() the cause} has the stack trace of that thread at that moment: a look into
 * what it does, and nothing that it has thrown.
 */
public final class LockTimeoutException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** Not serialized: it means something only to those who see the same processes. */
  private final transient SharedLock.Holder holder;

  /** At least the time that was given. */
  private final Duration waited;

  /**
   * For the runtime.
   *
   * @param message which lock, how long, and who holds it
   * @param holder who that is, or null if the lock was free when that was asked
   * @param waited how long the lock was waited for
   * @param trace has the stack trace of the holder if that is a thread of this JVM; else null
   */
  public LockTimeoutException(
      String message, SharedLock.Holder holder, Duration waited, Throwable trace) {
    super(message, trace);
    this.holder = holder;
    this.waited = waited;
  }

  /**
   * Who held the lock when the time was over.
   *
   * @return the holder; empty if the lock had just become free, and after the exception was
   *     serialized
   */
  public Optional<SharedLock.Holder> holder() {
    return Optional.ofNullable(holder);
  }

  /**
   * How long the lock was waited for.
   *
   * @return at least the time of {@link SharedMemory#lockTimeout}
   */
  public Duration waited() {
    return waited;
  }
}
