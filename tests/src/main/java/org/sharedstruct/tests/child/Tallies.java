package org.sharedstruct.tests.child;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.sharedstruct.SharedMemory;
import org.sharedstruct.tests.GuardedTally;
import org.sharedstruct.tests.SharedTally;
import org.sharedstruct.tests.Tally;
import org.sharedstruct.tests.TallyRecord;

/** Tallies in a region of any form, for tests that ask the same of all forms. */
public final class Tallies implements AutoCloseable {

  /** How a region can be made. */
  public enum Form {
    /** One struct. */
    SINGLE,
    /** Undo space for one element. */
    PLAIN_ARRAY,
    /** Undo space for all elements. */
    ATOMIC_ARRAY
  }

  /** How many elements an array has. */
  public static final int LENGTH = 3;

  private final SharedMemory handle;

  /** One of the two is null. */
  private final GuardedTally single;
  private final GuardedTally.Array array;

  private Tallies(SharedTally shared) {
    handle = shared;
    single = shared.guarded();
    array = null;
  }

  private Tallies(SharedTally.Array shared) {
    handle = shared;
    single = null;
    array = shared.guarded();
  }

  /** A new region, all zeros. */
  public static void create(Form form, Path path) throws IOException {
    switch (form) {
      case SINGLE -> SharedTally.create(path).close();
      case PLAIN_ARRAY -> SharedTally.Array.create(path, LENGTH).close();
      case ATOMIC_ARRAY -> SharedTally.Array.create(path, LENGTH, SharedMemory.ATOMIC_ARRAY).close();
    }
  }

  /** A region that is there. */
  public static Tallies open(Form form, Path path, SharedMemory.OpenOption... options) throws IOException {
    return form == Form.SINGLE
        ? new Tallies(SharedTally.open(path, options))
        : new Tallies(SharedTally.Array.open(path, options));
  }

  /** The handle. */
  public SharedMemory handle() {
    return handle;
  }

  /** The only struct. */
  public GuardedTally single() {
    return single;
  }

  /** The array of structs. */
  public GuardedTally.Array array() {
    return array;
  }

  /** A tally that follows the rule. */
  public static TallyRecord tally(long count) {
    return new TallyRecord(count, 2 * count);
  }

  /** Count and double of each element, each element as one commit left it. */
  public List<Long> oneByOne() {
    return single != null ? values(Stream.of(single.snapshot())) : values(array.stream());
  }

  /** Count and double of all elements, as one commit left them. */
  public List<Long> together() {
    return single != null ? values(Stream.of(single.snapshot())) : values(array.snapshot().stream());
  }

  /** Count and double of all elements, each by its getter. */
  public List<Long> byGetters() {
    return single != null
        ? List.of(single.count(), single.twice())
        : LongStream.range(0, array.length()).boxed()
            .flatMap(i -> Stream.of(array.count(i), array.twice(i))).toList();
  }

  /** What lies in the memory, whoever writes it. */
  public List<Long> raw() {
    return single != null ? values(Stream.of(single.raw())) : values(array.raw().stream());
  }

  private static List<Long> values(Stream<? extends Tally> tallies) {
    return tallies.flatMap(tally -> Stream.of(tally.count(), tally.twice())).toList();
  }

  /** The number of the last commit. */
  public long version() {
    return single != null ? single.version() : array.version();
  }

  /** Waits for a commit. */
  public long awaitChange(long version, Duration timeout) {
    return single != null ? single.awaitChange(version, timeout) : array.awaitChange(version, timeout);
  }

  @Override
  public void close() {
    handle.close();
  }
}
