package org.sharedstruct.tests.child;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Words of a region's file that no handle shows, by their byte offsets. */
public final class RegionWords {

  private RegionWords() {}

  /** Reads 4 bytes. */
  public static int getInt(Path region, long offset) throws IOException {
    return read(region, offset, Integer.BYTES).getInt(0);
  }

  /** Reads 8 bytes. */
  public static long getLong(Path region, long offset) throws IOException {
    return read(region, offset, Long.BYTES).getLong(0);
  }

  private static ByteBuffer read(Path region, long offset, int bytes) throws IOException {
    try (FileChannel channel = FileChannel.open(region)) {
      ByteBuffer buffer = ByteBuffer.allocate(bytes).order(ByteOrder.nativeOrder());
      channel.read(buffer, offset);
      return buffer;
    }
  }

  /** Writes 4 bytes. */
  public static void setInt(Path region, long offset, int value) throws IOException {
    write(region, offset, ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.nativeOrder()).putInt(0, value));
  }

  /** Writes 8 bytes. */
  public static void setLong(Path region, long offset, long value) throws IOException {
    write(region, offset, ByteBuffer.allocate(Long.BYTES).order(ByteOrder.nativeOrder()).putLong(0, value));
  }

  private static void write(Path region, long offset, ByteBuffer bytes) throws IOException {
    try (FileChannel channel = FileChannel.open(region, StandardOpenOption.WRITE)) {
      channel.write(bytes, offset);
    }
  }
}
