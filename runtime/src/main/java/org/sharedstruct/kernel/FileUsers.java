package org.sharedstruct.kernel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Which processes use a file, as {@code /proc} of Linux tells: it shows what the processes of the same user
 * in the same pid namespace do (to the superuser, what all do), and nothing on other systems. So who is
 * named uses the file, and others may as well.
 */
public final class FileUsers {

  private static final Path PROC = Path.of("/proc");

  /** The columns of {@code /proc/PID/maps}. */
  private static final int ACCESS = 1;
  private static final int MAPPED_DEVICE = 3;
  private static final int MAPPED_INODE = 4;

  /** The columns of {@code /proc/locks}, from the end: what is locked, and by whom. */
  private static final int LOCKED_FILE = 3;
  private static final int LOCKER = 4;
  private static final int FIRST_BYTE = 2;
  private static final int LAST_BYTE = 1;

  private static final String UNKNOWN = "a process that is not known";

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
    SortedSet<Long> processes = new TreeSet<>();
    String device = device(channel);
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path folder : folders) {
        if (isMapped(file, device, folder.resolve("maps"))) {
          processes.add(Long.parseLong(folder.getFileName().toString()));
        }
      }
    } catch (IOException otherSystem) {
      // nobody is seen
    }
    return processes;
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
  private static String device(FileChannel channel) throws IOException {
    try (Arena arena = Arena.ofShared()) {
      MemorySegment mapped = channel.map(FileChannel.MapMode.READ_ONLY, 0, 1, arena);
      String start = Long.toHexString(mapped.address()) + "-";
      try (Stream<String> lines = Files.lines(PROC.resolve("self/maps"), StandardCharsets.ISO_8859_1)) {
        return lines.filter(line -> line.startsWith(start)).map(line -> line.split("\\s+", 6)[MAPPED_DEVICE])
            .findAny().orElse("");
      }
    } catch (NoSuchFileException | UncheckedIOException otherSystem) {
      return "";
    }
  }

  /** A line: {@code 7f00-7f10 rw-s 00000000 00:19 1234 /dev/shm/name}. */
  private static boolean isMapped(FileStatus file, String device, Path maps) {
    String inode = String.valueOf(file.inode());
    try (Stream<String> lines = Files.lines(maps, StandardCharsets.ISO_8859_1)) {
      List<String> accesses = lines.filter(line -> line.contains(inode))
          .map(line -> line.split("\\s+", 6))
          .filter(columns -> columns[MAPPED_INODE].equals(inode))
          .filter(columns -> device.isEmpty() || columns[MAPPED_DEVICE].equals(device))
          .map(columns -> columns[ACCESS]).toList();
      return accesses.stream().anyMatch(access -> access.startsWith("w", 1) && access.endsWith("s"))
          && accesses.stream().noneMatch(access -> access.endsWith("p"));
    } catch (IOException | RuntimeException otherUser) {
      return false;
    }
  }

  /**
   * The processes that have locked any of some bytes of a file.
   *
   * @param file its status
   * @param first the first byte
   * @param last the last one
   * @return for each a few words that name it, for people
   */
  public static SortedSet<String> locking(FileStatus file, long first, long last) {
    SortedSet<String> processes = new TreeSet<>();
    try (Stream<String> lines = Files.lines(PROC.resolve("locks"), StandardCharsets.ISO_8859_1)) {
      lines.map(line -> line.split("\\s+")).filter(columns -> isLock(columns, file, first, last))
          .forEach(columns -> processes.add(name(columns[columns.length - LOCKER])));
    } catch (IOException | RuntimeException otherSystem) {
      // nobody is seen
    }
    SortedSet<String> holders = processes.contains(UNKNOWN) ? holding(file, first, last) : new TreeSet<>();
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
  private static SortedSet<String> holding(FileStatus file, long first, long last) {
    SortedSet<String> processes = new TreeSet<>();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path folder : folders) {
        if (holds(folder.resolve("fdinfo"), file, first, last)) {
          processes.add(name(folder.getFileName().toString()));
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
    try (Stream<String> lines = Files.lines(descriptor, StandardCharsets.ISO_8859_1)) {
      return lines.filter(line -> line.startsWith("lock:")).map(line -> line.split("\\s+"))
          .anyMatch(columns -> isLock(columns, file, first, last));
    } catch (IOException | RuntimeException closedMeanwhile) {
      return false;
    }
  }

  private static long number(String last) {
    return last.equals(END) ? Long.MAX_VALUE : Long.parseLong(last);
  }

  /** A lock of an open file belongs to no process. */
  private static String name(String process) {
    return process.startsWith("-") || process.equals("0") ? UNKNOWN : "process " + process;
  }
}
