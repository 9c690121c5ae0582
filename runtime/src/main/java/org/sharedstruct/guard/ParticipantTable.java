package org.sharedstruct.guard;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sharedstruct.format.Fingerprint;
import org.sharedstruct.format.Format;
import org.sharedstruct.kernel.ProcessBirth;

/**
 * Who is attached to a region: a slot of its header for each participant, as long as there are any left
 * ({@link Format#TABLE}; {@code model/table.pml}). It names processes, for people, and it is a second witness
 * for the life of a participant: the byte of one can be lost while its process lives (see {@code Companion}),
 * but a process that is found by number and birth lives.
 *
 * <ul>
 *   <li>A participant claims a slot after it has locked its byte and before it uses its id. So if the lock
 *       word names a participant with a slot, that slot is filled in.
 *   <li>It releases the slot when it can no longer take the lock, and gives its byte back after that.
 *   <li>Killed anywhere in between, it leaves a slot with the id of a dead one, which the next participant
 *       may claim: by a compare-and-set of that very id, while it keeps the byte of the dead one from others.
 * </ul>
 *
 * <p>Since no id is used twice, a slot that names the same participant before and after it is read was that
 * participant's all the time.
 */
public final class ParticipantTable {

  private static final VarHandle LONG = JAVA_LONG.varHandle();

  /** Of a slot's first word: what else is in the slot is its participant's. */
  private static final long FILLED = 1L << 63;

  private static final long END = Format.TABLE + Format.SLOTS * Format.SLOT_SIZE;

  /** The same for all handles of a process. */
  private static final class Me {
    static final long PROCESS = ProcessHandle.current().pid();
    static final long BIRTH = ProcessBirth.ofThis().map(Fingerprint::of).orElse(0L);
  }

  private ParticipantTable() {}

  /**
   * What a slot says.
   *
   * @param participant whose it is
   * @param process its process id, in the namespace that it lives in
   * @param birth which process of all that ever had that number; 0: not known
   * @param since when it entered, in milliseconds from 1970
   * @param name how it wants to be called
   */
  public record Entry(long participant, long process, long birth, long since, String name) {

    /** Whether it is of this process. */
    public boolean isOfThisProcess() {
      return process == Me.PROCESS && birth != 0 && birth == Me.BIRTH;
    }

    /** Whether its process is sure to live. */
    public boolean isOfLivingProcess() {
      return birth != 0 && ProcessBirth.lives(process, now -> Fingerprint.of(now) == birth);
    }
  }

  /** What became of a claim. */
  public enum Claim {
    /** The participant has a slot. */
    GRANTED,
    /** There is none left. */
    NONE_LEFT,
    /** Others have taken the participant for dead: it has lost its byte, and has to enter anew. */
    LOST
  }

  /**
   * Whether a slot has an id. If so, nobody else may use that, although its byte is free: it is that of one
   * who died before the ids began anew, or of one who has lost its byte.
   */
  public static boolean names(MemorySegment segment, long participant) {
    for (long slot = Format.TABLE; slot < END; slot += Format.SLOT_SIZE) {
      if (participantOf(word(segment, slot)) == participant) {
        return true;
      }
    }
    return false;
  }

  /**
   * Enters a participant of this process, who has its byte and has not used its id yet.
   *
   * @param name of 32 bytes at most in UTF-8; what is more is cut off
   * @param others tells who is dead
   */
  public static Claim claim(MemorySegment segment, long participant, String name, Participants others) {
    for (long slot = Format.TABLE; slot < END; slot += Format.SLOT_SIZE) {
      if (take(segment, slot, participant, others)) {
        return fill(segment, slot, participant, name) ? Claim.GRANTED : Claim.LOST;
      }
    }
    return Claim.NONE_LEFT;
  }

  private static boolean take(MemorySegment segment, long slot, long participant, Participants others) {
    long word = word(segment, slot);
    if (word == 0) {
      return participant != 0 && replace(segment, slot, 0, participant);
    }
    long other = participantOf(word);
    return others.ifDead(other, () -> !isNeeded(segment, other) && replace(segment, slot, word, participant));
  }

  /**
   * Whether the slot of one whose byte is free bears witness still: of its life; or of who died with the
   * lock, for people, until that is taken over. A dead one cannot take the lock any more.
   */
  private static boolean isNeeded(MemorySegment segment, long participant) {
    return participant == LockWord.participantOf(LockWord.current(segment))
        || isOfLivingProcess(segment, participant);
  }

