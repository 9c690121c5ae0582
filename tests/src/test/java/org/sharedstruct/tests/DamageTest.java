package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sharedstruct.InvalidRegionException;
import org.sharedstruct.OwnerDiedException;
import org.sharedstruct.SchemaMismatchException;
import org.sharedstruct.SharedMemory;
import org.sharedstruct.format.Format;

/** Whatever a file contains, opening it ends soon, with a region that can be read or an exception that says why not. */
class DamageTest {

  private static final int FILES = 15_000;
  private static final long SEED = 20_26;

  @TempDir Path folder;

  @Test
  void aDamagedFileIsRefusedOrReadable() throws Exception {
    Path path = folder.resolve("eight");
    SharedEight.Array.create(path, 3).close();
    byte[] whole = Files.readAllBytes(path);
    Random random = new Random(SEED);
    int accepted = 0;
    int refused = 0;
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      for (int i = 0; i < FILES; i++) {
        byte[] damaged = damage(whole, random);
        file.truncate(0);
        file.write(ByteBuffer.wrap(damaged), 0);
        if (opens(path, i)) {
          accepted++;
        } else {
          refused++;
        }
      }
    }
    assertThat(accepted).as("damage that a reader cannot or need not notice").isGreaterThan(FILES / 100);
    assertThat(refused).as("damage that was noticed").isGreaterThan(FILES / 4);
  }

  /** Its lock file is gone, so nobody can be in it, and nobody will end what is half written. */
  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aReaderOfARegionWithoutALockFileWaitsForNobody() throws Exception {
    Path path = folder.resolve("half");
    SharedEight.Array.create(path, 3).close();
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.WRITE)) {
      ByteBuffer words = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.nativeOrder());
      file.write(words.putLong(0, 128L << Integer.SIZE), Format.LOCK);
      file.write(words.clear().putLong(0, 1), Format.DIRTY);
    }
    try (DirectoryStream<Path> lockFiles = Files.newDirectoryStream(folder, ".half.*.lock")) {
      for (Path lockFile : lockFiles) {
        Files.delete(lockFile);
      }
    }
    try (SharedEight.Array shared = SharedEight.Array.open(path, SharedMemory.READ_ONLY)) {
      assertThatThrownBy(() -> shared.guarded().snapshot()).isInstanceOf(OwnerDiedException.class);
    }
  }

  private static byte[] damage(byte[] whole, Random random) {
    int length = switch (random.nextInt(6)) {
      case 0 -> random.nextInt(whole.length);
      case 1 -> whole.length + random.nextInt(1_000);
      default -> whole.length;
    };
    byte[] damaged = new byte[length];
    System.arraycopy(whole, 0, damaged, 0, Math.min(length, whole.length));
    for (int left = length == 0 ? 0 : random.nextInt(4); left > 0; left--) {
      switch (random.nextInt(4)) {
        case 0 -> damaged[random.nextInt(length)] ^= (byte) (1 << random.nextInt(8));
        case 1 -> damaged[random.nextInt(length)] = (byte) random.nextInt();
        case 2 -> putLong(damaged, word(random), interesting(random));
        default -> damaged[Math.min(length - 1, word(random) + random.nextInt(8))] = (byte) random.nextInt();
      }
    }
    return damaged;
  }

  /** A word before the table of participants, in it, or after it. */
  private static int word(Random random) {
    return Long.BYTES * switch (random.nextInt(4)) {
      case 0 -> random.nextInt((int) Format.HEADER_SIZE / Long.BYTES);
      case 1 -> (int) Format.LOCK / Long.BYTES + random.nextInt(12);
      default -> random.nextInt((int) Format.TABLE / Long.BYTES);
    };
  }

  private static long interesting(Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> 0;
      case 1 -> -1;
      case 2 -> Long.MAX_VALUE;
      case 3 -> Long.MIN_VALUE;
      case 4 -> random.nextInt(1_000);
      default -> random.nextLong();
    };
  }

  private static void putLong(byte[] bytes, int at, long value) {
    if (at + Long.BYTES <= bytes.length) {
      ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).putLong(at, value);
    }
  }

  private static boolean opens(Path path, int number) {
    SharedMemory.OpenOption[] options = number % 2 == 0
        ? new SharedMemory.OpenOption[] {SharedMemory.READ_ONLY}
        : new SharedMemory.OpenOption[0];
    try (SharedEight.Array shared = SharedEight.Array.open(path, options)) {
      assertThat(shared.toString()).contains(path.toString());
      if (number % 20 < 2) { // it is dear
        assertThat(shared.participants()).isNotEmpty();
      }
      assertThat(shared.guarded().snapshot()).hasSize((int) shared.length());
      for (long i = 0; i < shared.length(); i++) {
        assertThat(shared.raw().get(i).toRecord()).isNotNull();
        assertThat(shared.guarded().exact(i)).isNotNull();
      }
      return true;
    } catch (InvalidRegionException | SchemaMismatchException refused) {
      assertThat(refused.getMessage()).startsWith(path + ": ").hasSizeGreaterThan(path.toString().length() + 10);
      return false;
    } catch (OwnerDiedException halfWritten) {
      assertThat(halfWritten.getMessage()).contains(path.toString()).contains("is half written");
      return true;
    } catch (IOException other) {
      throw new AssertionError("file " + number + " of seed " + SEED, other);
    }
  }
}
