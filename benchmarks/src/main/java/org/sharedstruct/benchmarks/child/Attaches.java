package org.sharedstruct.benchmarks.child;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import net.openhft.chronicle.bytes.Byteable;
import net.openhft.chronicle.bytes.MappedBytes;
import net.openhft.chronicle.values.Values;
import org.agrona.IoUtil;
import org.agrona.concurrent.UnsafeBuffer;
import org.sharedstruct.benchmarks.struct.SharedXY;

/** Opens two floats in a file that is there, reads one, and closes it again, by the library that it is told. */
public final class Attaches {

  private static final int PAGE = 4096;

  /** One way to attach. */
  @FunctionalInterface
  interface Opener {

    /** Opens the file and reads from it. */
    AutoCloseable open() throws Exception;
  }

  /** From which Chronicle-Values makes its flyweight. */
  public interface Fields {

    /** The first one. */
    float getX();

    /** Sets the first one. */
    void setX(float value);

    /** The other one. */
    float getY();

    /** Sets the other one. */
    void setY(float value);
  }

  private static volatile float read;

  private Attaches() {}

  /** Arguments: the library, the path. */
  public static void main(String[] arguments) throws Exception {
    Path path = Path.of(arguments[1]);
    Opener opener = switch (arguments[0]) {
      case "sharedstruct" -> ours(path);
      case "segment" -> segment(path);
      case "agrona" -> agrona(path);
      case "chronicle" -> chronicle(path);
      default -> throw new IllegalArgumentException(arguments[0]);
    };
    Turns.serve(Map.of("attach", nanos -> repeat(opener, nanos)));
  }

  /** Counts how often it could attach, and how long that took; to close it again is not counted. */
  static Turn repeat(Opener opener, long nanos) {
    long end = System.nanoTime() + nanos;
    long operations = 0;
    long elapsed = 0;
    for (long before = System.nanoTime(); before < end; before = System.nanoTime()) {
      try {
        AutoCloseable opened = opener.open();
        elapsed += System.nanoTime() - before;
        opened.close();
      } catch (Exception failure) {
        throw new IllegalStateException(failure);
      }
      operations++;
    }
    return Turn.of(operations, elapsed);
  }

  private static Opener ours(Path path) throws IOException {
    SharedXY.create(path).close();
    return () -> {
      SharedXY shared = SharedXY.open(path);
      read = shared.guarded().x();
      return shared;
    };
  }

  private static Opener segment(Path path) throws IOException {
    Files.write(path, new byte[PAGE]);
    return () -> {
      Arena arena = Arena.ofShared();
      try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
        MemorySegment memory = file.map(FileChannel.MapMode.READ_WRITE, 0, file.size(), arena);
        read = memory.get(ValueLayout.JAVA_FLOAT, 0);
      }
      return arena;
    };
  }

  private static Opener agrona(Path path) throws IOException {
    Files.write(path, new byte[PAGE]);
    return () -> {
      MappedByteBuffer memory = IoUtil.mapExistingFile(path.toFile(), "the benchmark's file");
      read = new UnsafeBuffer(memory).getFloat(0);
      return () -> IoUtil.unmap(memory);
    };
  }

  private static Opener chronicle(Path path) throws IOException {
    Files.write(path, new byte[PAGE]);
    return () -> {
      MappedBytes memory = MappedBytes.mappedBytes(path.toFile(), PAGE);
      Fields fields = Values.newNativeReference(Fields.class);
      Byteable place = (Byteable) fields;
      place.bytesStore(memory, 0, place.maxSize());
      read = fields.getX();
      return memory;
    };
  }
}