  /**
   * The fence orders the claim before these stores: a reader who mixes the old entry with some of the new one
   * then sees that the first word has changed.
   */
  private static boolean fill(MemorySegment segment, long slot, long participant, String name) {
    VarHandle.storeStoreFence();
    segment.set(JAVA_LONG, slot + Format.SLOT_PROCESS, Me.PROCESS);
    segment.set(JAVA_LONG, slot + Format.SLOT_BIRTH, Me.BIRTH);
    segment.set(JAVA_LONG, slot + Format.SLOT_SINCE, System.currentTimeMillis());
    MemorySegment.copy(bytes(name), 0, segment, JAVA_BYTE, slot + Format.SLOT_NAME, Format.SLOT_NAME_BYTES);
    return replace(segment, slot, participant, participant | FILLED);
  }

  /** Frees the slot of a participant that can no longer take the lock. */
  public static void release(MemorySegment segment, long participant) {
    for (long slot = Format.TABLE; slot < END; slot += Format.SLOT_SIZE) {
      long word = word(segment, slot);
      if (word != 0 && participantOf(word) == participant) {
        replace(segment, slot, word, 0);
      }
    }
  }

  /**
   * Frees the slots of the dead. As for a claim, the probe is kept until a slot is free, and the slot of one who
   * died with the lock stays.
   *
   * @param others tells who is dead
   * @return how many slots it freed
   */
  public static int releaseDead(MemorySegment segment, Participants others) {
    int freed = 0;
    for (long slot = Format.TABLE; slot < END; slot += Format.SLOT_SIZE) {
      freed += take(segment, slot, 0, others) ? 1 : 0;
    }
    return freed;
  }

  /** All who have a slot, dead ones too. */
  public static List<Entry> entries(MemorySegment segment) {
    List<Entry> entries = new ArrayList<>();
    for (long slot = Format.TABLE; slot < END; slot += Format.SLOT_SIZE) {
      read(segment, slot).ifPresent(entries::add);
    }
    return entries;
  }

  /** What is known of a participant; empty if it has no slot. */
  static Optional<Entry> find(MemorySegment segment, long participant) {
    for (long slot = Format.TABLE; slot < END; slot += Format.SLOT_SIZE) {
      if (word(segment, slot) == (participant | FILLED)) {
        return read(segment, slot).filter(entry -> entry.participant() == participant);
      }
    }
    return Optional.empty();
  }

  /** Whether a participant is of this process, as far as is known. */
  static boolean isOfThisProcess(MemorySegment segment, long participant) {
    return find(segment, participant).filter(Entry::isOfThisProcess).isPresent();
  }

  /** Whether a participant's process is sure to live. */
  static boolean isOfLivingProcess(MemorySegment segment, long participant) {
    return find(segment, participant).filter(Entry::isOfLivingProcess).isPresent();
  }

  /** Empty if nobody has the slot, or its owner changes just now. */
  private static Optional<Entry> read(MemorySegment segment, long slot) {
    long word = word(segment, slot);
    Entry entry = new Entry(participantOf(word), segment.get(JAVA_LONG, slot + Format.SLOT_PROCESS),
        segment.get(JAVA_LONG, slot + Format.SLOT_BIRTH), segment.get(JAVA_LONG, slot + Format.SLOT_SINCE),
        name(segment.asSlice(slot + Format.SLOT_NAME, Format.SLOT_NAME_BYTES)));
    VarHandle.acquireFence();
    return (word & FILLED) != 0 && word(segment, slot) == word ? Optional.of(entry) : Optional.empty();
  }

  private static long participantOf(long word) {
    return word & Participants.MASK;
  }

  private static long word(MemorySegment segment, long slot) {
    return (long) LONG.getVolatile(segment, slot + Format.SLOT_PARTICIPANT);
  }

  /** Who has written what was there is seen to have done so, and sees what was written before this. */
  private static boolean replace(MemorySegment segment, long slot, long expected, long word) {
    return LONG.compareAndSet(segment, slot + Format.SLOT_PARTICIPANT, expected, word);
  }

  /** All of a name's bytes, or as many whole characters as there is room for; then zeros. */
  private static byte[] bytes(String name) {
    byte[] bytes = new byte[Format.SLOT_NAME_BYTES];
    int end = 0;
    for (int character : name.codePoints().toArray()) {
      byte[] more = Character.toString(character).getBytes(StandardCharsets.UTF_8);
      if (end + more.length > bytes.length) {
        break;
      }
      System.arraycopy(more, 0, bytes, end, more.length);
      end += more.length;
    }
    return bytes;
  }

  /** Somebody else has written it, and it is to be shown to people: on one line. */
  private static String name(MemorySegment slot) {
    String text = new String(slot.toArray(JAVA_BYTE), StandardCharsets.UTF_8);
    int end = text.indexOf('\0');
    StringBuilder name = new StringBuilder();
    (end < 0 ? text : text.substring(0, end)).codePoints()
        .forEach(character -> name.appendCodePoint(endsLine(character) ? '?' : character));
    return name.toString();
  }

  /** Or does worse to a terminal. */
  private static boolean endsLine(int character) {
    return Character.isISOControl(character) || character == 0x2028 || character == 0x2029;
  }
}
