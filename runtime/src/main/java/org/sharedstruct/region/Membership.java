package org.sharedstruct.region;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.time.Duration;
import java.util.List;
import org.sharedstruct.Participant;
import org.sharedstruct.format.Format;
import org.sharedstruct.guard.Guard;
import org.sharedstruct.guard.ParticipantTable;
import org.sharedstruct.kernel.FileStatus;
import org.sharedstruct.kernel.FileUsers;
import org.sharedstruct.kernel.Uninterrupted;

/**
 * What one attachment holds of the operating system: a share in the companion, the participant's byte,
 * the mapping. They are acquired one after the other and ended together. It knows nothing of the region
 * that it is made for, so that it can be ended after that region has become unreachable.
 *
 * <p>It ends in steps. If one fails, {@link #end} can be called again, and goes on with that step:
 *
 * <ol>
 *   <li>The mapping. It cannot end while an operation of the JDK keeps it: a channel that reads or
 *       writes it as a buffer, for instance.
 *   <li>The lock word: a thread that took it in the last moment can no longer give it back. Then the slot in
 *       the table, which bears witness for who has the word.
 *   <li>The byte. It comes after the mapping, because another process that finds it free relies on this
 *       participant writing nothing any more.
 *   <li>If the region is temporary and was this participant's alone, its files.
 *   <li>The share in the companion.
 * </ol>
 */
final class Membership implements Runnable {

  private static final VarHandle ID = ValueLayout.JAVA_LONG.varHandle();

  private final Place place;

  /**
   * Removes a temporary region if nobody is left; null for others. Made beforehand, because a class loader
   * that is closed before its last region has ended finds no class any more: nothing here may load one to
   * end.
   */
  private final Uninterrupted.Work<Boolean> removal;

  private final Arena arena = Arena.ofShared();

  /** The words of the file once more, to be looked at when the mapping has ended; null for a reader. */
  private MemorySegment words;

  private final Arena wordsArena = Arena.ofShared();

  /** Null for a reader that may not open it. */
  private final Companion companion;

  private final boolean reading;
  private Member member;

  /** What it is called in the table of participants; null as long as it has not asked for a slot. */
  private String name;

  private boolean hasSlot;
  private boolean ended;

  private Membership(Place place, Companion companion, boolean reading, boolean temporary) {
    this.place = place;
    this.companion = companion;
    this.reading = reading;
    removal = temporary ? removal(place, companion) : null;
    member = Member.reader(companion);
  }

  private static Uninterrupted.Work<Boolean> removal(Place place, Companion companion) {
    FileUsers.load();
    Companion.Action action = () -> place.removeUnused(companion, false);
    return () -> companion.ifDeserted(action);
  }

  /**
   * For a participant.
   *
   * @param region its file
   * @throws java.nio.file.NoSuchFileException if the region has no companion
   */
  static Membership participating(Place place, FileStatus region, boolean temporary) throws IOException {
    Companion companion = Companion.open(place.companion(), region.user());
    try {
      companion.permit(region);
    } catch (IOException refused) {
      // those who are kept out by the old permissions are told
    }
    return participating(place, companion, temporary);
  }

  /**
   * For the participant that makes a region, and is in it before anyone else.
   *
   * @param status of the region as it will be
   */
  static Membership creating(Place place, FileStatus status, boolean temporary) throws IOException {
    Companion companion = Companion.create(place.companion(), status, Member.CREATOR);
    Membership membership = participating(place, companion, temporary);
    membership.member = Member.creator(companion);
    return membership;
  }

  private static Membership participating(Place place, Companion companion, boolean temporary) {
    Membership membership = new Membership(place, companion, false, temporary);
    if (temporary) {
      ExitHook.add(membership);
    }
    return membership;
  }

  /** For one that only reads. */
  static Membership reading(Place place, int owner) {
    return new Membership(place, Companion.openToAsk(place.companion(), owner), true, false);
  }

  /** Reads a region whose companion may be missing: that is not one which this process may not open. */
  void readLeft(MemorySegment segment) {
    if (companion == null && Files.notExists(place.companion(), LinkOption.NOFOLLOW_LINKS)) {
      member = Member.readerOfLeft(segment, place.id());
    }
  }

  /** Reads a copy that nobody has opened for writing. */
  void readCopy(MemorySegment segment) {
    member = Member.readerOfCopy(segment, place.id());
  }

  /** Enters a region that was mapped before. */
  synchronized void enter(MemorySegment segment) throws IOException {
    member = Member.enter(segment, companion);
  }

