package org.sharedstruct;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * A handle on a region: a mapped file that several processes share. Generated types such as
 * {@code SharedXY} and {@code SharedXY.Array} extend it; it is the only thing a user closes.
 *
 * <p>Views keep their handle reachable, and {@link #close()} ends all of them at once: every later use
 * is an {@link IllegalStateException} that names the file. A handle that is never closed is released
 * when neither it nor a view of it is reachable any more; but not once {@code segment()} of a raw view
 * has passed its memory on: a segment cannot keep a handle reachable, so the memory is then there until
 * {@code close()}.
 *
 * <p>Handles may be used by any number of threads at once.
 */
public abstract class SharedMemory implements AutoCloseable {

  /**
   * Attach for reading only; the file itself may be one that this process must not write. Without this
   * option such a file is refused with an {@link java.nio.file.AccessDeniedException}.
   *
   * <p>Such a handle cannot take the lock. Where commits come faster than it can read a whole array,
   * it reads the array in parts, each of one moment. A single struct, and each element of an array,
   * is always of one commit.
   */
  public static final OpenOption READ_ONLY = ReadOnly.READ_ONLY;

  /**
   * Open a file of another user too. Without it such a file is refused: in a folder that everybody may
   * write to, somebody could have put it there in place of the one that was meant.
   */
  public static final AnyOwner ANY_OWNER = AnyOwner.ANY_OWNER;

  /**
   * Create an array with undo space for all of its elements, so that a section over several of them is
   * all or nothing, also across a kill. The file is a bit more than twice as large. An array that is
   * there already must have been created with it.
   */
  public static final AtomicArray ATOMIC_ARRAY = AtomicArray.ATOMIC_ARRAY;

  /** For generated types. */
  protected SharedMemory() {}

  /**
   * Gives the file exactly these permissions, whatever the umask of the process. Without this option a
   * file is for its owner alone, {@code rw-------}. Until it is complete, it is for its owner alone in
   * any case. Its lock file can be opened by those who may write the region, and by nobody else.
   *
   * @param posix nine characters as {@code ls -l} shows them, for instance {@code rw-rw----}
   * @return an option for {@code create}, {@code createTemporary}, {@code openOrCreate} and {@code
   *     copyTo}; it has no effect on a file that is there already
   * @throws IllegalArgumentException if the text is not of that form, or lacks {@code rw} for the
   *     owner, who attaches to the region in making it
   */
  public static Permissions permissions(String posix) {
    return new Permissions(PosixFilePermissions.fromString(posix));
  }

  /**
   * Makes a temporary region in this folder. Without this option it is made in the folder that the
   * system property {@code org.sharedstruct.folder} names, or else in a folder that nobody but the
   * user of this process may enter: {@code sharedstruct-UID} in {@code /dev/shm} or, where there is
   * no such folder, in the one for temporary files.
   *
   * <p>The processes that share the region must all see the folder by the same path.
   *
   * @param path a folder, which must exist
   * @return an option for {@code createTemporary}
   * @throws NullPointerException if there is none
   */
  public static Folder folder(Path path) {
    return new Folder(path);
  }

  /**
   * Limits how long this handle waits for the lock of the region. Whatever has waited longer throws
   * a {@link LockTimeoutException}, which says who holds the lock: {@code lock()},
   * {@code lockInterruptibly()}, {@code update}, {@code compute}, {@code set}, {@code repair},
   * setters and everything else that writes through a guarded view. {@code tryLock} has its own
   * time. Without this option the lock is waited for as long as its holder lives and keeps it.
   *
   * <p>A lock that was given to {@code guarded(Lock)} is taken first, and the time for that is not
   * limited. The limit begins with the wait for the region's own lock. If that wait takes too long,
   * the given lock is given back before the exception is thrown. If the given lock is that of
   * another region, the option of that region's handle limits the wait for it.
   *
   * <p>The limit is one of this handle, not of the file. A {@link #READ_ONLY} handle never takes
   * the lock.
   *
   * @param longest how long to wait at most; zero: not at all
   * @return an option for all ways to create and to open
   * @throws IllegalArgumentException if it is negative
   * @throws NullPointerException if there is none
   */
  public static LockTimeout lockTimeout(Duration longest) {
    return new LockTimeout(longest);
  }

  /**
   * Names this handle for people who ask who is attached: in {@link #participants()}, and in messages about
   * who holds a lock or is in the way. Without this option it has the name of the process's main class
   * without the package, or of its jar or source file, from the command line.
   *
   * <p>A {@link #READ_ONLY} handle writes nothing into the file, so its name is not seen.
   *
   * @param name 1 to 32 bytes in UTF-8, no control characters
   * @return an option for all ways to create and to open
   * @throws IllegalArgumentException if it is none of that
   * @throws NullPointerException if there is none
   */
  public static ParticipantName name(String name) {
    return new ParticipantName(name);
  }

  /**
   * Lets {@code migrate} lose values of these fields. A field that is gone is dropped. A text is cut at the
   * end of a character, an array at its new length. A number that the new type does not have becomes the
   * nearest that it has, a constant that is gone the first one. A field whose new type has nothing in
   * common with the old one becomes zero. Names of fields that a file does not have do no harm, so that one
   * call may do for the files of all earlier versions.
   *
   * @param fields their names, as the message of the exception has them; a field stands for all within it
   * @return an option for {@code migrate}
   * @throws NullPointerException if one is null
   */
  public static Losing losing(String... fields) {
    return new Losing(new HashSet<>(Arrays.asList(fields)));
  }

  /**
   * The file this handle is attached to, as an absolute path.
   *
   * @return the path, also after {@link #close()} and {@link #remove()}
   */
  public abstract Path path();

  /**
   * The lock of the region, one for all handles in all processes.
   *
   * @return the lock
   * @throws UnsupportedOperationException if the handle is {@link #READ_ONLY}
   */
  public abstract SharedLock lock();

  /**
   * Begins a writer session: the calling thread takes the lock, and keeps it until the session is closed, while
   * each of its guarded writes is a commit of its own. It is to be closed by this thread:
   *
   * {@snippet :
   * try (SharedWriter writer = shared.writer()) {
   *   shared.guarded().x(1);
   * }
   * }
   *
   * <p>The first session of a process that has native access takes some milliseconds more, to arrange with the
   * operating system that those who sleep for a commit miss none (membarrier(2)).
   *
   * @return the session
   * @throws UnsupportedOperationException if the handle is {@link #READ_ONLY}
   * @throws IllegalStateException if this handle is closed, or the thread holds the lock already and not in a
   *     session
   * @throws OwnerDiedException if an array is half written, until it is repaired
   * @throws LockTimeoutException if the lock was waited for longer than {@link #lockTimeout} allows
   */
  public abstract SharedWriter writer();

  /**
   * Tells who is attached to the region at this moment: each handle that may write, in this process and in
   * others, this one too; and processes that only read.
   *
   * <p>The region has a table of 32 slots, in which each handle that may write names itself while it is open.
   * More can attach; for those no slot is left, so only {@link Participant#id()} is known. One that was killed
   * is listed, as dead, until another one takes its slot. Processes that only read are found in {@code
   * /proc/PID/maps}: those of the same user, or all if the superuser asks, in the same pid namespace.
   *
   * <p>This asks the operating system about each, and looks through the mappings of all processes of the
   * machine, which takes some milliseconds. It waits for no writer. Where a stranger has locked the whole
   * lock file, participants without a slot are not seen.
   *
   * @return first those who may write, by their ids, then those who only read; not to be changed
   * @throws IllegalStateException if this handle is closed
   * @throws java.io.UncheckedIOException if the operating system refuses to tell
   */
  public abstract List<Participant> participants();

  /**
   * The layout of the region as a table: byte offset, size, type and name of each field, with the
   * padding that C's alignment rules put between them.
   *
   * @return several lines of text, for people
   */
  public abstract String describe();

  /**
   * Copies what is shared into a new file, as a backup for instance. It is a region of its own from then
   * on: same struct, same length, the data of one moment, a lock that is free. Waits for no writer, but
   * for a section over several elements of an array without {@link #ATOMIC_ARRAY}.
   *
   * <p>A {@link #READ_ONLY} handle copies an array in parts, each of one moment, where commits come
   * faster than it can copy the whole.
   *
   * @param path the file, which must not exist
   * @param options such as {@link #permissions}
   * @throws java.nio.file.FileAlreadyExistsException if the path exists
   * @throws IOException if the file cannot be made
   * @throws IllegalStateException if this handle is closed
   */
  public abstract void copyTo(Path path, CopyOption... options) throws IOException;

  /**
   * Writes the region to the disk, and returns when it is there: all of the file as it is at one moment,
   * and its name. Without this the operating system writes it when it likes.
   *
   * <p>The moment is that of the call: this takes the lock of the region, waits for its holder as
   * {@link #lockTimeout} allows, and writers wait until the disk has written. Readers do not wait. In an
   * update of the calling thread it writes what is stored so far, together with what undoes it. Raw
   * writes outside of the lock may be there or not.
   *
   * <p>What is found after a power failure or a crash of the machine is that moment only if nothing was
   * written after it. The operating system may write any later commit at any time, in any order and in
   * part: what is found then may be no commit at all, and nothing tells. So this is for a region that rests
   * afterwards, or of which {@link #copyTo a copy} is made and forced; it is no log. It also relies on a
   * disk that keeps what it has confirmed. A file system in memory, such as {@code /dev/shm}, has no disk
   * behind it, and this does nothing there. The death of a process loses nothing, with or without this.
   *
   * @throws UnsupportedOperationException if the handle is {@link #READ_ONLY}
   * @throws LockTimeoutException if the lock was waited for longer than {@link #lockTimeout} allows
   * @throws OwnerDiedException if an array is half written, until it is repaired
   * @throws IllegalStateException if this handle is closed
   * @throws java.io.UncheckedIOException if the operating system fails to write the file, or its name since
   *     this process may not read the folder
   */
  public abstract void force();

  /**
   * Lets a child process open this region by a name, without knowing its path: call it before the
   * child is started, and {@code inherited(name)} in the child. Children of the child inherit it too.
   *
   * @param child the process to be started; the region's path goes into its environment
   * @param name letters, digits and underscores, not empty
   * @throws IllegalArgumentException if the name has any other character or is empty
   */
  public abstract void passTo(ProcessBuilder child, String name);

  /**
   * Removes the file. Processes that are attached go on with the memory they share, and
   * {@link #isRemoved()} tells them; nobody else gets in. The handle stays open; it may also be closed
   * already. It is found by the path that it was opened by: not if it was renamed since.
   *
   * @return whether there was a file of this region to be removed
   * @throws java.io.UncheckedIOException if the file system refuses, or a process holds locks on the lock
   *     file for seconds, which the message names; nothing has changed then
   */
  public abstract boolean remove();

  /**
   * Tells whether somebody has removed the region with {@link #remove()}. What is shared then is shared
   * with those that were attached before, and with nobody that comes later.
   *
   * @return true once it is removed
   * @throws IllegalStateException if the handle is closed
   */
  public abstract boolean isRemoved();

  /**
   * Ends the mapping and every view of it; the file stays. Closing twice does nothing. A call that
   * throws can be repeated when what was in the way is gone. A file that was truncated is no obstacle.
   *
   * @throws IllegalStateException if a thread of this process, which the message names, holds the
   *     region's lock through this handle; or if an operation of another thread uses the memory, such as
   *     a channel that reads or writes it as a buffer. The handle stays open then
   * @throws java.io.UncheckedIOException if the mapping has ended, but the operating system refuses to
   *     take back what tells other processes that this one takes part
   */
  @Override
  public abstract void close();

  /** An option of {@code createTemporary} for an array. */
  public sealed interface TemporaryArrayOption permits CreateArrayOption, TemporaryOption {}

  /** An option of {@code createTemporary}. */
  public sealed interface TemporaryOption extends TemporaryArrayOption permits CreateOption, Folder {}

  /** An option of {@code create} for an array. */
  public sealed interface CreateArrayOption extends TemporaryArrayOption permits CreateOption, AtomicArray {}

  /** An option of {@code create}. */
  public sealed interface CreateOption extends CreateArrayOption, TemporaryOption
      permits CopyOption, LockTimeout, ParticipantName {}

  /** An option of {@link SharedMemory#copyTo}, which leaves a file and no handle. */
  public sealed interface CopyOption extends CreateOption permits Permissions {}

  /** An option of {@code openOrCreate} for an array. */
  public sealed interface OpenOrCreateArrayOption permits OpenOrCreateOption, AtomicArray {}

  /** An option of {@code openOrCreate}. */
  public sealed interface OpenOrCreateOption extends OpenOrCreateArrayOption
      permits Permissions, LockTimeout, ParticipantName, AnyOwner {}

  /** An option of {@code open}. */
  public sealed interface OpenOption permits ReadOnly, LockTimeout, ParticipantName, AnyOwner {}

  /** An option of {@code migrate}. */
  public sealed interface MigrateOption permits Losing {}

  /**
   * The fields whose values may be lost, made by {@link SharedMemory#losing}.
   *
   * @param fields their names
   */
  public record Losing(Set<String> fields) implements MigrateOption {

    /** Keeps a copy. */
    public Losing {
      fields = Set.copyOf(fields);
    }
  }

  /**
   * The permissions of a file to be created, made by {@link SharedMemory#permissions}.
   *
   * @param set who may read and write
   */
  public record Permissions(Set<PosixFilePermission> set)
      implements CopyOption, OpenOrCreateOption {

    /** Keeps a copy of the set, which has to let the owner read and write. */
    public Permissions {
      set = Set.copyOf(set);
      if (!set.containsAll(Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE))) {
        throw new IllegalArgumentException("permissions=" + PosixFilePermissions.toString(set)
            + ": the owner attaches to a region in making it, so rw is needed for the owner");
      }
    }
  }

  /**
   * Where a temporary region is made, as {@link SharedMemory#folder} says.
   *
   * @param path the folder
   */
  public record Folder(Path path) implements TemporaryOption {

    /** Refuses to have none. */
    public Folder {
      Objects.requireNonNull(path, "path");
    }
  }

  /**
   * The longest wait for the lock, made by {@link SharedMemory#lockTimeout}.
   *
   * @param longest how long; not negative
   */
  public record LockTimeout(Duration longest)
      implements CreateOption, OpenOrCreateOption, OpenOption {

    /** Refuses what is no time to wait. */
    public LockTimeout {
      if (longest.isNegative()) {
        throw new IllegalArgumentException("lockTimeout=" + longest + " is negative");
      }
    }
  }

  /**
   * What a handle is called, made by {@link SharedMemory#name}.
   *
   * @param name 1 to 32 bytes in UTF-8, no control characters
   */
  public record ParticipantName(String name) implements CreateOption, OpenOrCreateOption, OpenOption {

    private static final int MOST_BYTES = 32;

    /** Refuses what cannot be shown on a line, or has no room in the file. */
    public ParticipantName {
      int bytes = name.getBytes(StandardCharsets.UTF_8).length;
      if (bytes == 0 || bytes > MOST_BYTES) {
        throw new IllegalArgumentException(
            "name=\"" + name + "\" has " + bytes + " bytes in UTF-8, not between 1 and " + MOST_BYTES);
      }
      if (name.codePoints().anyMatch(Character::isISOControl)) {
        throw new IllegalArgumentException("name=\"" + name + "\" has a control character");
      }
    }
  }

  /** The type of {@link SharedMemory#ANY_OWNER}. */
  public enum AnyOwner implements OpenOption, OpenOrCreateOption {
    /** See {@link SharedMemory#ANY_OWNER}. */
    ANY_OWNER
  }

  /** The type of {@link SharedMemory#ATOMIC_ARRAY}. */
  public enum AtomicArray implements CreateArrayOption, OpenOrCreateArrayOption {
    /** See {@link SharedMemory#ATOMIC_ARRAY}. */
    ATOMIC_ARRAY
  }

  private enum ReadOnly implements OpenOption {
    READ_ONLY
  }
}
