package org.sharedstruct.kernel;

import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Which processes use a file, as {@code /proc} of Linux tells: it shows what the processes of the same user
 * in the same pid namespace do (to the superuser, what all do), and nothing on other systems. So who is
 * named uses the file, and others may as well.
 */
public final class FileUsers {

  private static final Path PROC = Path.of("/proc");
  private static final Path LOCKS = PROC.resolve("locks");

  /** How many bytes of a list are read at once, and how many the kernel gives at once in any case. */
  private static final int MOST_AT_ONCE = 1 << 16;
  private static final int WHOLE = 2048;

  /** The columns of {@code /proc/PID/maps}. */
  private static final int ACCESS = 1;
  private static final int MAPPED_DEVICE = 3;
  private static final int MAPPED_INODE = 4;

  /** The columns of {@code /proc/locks}, from the end: what is locked, and by whom. */
  private static final int LOCKED_FILE = 3;
  private static final int LOCKER = 4;
  private static final int FIRST_BYTE = 2;
  private static final int LAST_BYTE = 1;

  /** In place of the number of a process that has locked something, where it cannot be seen. */
  public static final long UNKNOWN = -1;

  /** In place of the last byte: all that may ever come. */
  private static final String END = "EOF";

  private FileUsers() {}

  /** Loads this class, for a caller whose class loader may be closed by the time when it needs it. */
  public static void load() {
    // to be called is enough
  }

  /**
   * The processes that have a file mapped for writing with others. One that has it {@linkplain #disclaim
   * disclaimed} is not among them.
   *
   * @param file its status
   * @param channel of the open file, which is not empty
   * @return their numbers
   * @throws IOException if the file cannot be mapped
   */
  public static SortedSet<Long> mapping(FileStatus file, FileChannel channel) throws IOException {
    try (Arena arena = Arena.ofShared()) {
      String device = device(channel.map(FileChannel.MapMode.READ_ONLY, 0, 1, arena));
      return mapping(file.inode(), device, FileUsers::writes);
    }
  }

  /**
   * The processes that have a file mapped with others for reading, and not for writing.
   *
   * @param inode its number
   * @param mapped some of it, mapped by this process
   * @return their numbers
   */
  public static SortedSet<Long> reading(long inode, MemorySegment mapped) {
    return mapping(inode, device(mapped), FileUsers::reads);
  }