  /**
   * Takes a slot of the table, once it is sure that this is the table of those whom others see.
   *
   * @param called what others are to call it
   * @return whether it may go on, be it without a slot; if not, it has to enter anew
   */
  synchronized boolean enlist(MemorySegment segment, String called) {
    name = called;
    ParticipantTable.Claim claim = ParticipantTable.claim(segment, member.me(), name, member);
    hasSlot = claim == ParticipantTable.Claim.GRANTED;
    return claim != ParticipantTable.Claim.LOST;
  }

  /** Who is attached to the region that this has mapped. */
  List<Participant> participants(MemorySegment segment) throws IOException {
    return Census.of(segment).participants(member, place.inode(), segment);
  }

  /** Maps the file, for reading only unless this is a participant's. */
  MemorySegment map(FileChannel channel, long size) throws IOException {
    if (reading) {
      return channel.map(FileChannel.MapMode.READ_ONLY, 0, size, arena);
    }
    words = channel.map(FileChannel.MapMode.READ_WRITE, 0, Format.HEADER_SIZE, wordsArena);
    return channel.map(FileChannel.MapMode.READ_WRITE, 0, size, arena);
  }

  /**
   * Does something that one process at a time does.
   *
   * @param action returns true
   * @return whether it was done; not, if others kept it waiting for too long
   */
  boolean exclusively(Duration longest, Companion.Action action) throws IOException {
    return companion.exclusively(longest, action).isPresent();
  }

  /**
   * Whether it has entered the region that others enter as well: its companion has its name still, and the
   * header its id.
   */
  boolean isShared(MemorySegment segment) {
    return companion.isInPlace() && (long) ID.getVolatile(segment, Format.REGION_ID) == place.id();
  }

  /** Who this is, once entered. */
  Member member() {
    return member;
  }

  /**
   * Ends it; does nothing if it has ended.
   *
   * @throws IllegalStateException if the mapping is in use; nothing has changed then
   * @throws IOException if the operating system does not take the byte back
   */
  synchronized void end() throws IOException {
    if (ended) {
      return;
    }
    if (arena.scope().isAlive()) {
      arena.close();
    }
    if (wordsArena.scope().isAlive()) {
      giveBackWord();
      wordsArena.close();
    }
    if (companion != null) {
      leave();
    }
    ended = true;
    if (removal != null) {
      ExitHook.remove(this);
    }
    if (companion != null) {
      closeCompanion();
    }
  }

  private void giveBackWord() {
    if (words == null) {
      return;
    }
    try {
      if ((long) ID.getVolatile(words, Format.REGION_ID) == place.id()) {
        Guard.disown(words, place.id(), member.me());
        if (name != null) {
          ParticipantTable.release(words, member.me());
        }
      }
      Guard.throwLate();
    } catch (InternalError truncated) {
      // the file has no lock word any more, so there is none to give back
    }
  }

  /** Gives back the byte, and removes a temporary region that nobody else is in. */
  private void leave() throws IOException {
    companion.leave(member.me());
    if (removal != null) {
      try {
        Uninterrupted.call(removal);
      } catch (IOException refused) {
        // the next process that makes a region in the folder tries again
      }
    }
  }

  private void closeCompanion() {
    try {
      companion.close();
    } catch (IOException e) {
      // nobody uses it, and the operating system closes it at the latest when this process ends
    }
  }

  /**
   * Leaves the region when the JVM exits, but not the memory: a shutdown hook of the application, which
   * runs at the same time, may still read it, update it, and close it.
   *
   * <p>The byte is given back all the same, because only then others can see who leaves last, and has
   * to remove the files. To others it looks then as if this process had died. But they never take the
   * lock from a thread of it while it lives: before that, they look for its process in the table of
   * participants, and find it. Nobody else gets its id, as no id is used twice. If even now there is no slot
   * for it, it keeps the byte, and its files are left to the next process that makes a region in the folder.
   *
   * <p>Nor does its mapping count any more (see {@link Place#removeUnused}): it is disclaimed before the byte
   * is given back. Else whoever leaves while this JVM exits would leave the files to this one, which has
   * looked already.
   */
  synchronized void leaveAtExit() {
    try {
      if (!ended) {
        if (wordsArena.scope().isAlive()) {
          if (!hasSlot && name != null) {
            enlist(words, name);
          }
          if (!hasSlot) {
            return;
          }
          place.disclaim(wordsArena);
        }
        leave();
      }
    } catch (IOException | RuntimeException | Error e) {
      // the operating system frees the byte as soon as this process has ended; the other regions are left
    }
  }

  /** Ends it if it can be ended now; for a region that has become unreachable or was never finished. */
  @Override
  public void run() {
    try {
      end();
    } catch (IllegalStateException | IOException e) {
      // the operating system takes everything back at the latest when this process ends
    }
  }
}
