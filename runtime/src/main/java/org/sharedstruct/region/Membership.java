package org.sharedstruct.region;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.sharedstruct.format.Format;
import org.sharedstruct.guard.Guard;

/**
 * What one attachment holds of the operating system: a share in the companion, the participant's byte,
 * the mapping. They are acquired one after the other and ended together. It knows nothing of the region
 * that it is made for, so that it can be ended after that region has become unreachable.
 */
final class Membership implements Runnable {

  /** Those in temporary regions, to be ended when the JVM exits. */
  private static final Set<Membership> TEMPORARY = ConcurrentHashMap.newKeySet();

  private static boolean hooked;

  private final Place place;
  private final boolean temporary;
  private final Arena arena = Arena.ofShared();

  /** The words of the file once more, to be looked at when the mapping has ended; null for a reader. */
  private MemorySegment words;

  private final Arena wordsArena = Arena.ofShared();

  /** Null for a reader that may not open it. */
  private final Companion companion;

  private final boolean reading;
  private Participant participant;

  private Membership(Place place, Companion companion, boolean reading, boolean temporary) {
    this.place = place;
    this.companion = companion;
    this.reading = reading;
    this.temporary = temporary;
    participant = Participant.reader(companion);
    if (temporary) {
      TEMPORARY.add(this);
      hookExit();
    }
  }

  /**
   * For a participant.
   *
   * @throws java.nio.file.NoSuchFileException if the region has no companion
   */
  static Membership participating(Place place, boolean temporary) throws IOException {
    return new Membership(place, Companion.open(place.companion()), false, temporary);
  }

  /** For one that only reads. */
  static Membership reading(Place place) {
    return new Membership(place, Companion.openToAsk(place.companion()), true, false);
  }

  private static synchronized void hookExit() {
    if (!hooked) {
      hooked = true;
      try {
        Runtime.getRuntime().addShutdownHook(
            new Thread(() -> TEMPORARY.forEach(Membership::run), "sharedstruct-exit"));
      } catch (IllegalStateException exiting) {
        // too late: the next one who makes a temporary region removes it
      }
    }
  }

  /** Enters a region that this participant is just making. */
  void enterAsCreator() throws IOException {
    participant = Participant.creator(companion);
  }

  /** Enters a region that was mapped before. */
  void enter(MemorySegment segment) throws IOException {
    participant = Participant.enter(segment, companion);
  }

  /** Maps the file, for reading only unless this is a participant's. */
  MemorySegment map(FileChannel channel, long size) throws IOException {
    if (reading) {
      return channel.map(FileChannel.MapMode.READ_ONLY, 0, size, arena);
    }
    words = channel.map(FileChannel.MapMode.READ_WRITE, 0, Format.HEADER_SIZE, wordsArena);
    return channel.map(FileChannel.MapMode.READ_WRITE, 0, size, arena);
  }

  /** Who this is, once entered. */
  Participant participant() {
    return participant;
  }

  /**
   * Ends it: first the mapping, then the byte, since whoever finds the byte free must be able to rely on
   * this participant writing nothing any more. In between, the lock word: a thread that took it in the
   * last moment can no longer give it back.
   */
  @Override
  public void run() {
    if (temporary && !TEMPORARY.remove(this)) {
      return; // ended by the exit of the JVM
    }
    arena.close();
    if (words != null) {
      Guard.disown(words, place.id(), participant.me());
    }
    wordsArena.close();
    if (companion == null) {
      return;
    }
    try {
      companion.leave(participant.me());
      if (temporary) {
        companion.ifDeserted(place::removeFiles);
      }
      companion.close();
    } catch (IOException e) {
      // the operating system frees the byte at the latest when this process ends
    }
  }
}
