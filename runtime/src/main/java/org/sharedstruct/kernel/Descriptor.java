package org.sharedstruct.kernel;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The file that a channel has open, whatever its name leads to by now: {@code /proc/self/fd/N} of Linux.
 * Java does not tell the number. So the channel is put at a random position, and the descriptor looked for
 * that is there.
 */
public final class Descriptor {

  private static final Path NUMBERS = Path.of("/proc/self/fd");
  private static final Path POSITIONS = Path.of("/proc/self/fdinfo");

  /** Every file system has files that long. */
  private static final long FARTHEST = 1L << 40;

  /** The file is a pipe or a terminal, which has no position. */
  public static final class UnseekableException extends IOException {

    private static final long serialVersionUID = 1L;

    private UnseekableException(IOException cause) {
      super(cause);
    }
  }

  private Descriptor() {}

  /**
   * A path that leads to the open file as long as the channel is open.
   *
   * @param channel of a file that nobody else uses at the same time; its position changes
   * @return empty on other systems
   * @throws UnseekableException if it is not a regular file
   */
  public static Optional<Path> of(FileChannel channel) throws IOException {
    long position = ThreadLocalRandom.current().nextLong(1, FARTHEST);
    long before = position(channel);
    channel.position(position);
    try (DirectoryStream<Path> numbers = Files.newDirectoryStream(POSITIONS)) {
      for (Path number : numbers) {
        if (isAt(number, position)) {
          return Optional.of(NUMBERS.resolve(number.getFileName()));
        }
      }
      return Optional.empty();
    } catch (IOException otherSystem) {
      return Optional.empty();
    } finally {
      channel.position(before);
    }
  }

  private static long position(FileChannel channel) throws IOException {
    try {
      return channel.position();
    } catch (ClosedChannelException closed) {
      throw closed;
    } catch (IOException unseekable) { // ESPIPE of lseek(2)
      throw new UnseekableException(unseekable);
    }
  }

  private static boolean isAt(Path number, long position) {
    try {
      return Files.readString(number, StandardCharsets.ISO_8859_1).lines()
          .anyMatch(line -> line.startsWith("pos:") && line.endsWith("\t" + position));
    } catch (IOException closed) {
      return false;
    }
  }
}
