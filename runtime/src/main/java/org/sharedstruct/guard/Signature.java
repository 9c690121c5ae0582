package org.sharedstruct.guard;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import java.util.OptionalLong;
import org.sharedstruct.format.Fingerprint;
import org.sharedstruct.format.Format;
import org.sharedstruct.kernel.ProcessBirth;

/**
 * Which process the owner of the lock is in ({@link Format#OWNER} and {@link Format#BIRTH}). It is signed
 * after the lock is taken, so it may be the one before's, or half each; then it is nobody's.
 *
 * <p>It says who holds the lock, for people, and it is a second witness for the life of the owner: the
 * byte of a participant can be lost while its process lives (see {@code Companion}), but a process that
 * is found by number and birth lives.
 */
final class Signature {

  private static final long PROCESS_MASK = 0xffff_ffffL;

  /** The same for all handles of a process. */
  private static final class Me {
    static final long PROCESS = ProcessHandle.current().pid();
    static final long BIRTH = ProcessBirth.ofThis().map(Fingerprint::of).orElse(0L);
  }

  private static final VarHandle WORD = JAVA_LONG.varHandle();

  private Signature() {}

  /** What a participant of this process writes into OWNER. */
  static long of(long participant) {
    return participant << Integer.SIZE | Me.PROCESS & PROCESS_MASK;
  }

  /**
   * Says who it is, with a signature of this process. The owner is written first: so whoever finds himself
   * there has written the birth as well, since he lives; he need not look at it each time.
   */
  static void sign(MemorySegment segment, long mine) {
    if ((long) WORD.get(segment, Format.OWNER) != mine) {
      WORD.set(segment, Format.OWNER, mine);
      WORD.setRelease(segment, Format.BIRTH, Me.BIRTH);
    }
  }

  /** The process of the participant, if it was the last to sign. */
  static OptionalLong process(MemorySegment segment, long participant) {
    long owner = (long) WORD.getAcquire(segment, Format.OWNER);
    return owner >>> Integer.SIZE == participant
        ? OptionalLong.of(owner & PROCESS_MASK)
        : OptionalLong.empty();
  }

  /** Whether the participant was the last to sign, and is one of this process. */
  static boolean isOfThisProcess(MemorySegment segment, long participant) {
    return (long) WORD.getAcquire(segment, Format.OWNER) == of(participant)
        && Me.BIRTH != 0 && (long) WORD.get(segment, Format.BIRTH) == Me.BIRTH;
  }

  /** Whether the participant was the last to sign, and its process is sure to live. */
  static boolean isOfLivingProcess(MemorySegment segment, long participant) {
    OptionalLong process = process(segment, participant);
    long birth = (long) WORD.get(segment, Format.BIRTH);
    return process.isPresent() && birth != 0
        && ProcessBirth.of(process.getAsLong()).map(Fingerprint::of).filter(now -> now == birth).isPresent();
  }
}
