package org.sharedstruct.kernel;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.lang.ref.Reference;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A file opened for locks that belong to the open file itself: {@code F_OFD_SETLK} of {@code fcntl(2)} of
 * Linux. The record locks of POSIX, which {@code java.nio} takes, belong to the process, and are lost when it
 * closes any descriptor of the same file; these are lost with this one alone. Each kind excludes the other.
 *
 * <p>Locks of one such file never exclude each other: whoever takes several has to know which he has.
 */
public final class OpenFile implements Closeable {

  /** What differs between processors, by the name that Java gives them. */
  private record Numbers(long openat, long fcntl, long close, long fallocate, long noFollow) {}

  private static final Map<String, Numbers> NUMBERS = Map.of(
      "amd64", new Numbers(257, 72, 3, 285, 0400000),
      "aarch64", new Numbers(56, 25, 57, 47, 0100000),
      "riscv64", new Numbers(56, 25, 57, 47, 0400000));

  private static final Numbers HERE = NUMBERS.get(System.getProperty("os.arch"));

  private static final long READ_ONLY = 0;
  private static final long READ_WRITE = 2;
  private static final long CLOSE_ON_EXEC = 02000000;
  private static final long NON_BLOCKING = 04000;

  /** {@code AT_FDCWD}: the path is as for {@code open(2)}. */
  private static final long NO_FOLDER = -100;

  private static final long GET_LOCK = 36;
  private static final long SET_LOCK = 37;

  private static final short SHARED = 0;
  private static final short EXCLUSIVE = 1;
  private static final short UNLOCKED = 2;

  private static final int NO_SUCH_FILE = 2;
  private static final int TRY_AGAIN = 11;
  private static final int ACCESS = 13;
  private static final int NO_SPACE = 28;
  private static final int NOT_SUPPORTED = 95;

  /** {@code struct flock}; its process id has to be zero. */
  private static final StructLayout LOCK = MemoryLayout.structLayout(
      ValueLayout.JAVA_SHORT.withName("type"),
      ValueLayout.JAVA_SHORT.withName("whence"),
      MemoryLayout.paddingLayout(4),
      ValueLayout.JAVA_LONG.withName("start"),
      ValueLayout.JAVA_LONG.withName("length"),
      ValueLayout.JAVA_INT.withName("process"),
      MemoryLayout.paddingLayout(4));

  private static final VarHandle TYPE = LOCK.varHandle(PathElement.groupElement("type"));
  private static final VarHandle START = LOCK.varHandle(PathElement.groupElement("start"));
  private static final VarHandle LENGTH = LOCK.varHandle(PathElement.groupElement("length"));

  private static final boolean AVAILABLE = probe();

  private final Path path;
  private final long descriptor;

  private OpenFile(Path path, long descriptor) {
    this.path = path;
    this.descriptor = descriptor;
  }

  /**
   * Old kernels and some sandboxes lack such locks: so one is asked for once, which changes nothing. Not on
   * the file that is to be locked, since to close that again would lose the locks of POSIX.
   */
  private static boolean probe() {
    if (HERE == null || !System.getProperty("os.name").equals("Linux") || !Syscalls.areAvailable()) {
      return false;
    }
    Path root = Path.of("/");
    long descriptor = open(root, READ_ONLY);
    if (descriptor < 0) {
      return false;
    }
    try (OpenFile file = new OpenFile(root, descriptor)) {
      return file.control(GET_LOCK, SHARED, 0, 1) == 0;
    }
  }

  /**
   * Opens a regular file for reading and writing, but no symbolic link, and blocks on nothing.
   *
   * @param path the file
   * @return empty without native access or on another system
   * @throws NoSuchFileException if there is no such file
   * @throws IOException if it cannot be opened
   */
  public static Optional<OpenFile> open(Path path) throws IOException {
    if (!AVAILABLE) {
      return Optional.empty();
    }
    long descriptor = open(path, READ_WRITE);
    if (descriptor == -NO_SUCH_FILE) {
      throw new NoSuchFileException(path.toString());
    }
    if (descriptor < 0) {
      throw new FileSystemException(path.toString(), null, "openat failed with errno " + -descriptor);
    }
    return Optional.of(new OpenFile(path, descriptor));
  }

  private static long open(Path path, long access) {
    byte[] bytes = PathBytes.of(path);
    MemorySegment name = Arguments.allocate(bytes.length + 1L); // and it ends with a zero
    try {
      MemorySegment.copy(bytes, 0, name, JAVA_BYTE, 0, bytes.length);
      return Syscalls.callForError(
          HERE.openat, NO_FOLDER, name.address(), access | HERE.noFollow | CLOSE_ON_EXEC | NON_BLOCKING, 0);
    } finally {
      Reference.reachabilityFence(name);
    }
  }

  /** What {@code fstat(2)} says of it; empty where {@code /proc} does not show open files. */
  public Optional<FileStatus> status() {
    try {
      return Optional.of(FileStatus.of(Path.of("/proc/self/fd", Long.toString(descriptor))));
    } catch (IOException noProc) {
      return Optional.empty();
    }
  }

  /**
   * Makes it that long, with room on the disk for all of it: {@code fallocate(2)}.
   *
   * @return false if the file system has no such call
   * @throws IOException if there is not that much room, or it fails for any other reason
   */
  public boolean allocate(long size) throws IOException {
    long result = Syscalls.callForError(HERE.fallocate, descriptor, 0, 0, size);
    if (result == -NOT_SUPPORTED) {
      return false;
    }
    if (result == -NO_SPACE) {
      throw new FileSystemException(path.toString(), null, "No space left on device");
    }
    return succeeded("fallocate", result);
  }

  /**
   * Takes the lock of some bytes.
   *
   * @return false if another open file, or another process, has any of them
   * @throws IOException if it fails for any other reason
   */
  public boolean tryLock(long first, long bytes, boolean shared) throws IOException {
    long result = control(SET_LOCK, shared ? SHARED : EXCLUSIVE, first, bytes);
    return result != -TRY_AGAIN && result != -ACCESS && succeeded("fcntl", result);
  }

  /** Gives the lock of some bytes back. */
  public void unlock(long first, long bytes) throws IOException {
    succeeded("fcntl", control(SET_LOCK, UNLOCKED, first, bytes));
  }

  private long control(long command, short type, long first, long bytes) {
    MemorySegment lock = Arguments.allocate(LOCK);
    try {
      TYPE.set(lock, 0L, type);
      START.set(lock, 0L, first);
      LENGTH.set(lock, 0L, bytes);
      return Syscalls.callForError(HERE.fcntl, descriptor, command, lock.address(), 0);
    } finally {
      Reference.reachabilityFence(lock);
    }
  }

  private boolean succeeded(String call, long result) throws IOException {
    if (result < 0) {
      throw new FileSystemException(path.toString(), null, call + " failed with errno " + -result);
    }
    return true;
  }

  /** Closes it, once; its locks are free then. */
  @Override
  public void close() {
    Syscalls.callForError(HERE.close, descriptor, 0, 0, 0);
  }
}
