package org.sharedstruct.region;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;

/**
 * The word {@link Format#LOCK}: zero, or who holds the lock. Owner and taking are one
 * compare-and-set; taking first and signing after would let two in.
 *
 * <p>Bits 32 to 62 are the participant, an id that one attached handle gets and no other ever gets
 * again; bits 0 to 31 are the low half of the thread's id, for display only, since the same thread id
 * comes back in the next process.
 */
final class LockWord {

  private static final VarHandle WORD = JAVA_LONG.varHandle();
  private static final int PARTICIPANT_SHIFT = 32;
  private static final long THREAD_MASK = 0xffff_ffffL;

  private final MemorySegment segment;
  private final Participant me;
  private final long participant;

  LockWord(MemorySegment segment, Participant me) {
    this.segment = segment;
    this.me = me;
    participant = me.id() << PARTICIPANT_SHIFT;
  }

  /** Whose word it is. */
  long participant() {
    return me.id();
  }

  /** Whose a word is; zero if it is nobody's. */
  static long participantOf(long word) {
    return word >>> PARTICIPANT_SHIFT & Participant.MASK;
  }

  /** The word as it stands while {@code thread} holds the lock through this handle. */
  long of(Thread thread) {
    return participant | thread.threadId() & THREAD_MASK;
  }

  /** Takes the lock if it is free. Reads first: a lost file is then an error, not a crash of the CAS. */
  boolean tryTake(long word) {
    return current() == 0 && WORD.compareAndSet(segment, Format.LOCK, 0L, word);
  }

  /** Takes the lock if its owner is dead. Of several that find it dead, one gets it. */
  boolean tryTakeOver(long word) {
    long owner = current();
    return owner != 0
        && !me.isAlive(participantOf(owner))
        && WORD.compareAndSet(segment, Format.LOCK, owner, word);
  }

  /** Whether there is an owner, and it lives. */
  boolean isTaken() {
    long owner = current();
    return owner != 0 && me.isAlive(participantOf(owner));
  }

  /** Zero, or the word of the owner. */
  long current() {
    return (long) WORD.getVolatile(segment, Format.LOCK);
  }

  /** Whether a thread of this participant is the owner. */
  boolean isMine() {
    return (current() & ~THREAD_MASK) == participant;
  }

  /** Frees the lock; everything written before is seen by whoever takes it next. */
  void free() {
    WORD.setVolatile(segment, Format.LOCK, 0L);
  }
}
