package org.sharedstruct.guard;

import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
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

  static final VarHandle WORD = JAVA_LONG.varHandle();

  private static final long WAKES = 1L << 63;
  private static final long THREAD_MASK = 0xffff_ffffL;

  /** The word of an owner that has died, with no hint of which one it was. */
  static final long NOBODY = Participants.NOBODY << Integer.SIZE;

  private final Participants participants;

  /** What all words of this handle have in common. */
  private final long mine;

  LockWord(Participants participants) {
    this.participants = participants;
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

  /** Whether the owner that this word names wakes those that sleep in the kernel when it leaves. */
  static boolean wakes(long word) {
    return word <= 0;
  }

  /** The word of no thread of this handle. */
  long mine() {
    return mine;
  }

  /** The word as it stands while a thread holds the lock, through the handle whose word is {@code mine}. */
  static long of(long mine, long thread) {
    return mine | thread & THREAD_MASK;
  }

  /** Does something if the owner that a word names is dead. */
  boolean ifDead(MemorySegment segment, long word, BooleanSupplier action) {
    long participant = participantOf(word);
    return participants.ifDead(participant,
        () -> !ParticipantTable.isOfLivingProcess(segment, participant) && action.getAsBoolean());
  }

  /** Whether there is an owner, and it is dead. */
  boolean isAbandoned(MemorySegment segment) {
    long owner = current(segment);
    return owner != 0 && !isAlive(segment, owner);
  }

  /** Whether the owner that a word names lives. */
  boolean isAlive(MemorySegment segment, long word) {
    long participant = participantOf(word);
    return !participants.areElsewhere()
        && (participants.isAlive(participant) || ParticipantTable.isOfLivingProcess(segment, participant));
  }

  /** Whether a word was written by a thread, if its participant is of this JVM. */
  static boolean isOfThread(long word, Thread thread) {
    return (word & THREAD_MASK) == (thread.threadId() & THREAD_MASK);
  }

  /** Who the owner is that a word names. */
  SharedLock.Holder holder(MemorySegment segment, long word) {
    Optional<ParticipantTable.Entry> entry = ParticipantTable.find(segment, participantOf(word));
    return new SharedLock.Holder(
        entry.map(ParticipantTable.Entry::process).map(OptionalLong::of).orElseGet(OptionalLong::empty),
        entry.map(ParticipantTable.Entry::name).orElse(""), word & THREAD_MASK, isAlive(segment, word));
  }

  /** Zero, or the word of the owner. */
  static long current(MemorySegment segment) {
    return (long) WORD.getVolatile(segment, Format.LOCK);
  }

  /** The same, as the holder sees it after a fence. */
  static long currentAfterFence(MemorySegment segment) {
    return segment.get(JAVA_LONG_UNALIGNED, Format.LOCK);
  }

  /** Whether a word names this participant. */
  boolean isMine(long word) {
    return (word & ~THREAD_MASK) == mine;
  }

  /** Makes a dead one's of a word that a participant left, whose process lives on. */
  static void disown(MemorySegment segment, long participant) {
    long owner = current(segment);
    if (owner != 0 && participantOf(owner) == participant) {
      replace(segment, owner, NOBODY);
    }
  }

  /**
   * Puts a word in the place of another, unless that is not there any more. What was written before is
   * seen by the next owner. Reads first: a file that was truncated is then an error, where the
   * compare-and-set could end the JVM.
   */
  static boolean replace(MemorySegment segment, long expected, long word) {
    return current(segment) == expected && WORD.compareAndSet(segment, Format.LOCK, expected, word);
  }
}
