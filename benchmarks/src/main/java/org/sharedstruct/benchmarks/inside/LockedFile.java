package org.sharedstruct.benchmarks.inside;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A rival of the guarded view: what the JDK has for processes, a file lock around mapped memory. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LockedFile {

  private Arena arena;
  private FileChannel channel;
  private MemorySegment fields;

  /** For JMH. */
  public LockedFile() {}

  /** Makes the file. It has no name any more when the benchmark begins, so it goes with its channel. */
  @Setup
  public void open() throws IOException {
    arena = Arena.ofShared();
    Path path = Files.createTempFile("locked", null);
    try {
      channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
      fields = channel.map(FileChannel.MapMode.READ_WRITE, 0, 2 * Float.BYTES, arena);
    } finally {
      Files.delete(path);
    }
  }

  /** Ends the file. */
  @TearDown
  public void close() throws IOException {
    channel.close();
    arena.close();
  }

  /** A read and a write. */
  @Benchmark
  public void update() throws IOException {
    FileLock lock = channel.lock();
    try {
      fields.set(ValueLayout.JAVA_FLOAT, 0, fields.get(ValueLayout.JAVA_FLOAT, 0) + 1);
    } finally {
      lock.release();
    }
  }
}
