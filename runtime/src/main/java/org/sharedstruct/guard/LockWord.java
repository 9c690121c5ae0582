package org.sharedstruct.guard;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import org.sharedstruct.SharedLock;
import org.sharedstruct.format.Format;

/**
 * The word {@link Format#LOCK}: zero, or who holds the lock. Owner and taking are one
 * compare-and-set; taking first and signing after would let two in.
 *
 * <p>Bit 63 says that the owner wakes sleepers. Bits 32 to 62 are the participant, an id that one
 * attached handle gets and no other ever gets again; bits 0 to 31 are the low half of the thread's id, for
 * display only, since the same thread id comes back in the next process.
 */
final class LockWord {

  private static final VarHandle WORD = JAVA_LONG.varHandle();
  private static final long WAKES = 1L << 63;
  private static final long THREAD_MASK = 0xffff_ffffL;

  private final MemorySegment segment;
  private final Participants participants;
  private final Signature signature;

  /** What all words of this handle have in common. */
  private final long mine;

  LockWord(MemorySegment segment, Participants participants) {
    this.segment = segment;
    this.participants = participants;
    signature = new Signature(segment, participants.me());
    mine = participants.me() << Integer.SIZE | (Sleepers.CAN_WAKE ? WAKES : 0);
  }

  /** Whose word it is. */
  long participant() {
    return participants.me();
  }

  /** Whose a word is; zero if it is nobody's. */
  static long participantOf(long word) {
    return word >>> Integer.SIZE & Participants.MASK;
  }

  /** Whether whoever stores zero in place of this word wakes those who sleep in the kernel. */
  static boolean wakes(long word) {
    return word <= 0;
  }

  /** The word as it stands while {@code thread} holds the lock through this handle. */
  long of(Thread thread) {
    return mine | thread.threadId() & THREAD_MASK;
  }

  /** Takes the lock if it is free. Reads first: a lost file is then an error, not a crash of the CAS. */
  boolean tryTake(long word) {
    return current() == 0 && replace(0, word);
  }

  /** Takes the lock if that word is still there, and its owner is dead. Of several one gets it. */
  boolean tryTakeOver(long owner, long word) {
    long participant = participantOf(owner);
    return participants.ifDead(participant,
        () -> !signature.isOfLivingProcess(participant) && replace(owner, word));
  }

  /** Says for people, and for whoever doubts its life, which process the owner is in. */
  void sign() {
    signature.sign();
  }

  /** Whether there is an owner, and it is dead. */
  boolean isAbandoned() {
    long owner = current();
    return owner != 0 && !isAlive(owner);
  }

  /** Whether the owner that a word names lives. */
  boolean isAlive(long word) {
    long participant = participantOf(word);
    return participants.isAlive(participant) || signature.isOfLivingProcess(participant);
  }

  /** Who the owner is that a word names. */
  SharedLock.Holder holder(long word) {
    return new SharedLock.Holder(
        signature.process(participantOf(word)), word & THREAD_MASK, isAlive(word));
  }

  /** Zero, or the word of the owner. */
  long current() {
    return (long) WORD.getVolatile(segment, Format.LOCK);
  }

  /** Whether a thread of this participant is the owner. */
  boolean isMine() {
    return (current() & ~THREAD_MASK) == mine;
  }

  /** Makes a dead one's of a word that a participant left, whose process lives on. */
  static void disown(MemorySegment segment, long participant) {
    long owner = (long) WORD.getVolatile(segment, Format.LOCK);
    if (owner != 0 && participantOf(owner) == participant) {
      WORD.compareAndSet(segment, Format.LOCK, owner, Participants.NOBODY << Integer.SIZE);
    }
  }

  /**
   * Puts a word in the place of another, unless that is not there any more. What was written before is
   * seen by whoever takes the lock next.
   */
  boolean replace(long expected, long word) {
    return WORD.compareAndSet(segment, Format.LOCK, expected, word);
  }
}