  private static SortedSet<Long> mapping(long inode, String device, Predicate<List<String>> wanted) {
    SortedSet<Long> processes = new TreeSet<>();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path folder : folders) {
        if (wanted.test(accesses(inode, device, folder.resolve("maps")))) {
          processes.add(Long.parseLong(folder.getFileName().toString()));
        }
      }
    } catch (IOException otherSystem) {
      // nobody is seen
    }
    return processes;
  }

  private static boolean writes(List<String> accesses) {
    return accesses.stream().anyMatch(access -> access.startsWith("w", 1) && access.endsWith("s"))
        && accesses.stream().noneMatch(access -> access.endsWith("p"));
  }

  private static boolean reads(List<String> accesses) {
    return accesses.stream().anyMatch(access -> access.startsWith("r-") && access.endsWith("s"))
        && accesses.stream().noneMatch(access -> access.startsWith("w", 1));
  }

  /**
   * Lets this process no longer count as a user of a file, although it has it mapped: a private mapping of
   * the file says so.
   *
   * @param file open for reading and writing
   * @param arena how long
   */
  public static void disclaim(FileChannel file, Arena arena) throws IOException {
    file.map(FileChannel.MapMode.PRIVATE, 0, 1, arena);
  }

  /**
   * What the lists call the file system of a file, which can be another number than that of {@code stat(2)};
   * so it is looked up for a mapping of this process. Files of other file systems may have the same inode.
   *
   * @return empty if it is not known
   */
  private static String device(MemorySegment mapped) {
    String start = Long.toHexString(mapped.address()) + "-";
    try (Stream<String> lines = lines(PROC.resolve("self/maps"))) {
      return lines.filter(line -> line.startsWith(start)).map(line -> line.split("\\s+", 6)[MAPPED_DEVICE])
          .findAny().orElse("");
    } catch (IOException | UncheckedIOException otherSystem) {
      return "";
    }
  }

  /** A line: {@code 7f00-7f10 rw-s 00000000 00:19 1234 /dev/shm/name}. */
  private static List<String> accesses(long inode, String device, Path maps) {
    String number = Long.toString(inode);
    try (Stream<String> lines = lines(maps)) {
      return lines.filter(line -> line.contains(number))
          .map(line -> line.split("\\s+", 6))
          .filter(columns -> columns[MAPPED_INODE].equals(number))
          .filter(columns -> device.isEmpty() || columns[MAPPED_DEVICE].equals(device))
          .map(columns -> columns[ACCESS]).toList();
    } catch (IOException | RuntimeException otherUser) {
      return List.of();
    }
  }

  /**
   * The processes that have locked any of some bytes of a file.
   *
   * @param file its status
   * @param first the first byte
   * @param last the last one
   * @return their numbers; {@link #UNKNOWN} for locks of open files that no process is seen to have
   */
  public static SortedSet<Long> locking(FileStatus file, long first, long last) {
    SortedSet<Long> processes = new TreeSet<>();
    try {
      locks().map(line -> line.split("\\s+")).filter(columns -> isLock(columns, file, first, last))
          .map(columns -> Long.parseLong(columns[columns.length - LOCKER]))
          .forEach(process -> processes.add(process > 0 ? process : UNKNOWN));
    } catch (IOException | RuntimeException otherSystem) {
      // nobody is seen
    }
    SortedSet<Long> holders = processes.contains(UNKNOWN) ? holding(file, first, last) : new TreeSet<>();
    if (!holders.isEmpty()) {
      processes.remove(UNKNOWN);
      processes.addAll(holders);
    }
    return processes;
  }

  /** Whether a line is of a lock on any of some bytes of a file. */
  private static boolean isLock(String[] columns, FileStatus file, long first, long last) {
    return columns[columns.length - LOCKED_FILE].endsWith(":" + file.inode())
        && Long.parseLong(columns[columns.length - FIRST_BYTE]) <= last
        && first <= number(columns[columns.length - LAST_BYTE]);
  }

  /** The same for the locks of open files, which are listed with each process that has the file open. */
  private static SortedSet<Long> holding(FileStatus file, long first, long last) {
    SortedSet<Long> processes = new TreeSet<>();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path folder : folders) {
        if (holds(folder.resolve("fdinfo"), file, first, last)) {
          processes.add(Long.parseLong(folder.getFileName().toString()));
        }
      }
    } catch (IOException otherSystem) {
      // nobody is seen
    }
    return processes;
  }

  private static boolean holds(Path descriptors, FileStatus file, long first, long last) {
    try (Stream<Path> lists = Files.list(descriptors)) {
      return lists.anyMatch(list -> lists(list, file, first, last));
    } catch (IOException | RuntimeException otherUser) {
      return false;
    }
  }

  /** A line: {@code lock: 1: OFDLCK ADVISORY WRITE -1 00:19:1234 0 0}. */
  private static boolean lists(Path descriptor, FileStatus file, long first, long last) {
    try (Stream<String> lines = lines(descriptor)) {
      return lines.filter(line -> line.startsWith("lock:")).map(line -> line.split("\\s+"))
          .anyMatch(columns -> isLock(columns, file, first, last));
    } catch (IOException | RuntimeException closedMeanwhile) {
      return false;
    }
  }

  /**
   * All locks of the machine. From one read to the next, the kernel finds the place where it was by counting, so it
   * leaves a lock out when one before it has gone meanwhile; what it gives at once is whole, which is a page at most. A
   * longer list is read several times.
   */
  private static Stream<String> locks() throws IOException {
    String locks = text(LOCKS);
    return locks.length() < WHOLE
        ? locks.lines()
        : Stream.of(locks, text(LOCKS), text(LOCKS), text(LOCKS)).flatMap(String::lines);
  }

  private static Stream<String> lines(Path list) throws IOException {
    return text(list).lines();
  }

  /** Read by as few system calls as the kernel allows, and by a stream that an interrupt does not close. */
  private static String text(Path list) throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try (InputStream in = new FileInputStream(list.toFile())) {
      byte[] part = new byte[MOST_AT_ONCE];
      for (int length = in.read(part); length >= 0; length = in.read(part)) {
        text.write(part, 0, length);
      }
    }
    return text.toString(StandardCharsets.ISO_8859_1);
  }

  private static long number(String last) {
    return last.equals(END) ? Long.MAX_VALUE : Long.parseLong(last);
  }
}
