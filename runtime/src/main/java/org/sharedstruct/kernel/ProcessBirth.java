package org.sharedstruct.kernel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Tells a process from all others that ever had its number: by the start of the machine, the namespace of
 * process numbers, the number, and the start of the process, as {@code proc(5)} of Linux gives them.
 *
 * <p>What is found lives. What is not found may live all the same: whoever looks from another namespace
 * or has no {@code /proc} finds nothing.
 */
public final class ProcessBirth {

  /** Fields of {@code /proc/PID/stat}, counted from the state, which follows the last parenthesis. */
  private static final int STATE = 0;
  private static final int START = 19;

  private static final Path PROC = Path.of("/proc");
  private static final Optional<String> PLACE = place();

  private ProcessBirth() {}

  /** Of this process. */
  public static Optional<String> ofThis() {
    return of(ProcessHandle.current().pid(), "self");
  }

  /**
   * Of a process that lives; a zombie, which keeps its number, does not.
   *
   * @param pid its number
   * @return a text that no other process has, ever
   */
  public static Optional<String> of(long pid) {
    return of(pid, Long.toString(pid));
  }

  /**
   * Whether a process lives that has a birth. An error in looking is a doubt, and in doubt it does.
   *
   * @param pid its number
   * @param birth whether a text is its birth
   */
  public static boolean lives(long pid, Predicate<String> birth) {
    String folder = Long.toString(pid);
    try {
      return read(pid, folder).filter(birth).isPresent();
    } catch (IOException refused) {
      return Files.exists(PROC.resolve(folder));
    }
  }

  private static Optional<String> of(long pid, String folder) {
    try {
      return read(pid, folder);
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  private static Optional<String> read(long pid, String folder) throws IOException {
    try {
      String line = Files.readString(PROC.resolve(folder, "stat"), StandardCharsets.ISO_8859_1);
      String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
      boolean ended = fields[STATE].equals("Z") || fields[STATE].equals("X");
      return ended ? Optional.empty() : PLACE.map(place -> place + " " + pid + " " + fields[START]);
    } catch (IndexOutOfBoundsException unreadable) {
      return Optional.empty();
    }
  }

  private static Optional<String> place() {
    try {
      return Optional.of(Files.readString(PROC.resolve("sys/kernel/random/boot_id")).strip() + " "
          + Files.readSymbolicLink(PROC.resolve("self/ns/pid")));
    } catch (IOException | UnsupportedOperationException otherSystem) {
      return Optional.empty();
    }
  }
}
