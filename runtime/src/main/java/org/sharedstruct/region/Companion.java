package org.sharedstruct.region;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.sharedstruct.UntrustedFileException;
import org.sharedstruct.guard.Participants;
import org.sharedstruct.kernel.FileStatus;
import org.sharedstruct.kernel.FileUsers;
import org.sharedstruct.kernel.OpenFile;
import org.sharedstruct.kernel.ProcessUser;
import org.sharedstruct.kernel.StackReserve;

/**
 * The lock file beside a region, {@code .NAME.ID.lock}, by which the living are told from the dead: each
 * participant holds the lock of the one byte that its id numbers, and the operating system frees it when
 * the process ends, however it ends. Nothing is ever read from the file or written to it. Those who may write
 * the region may read and write it, and nobody else: a lock that a stranger takes would look like a life.
 *
 * <p>Byte 0 is no participant's. Its lock is held while a region is removed, and while a process that leaves
 * looks for others that are still in. Both wait for it. So when two processes leave together, the second
 * sees that the first has left.
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

  /** The byte that is no participant's. */
  static final long GATE = 0;

  /** The first byte that can be a participant's. */
  static final long FIRST = 1;

  /** Of making one that others take for a leftover. */
  private static final int ATTEMPTS = 100;

  private static final long PAUSE_NANOS = 100_000;

  /** Of participants by their bytes; more are not looked for. */
  private static final int MOST_FOUND = 1_000;

  /** The open companions of this class loader. */
  private static final Map<Use, Companion> OPEN = new HashMap<>();

  /** Who looks whether anybody is left needs microseconds for it. */
  private static final Duration LONGEST_LOOK = Duration.ofSeconds(2);

  /** A file, whatever has its name now. */
  private record Use(Path path, long device, long inode) {}

  private final PlainFile file;
  private final Path path;
  private final ByteLocks locks;
  private final Map<Long, ByteLocks.Held> participants = new HashMap<>();
  private int users;

  /** The byte of a participant that is asked for, while something depends on its death. */
  private ByteLocks.Held probe;

  private Companion(Path path, PlainFile file) throws IOException {
    this.path = path;
    this.file = file;
    locks = openFile().<ByteLocks>map(FileByteLocks::new)
        .orElseGet(() -> new ProcessByteLocks(file.channel()));
  }

  /** The same file once more, if its locks can belong to that. */
  private Optional<OpenFile> openFile() throws IOException {
    Optional<OpenFile> open = OpenFile.open(path);
    if (open.flatMap(OpenFile::status).filter(status -> !status.isSameAs(file.status())).isPresent()) {
      open.get().close();
      throw new NoSuchFileException(path.toString());
    }
    return open;
  }

  /** Where the companion of a region is, unless the region was renamed. */
  static Path path(Path region, long id) {
    return region.resolveSibling(HiddenName.LOCK.of(region, id));
  }

  /** Where the companion of a region is, also if that was renamed in its folder; empty if it has none. */
  static Optional<Path> find(Path region, long id) throws IOException {
    Path path = path(region, id);
    return isThere(path) ? Optional.of(path) : HiddenName.LOCK.find(region.getParent(), id);
  }

  private static boolean isThere(Path path) {
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
  }

  /** Makes the companion of a region, unless there is a file of its name. */
  static void createIfMissing(Path path, FileStatus region) throws IOException {
    if (!isThere(path)) {
      try {
        create(path, region);
      } catch (FileAlreadyExistsException | NoSuchFileException raced) {
        // by one who makes it as well, or who takes it for a leftover
      }
    }
  }

  /** Makes the companion of a region: with the same owner, for those who may write the region. */
  private static void create(Path path, FileStatus region) throws IOException {
    try (FileChannel channel = PlainFile.create(path)) {
      PlainFile.own(channel, path, region);
      PlainFile.permit(channel, path, Modes.ofLockFile(Modes.set(region.permissions())));
    }
  }

  /**
   * Makes the companion of a region that does not bear its id yet, and attaches to it. One byte of it is
   * taken, so that nobody takes it for a leftover.
   *
   * @param region whose owner and permissions it gets
   * @param held the byte
   */
  static Companion create(Path path, FileStatus region, long held) throws IOException {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      createIfMissing(path, region);
      try {
        Companion companion = open(path, region.user());
        if (companion.tryEnter(held) && companion.isInPlace()) {
          return companion;
        }
        companion.leave(held);
        companion.close();
      } catch (NoSuchFileException swept) {
        // before the byte was taken
      }
    }
    throw new FileSystemException(path.toString(), null, "cannot be made: others remove it");
  }

  /**
   * Attaches to a companion, to be left by {@link #close}.
   *
   * @param owner of the region, whose it has to be
   * @throws NoSuchFileException if there is none
   * @throws UntrustedFileException if it is another user's, or no regular file
   */
  static Companion open(Path path, int owner) throws IOException {
    synchronized (JVM) {
      closeIdle();
      FileStatus status = FileStatus.ofLink(path);
      Use use = new Use(path, status.device(), status.inode());
      Companion companion = OPEN.get(use);
      if (companion == null) {
        companion = openAnew(path, owner);
        OPEN.put(new Use(path, companion.file.status().device(), companion.file.status().inode()), companion);
      }
      companion.users++;
      return companion;
    }
  }

  /**
   * Gives it the permissions that follow from those of the region: who made it may have been killed before
   * he did that, and the region's may have been changed since. Only the owner can, and others need not.
   */
  void permit(FileStatus region) throws IOException {
    synchronized (JVM) {
      if (region.user() == ProcessUser.id() && isInPlace()) {
        PlainFile.permit(file.channel(), path, Modes.ofLockFile(Modes.set(region.permissions())));
      }
    }
  }

  private static Companion openAnew(Path path, int owner) throws IOException {
    PlainFile file = PlainFile.open(path, true, status -> check(path, status, owner));
    try {
      return new Companion(path, file);
    } catch (Throwable failure) {
      file.close();
      throw failure;
    }
  }

  private static void check(Path path, FileStatus status, int owner) throws IOException {
    if (!status.isRegular()) {
      throw new UntrustedFileException(path.toString(),
          "is no regular file, so it is not the lock file of a region");
    }
    if (status.user() != owner) {
      throw new UntrustedFileException(path.toString(), "belongs to " + Admission.owner(path)
          + ", who does not own the region, so it is not the lock file of the region");
    }
  }

  /**
   * Attaches to a companion only to ask who lives.
   *
   * @return null if it may not be opened
   */
  static Companion openToAsk(Path path, int owner) {
    try {
      return open(path, owner);
    } catch (IOException refused) {
      return null;
    }
  }

  /** Whether its name still leads to it: if not, others may have another one already. */
  boolean isInPlace() {
    try {
      return FileStatus.ofLink(path).isSameAs(file.status());
    } catch (IOException gone) {
      return false;
    }
  }

  /** The processes that have locked bytes of it, from the first of these on, as far as they are seen. */
  SortedSet<Long> lockers(long first) {
    return FileUsers.locking(file.status(), first, Long.MAX_VALUE);
  }

  /** The processes that have locked the byte that is no participant's. */
  SortedSet<Long> gateKeepers() {
    return FileUsers.locking(file.status(), GATE, GATE);
  }

  /**
   * The participants who have their bytes locked, a thousand at most. If somebody has locked all that there
   * ever could be, as while a region is migrated, nothing can be told.
   *
   * @param known those who need not be looked for
   */
  SortedSet<Long> lockedBesides(SortedSet<Long> known) throws IOException {
    StackReserve.ensure(); // a lock that is not given back would keep all others out
    SortedSet<Long> locked = new TreeSet<>();
    if (!ifFree(Participants.NOBODY, 1, true, true, () -> true)) {
      return locked;
    }
    Deque<Bytes> asked = new ArrayDeque<>();
    long first = FIRST;
    for (long next : known) {
      asked.add(new Bytes(first, next));
      first = Math.max(first, next + 1);
    }
    asked.add(new Bytes(first, Participants.NOBODY));
    while (!asked.isEmpty() && locked.size() < MOST_FOUND) {
      Bytes bytes = asked.pop();
      if (bytes.first >= bytes.end || ifFree(bytes.first, bytes.end - bytes.first, true, true, () -> true)) {
        continue;
      }
      if (bytes.end - bytes.first == 1) {
        locked.add(bytes.first); // a moment later it may no longer be
      } else {
        long middle = bytes.first + (bytes.end - bytes.first) / 2;
        asked.push(new Bytes(middle, bytes.end));
        asked.push(new Bytes(bytes.first, middle));
      }
    }
    return locked;
  }

  /** Bytes of the file, from the first one on. */
  private record Bytes(long first, long end) {}

  /** Its name. */
  Path path() {
    return path;
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

  /**
   * Runs an action if no participant is alive; until it ends, none can enter. Waits for others who look.
   *
   * @return whether it ran, and said yes
   */
  boolean ifDeserted(Action action) throws IOException {
    return ifDeserted(LONGEST_LOOK, action);
  }

  /** The same, but leaves it to others who look just now. */
  boolean ifDesertedNow(Action action) throws IOException {
    return ifDeserted(Duration.ZERO, action);
  }

  /**
   * The same for an action that may take long. It runs outside of the lock of the JVM, so that other regions
   * come and go here meanwhile: the bytes alone keep others out of this one.
   */
  boolean ifDesertedForLong(Action action) throws IOException {
    return behindGate(LONGEST_LOOK, false, () -> ifFree(FIRST, Long.MAX_VALUE - FIRST, true, false, action))
        .orElse(false);
  }

  private boolean ifDeserted(Duration longest, Action action) throws IOException {
    return behindGate(longest, true, () -> ifFree(FIRST, Long.MAX_VALUE - FIRST, true, true, action))
        .orElse(false);
  }

  /**
   * Runs an action while nobody else runs one here, and waits until that is so.
   *
   * @return what it said; empty if the wait was longer than it may be
   */
  Optional<Boolean> exclusively(Duration longest, Action action) throws IOException {
    return behindGate(longest, true, action);
  }

  /** The wait is outside of the lock of the JVM, which all regions need. */
  private Optional<Boolean> behindGate(Duration longest, boolean brief, Action action) throws IOException {
    StackReserve.ensure(); // a lock that is not given back would keep others waiting
    long start = System.nanoTime();
    for (;;) {
      AtomicReference<Boolean> answer = new AtomicReference<>();
      ifFree(GATE, 1, false, brief, () -> {
        answer.set(action.run());
        return true;
      });
      if (answer.get() != null) {
        return Optional.of(answer.get());
      }
      if (System.nanoTime() - start >= longest.toNanos()) {
        return Optional.empty();
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private boolean ifFree(long first, long bytes, boolean shared, boolean brief, Action action)
      throws IOException {
    if (brief) {
      synchronized (JVM) {
        return ifFree(first, bytes, shared, action);
      }
    }
    return ifFree(first, bytes, shared, action);
  }

  private boolean ifFree(long first, long bytes, boolean shared, Action action) throws IOException {
    ByteLocks.Held lock = tryLock(first, bytes, shared);
    if (lock == null) {
      return false;
    }
    try {
      return action.run();
    } finally {
      giveBack(lock);
    }
  }

  private ByteLocks.Held tryLock(long first, long bytes, boolean shared) throws IOException {
    synchronized (JVM) {
      return locks.tryLock(first, bytes, shared);
    }
  }

  private static void giveBack(ByteLocks.Held lock) throws IOException {
    synchronized (JVM) {
      lock.close();
    }
  }

  /** Whether a participant of this class loader is in. */
  boolean isEnteredHere() {
    synchronized (JVM) {
      return !participants.isEmpty();
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
        companion.file.close();
      }
    }
  }

  /** Whether closing the channel would lose a lock, which another class loader's copy took. */
  private boolean isHeldInThisJvm() throws IOException {
    try {
      FileLock lock = file.channel().tryLock(GATE, Long.MAX_VALUE, true);
      if (lock != null) {
        lock.release();
      }
      return false;
    } catch (OverlappingFileLockException held) {
      return true;
    }
  }

  /** Removes its name; a process that has it open goes on with it. */
  void remove() throws IOException {
    if (isInPlace()) {
      Files.deleteIfExists(path);
    }
  }
}
