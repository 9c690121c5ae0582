package org.sharedstruct.region;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.sharedstruct.kernel.OpenFile;
import org.sharedstruct.kernel.StackReserve;

/**
 * The lock file beside a region, {@code .NAME.ID.lock}, by which the living are told from the dead: each
 * participant holds the lock of the one byte that its id numbers, and the operating system frees it when
 * the process ends, however it ends. Nothing is ever read from the file or written to it.
 *
 * <p>It is not the region itself, because POSIX has a process lose all its locks on a file when it closes
 * any of its descriptors of that file: reading a region with {@code Files.readAllBytes} would kill its
 * participants. For the same reason there is one channel for all handles, and it is not closed while
 * any lock on the file is held in this JVM, be it by another class loader's copy of this class. Those
 * copies exclude each other by synchronising on one interned string.
 *
 * <p>Where native access is granted, the locks are of another kind, which nobody else can lose ({@link
 * FileByteLocks}). The channel is kept all the same: closing a descriptor would still lose the locks of a
 * copy that has no native access.
 */
final class Companion {

  /** One object in the whole JVM, whatever class loader this class comes from (JLS 3.10.5). */
  private static final Object JVM = "org.sharedstruct.region.Companion";

  /** The open companions of this class loader. */
  private static final Map<Use, Companion> OPEN = new HashMap<>();

  /** One channel for all who use a file in the same way. */
  private record Use(Path path, Set<OpenOption> options) {}

  private final FileChannel channel;
  private final ByteLocks locks;
  private final Map<Long, ByteLocks.Held> participants = new HashMap<>();
  private int users;

  /** The byte of a participant that is asked for, while something depends on its death. */
  private ByteLocks.Held probe;

  private Companion(Use use) throws IOException {
    channel = FileChannel.open(use.path(), use.options());
    locks = OpenFile.open(use.path(), use.options().contains(StandardOpenOption.WRITE))
        .<ByteLocks>map(FileByteLocks::new)
        .orElseGet(() -> new ProcessByteLocks(channel));
  }

  /** Where the companion of a region is. */
  static Path path(Path region, long id) {
    return region.resolveSibling(String.format(Locale.ROOT, ".%s.%016x.lock", region.getFileName(), id));
  }

  /**
   * Attaches to a companion, to be left by {@link #close}.
   *
   * @throws java.nio.file.NoSuchFileException if there is none
   */
  static Companion open(Path path) throws IOException {
    return open(path, Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS));
  }

  /**
   * Attaches to a companion only to ask who lives.
   *
   * @return null if it may not be read
   */
  static Companion openToAsk(Path path) {
    try {
      return open(path, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
    } catch (IOException refused) {
      return null;
    }
  }

  private static Companion open(Path path, Set<OpenOption> options) throws IOException {
    synchronized (JVM) {
      closeIdle();
      Use use = new Use(path, options);
      Companion companion = OPEN.get(use);
      if (companion == null) {
        companion = new Companion(use);
        OPEN.put(use, companion);
      }
      companion.users++;
      return companion;
    }
  }

  /** Takes a participant's byte; false if another process or handle has it. */
  boolean tryEnter(long participant) throws IOException {
    synchronized (JVM) {
      ByteLocks.Held lock = locks.tryLock(participant, 1, false);
      if (lock != null) {
        participants.put(participant, lock);
      }
      return lock != null;
    }
  }

  /** Gives a participant's byte back, if it has one; if that fails, it can be tried again. */
  void leave(long participant) throws IOException {
    synchronized (JVM) {
      ByteLocks.Held lock = participants.get(participant);
      if (lock != null) {
        lock.close();
        participants.remove(participant);
      }
    }
  }

  /**
   * Does something if a participant's byte is free. It is kept meanwhile, shared with others who ask, so
   * that nobody can enter with that id.
   *
   * @return whether it is free, and the action said yes
   */
  boolean ifDead(long participant, BooleanSupplier action) throws IOException {
    synchronized (JVM) {
      StackReserve.ensure(); // the lock of a channel that overflows in it is never free again
      giveBackProbe();
      try {
        probe = locks.tryLock(participant, 1, true);
        return probe != null && action.getAsBoolean();
      } finally {
        giveBackProbe();
      }
    }
  }

  /** Also one that a thread could not give back since it had no stack left: it would look like a life. */
  private void giveBackProbe() throws IOException {
    if (probe != null) {
      probe.close();
      probe = null;
    }
  }

  /** An action that may fail as files do, and says whether it did anything. */
  interface Action {
    boolean run() throws IOException;
  }

  /** Runs an action if no participant is alive; until it ends, none can enter. */
  boolean ifDeserted(Action action) throws IOException {
    return ifFree(0, Long.MAX_VALUE, action);
  }

  /** Runs an action if nobody else is just running one. */
  boolean exclusively(Action action) throws IOException {
    return ifFree(0, 1, action);
  }

  private boolean ifFree(long first, long bytes, Action action) throws IOException {
    synchronized (JVM) {
      ByteLocks.Held lock = locks.tryLock(first, bytes, false);
      if (lock == null) {
        return false;
      }
      try (lock) {
        return action.run();
      }
    }
  }

  /** Leaves the companion. */
  void close() throws IOException {
    synchronized (JVM) {
      users--;
      closeIdle();
    }
  }

  private static void closeIdle() throws IOException {
    Iterator<Companion> companions = OPEN.values().iterator();
    while (companions.hasNext()) {
      Companion companion = companions.next();
      if (companion.users == 0 && !companion.isHeldInThisJvm()) {
        companions.remove();
        companion.locks.close();
        companion.channel.close();
      }
    }
  }

  /** Whether closing the channel would lose a lock, which another class loader's copy took. */
  private boolean isHeldInThisJvm() throws IOException {
    try {
      FileLock lock = channel.tryLock(0, Long.MAX_VALUE, true);
      if (lock != null) {
        lock.release();
      }
      return false;
    } catch (OverlappingFileLockException held) {
      return true;
    }
  }

  /** Removes a companion's file; a process that has it open goes on with it. */
  static void remove(Path path) throws IOException {
    Files.deleteIfExists(path);
  }
}
