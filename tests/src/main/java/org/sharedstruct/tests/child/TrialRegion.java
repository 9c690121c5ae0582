package org.sharedstruct.tests.child;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.sharedstruct.OwnerDiedException;
import org.sharedstruct.format.Format;
import org.sharedstruct.tests.ParcelRecord;
import org.sharedstruct.tests.child.Tallies.Form;

/**
 * A region in which one thread of a pool is made to fail, through one handle, and another one looks
 * what came of it, through that handle and a second one. After a failure the first does nothing at
 * all until the second has found all in order: a thread of a pool may have nothing more to do.
 */
final class TrialRegion {

  /** Far more than it takes to find a hold that is lost, on a busy machine. */
  static final long LIMIT_SECONDS = 10;

  private final Trial trial;
  private final Form form;
  private final Path path;
  private final SecondProcess process;

  /** Whether no call of the thread that fails succeeds any more, a given lock's unlock included. */
  private final boolean exhausts;

  /** What a process that was killed has left; null: none was. */
  private final byte[] remains;

  private final ExecutorService thread;
  private final Parcels own;
  private final Parcels other;
  private final List<ParcelRecord> untouched;
  private List<ParcelRecord> before;
  private long n;

  /** What the thread that fails is to write next; it writes this field. */
  private volatile long next;

  /**
   * Opens both handles.
   *
   * @param path is there only if a process was killed in it
   * @param threads makes the thread that fails
   * @param exhausts whether calls go on failing until the error has come to the user
   * @param process looks from outside; null: none does
   */
  TrialRegion(Trial trial, Form form, Path path, ThreadFactory threads, boolean exhausts,
      SecondProcess process) throws Exception {
    this.trial = trial;
    this.form = form;
    this.path = path;
    this.exhausts = exhausts;
    this.process = process;
    remains = trial.isRecovery() && Files.exists(path) ? Files.readAllBytes(path) : null;
    if (remains == null) {
      Parcels.create(form, path);
    }
    own = Parcels.open(form, path);
    other = Parcels.open(form, path);
    untouched = remains == null ? own.together() : Parcels.zeros(form);
    before = untouched;
    thread = Executors.newSingleThreadExecutor(threads);
    if (trial.isDisturbed()) {
      inThread(() -> {
        FaultyThread.disturbBy(this::commitTheSame);
        return null;
      });
    }
  }

  private void commitTheSame() {
    if (other.lock().holder().isEmpty()) {
      other.element().twice(before.getLast().twice());
    }
  }

  <T> T inThread(Callable<T> work) throws Exception {
    try {
      return thread.submit(work).get(12 * LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }

  /**
   * Does it some times, so that no class is loaded while it fails: one that fails in that is lost.
   */
  void warmUp(int times) throws Exception {
    for (int i = 1; i < times; i++) {
      prepare();
      inThread(operation());
      before = own.together();
    }
    prepare();
    inThread(operation());
    String wrong = examine(false, null, false);
    if (!wrong.isEmpty()) {
      throw new IllegalStateException("without any failure " + wrong);
    }
  }

  /** Makes the region as it is to be before the operation. */
  void prepare() throws IOException {
    n++;
    if (remains != null) {
      before = untouched;
      int from = (int) Format.LOCK;
      try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
        // the owner last: nobody takes the region for a dead one's before it is
        int rest = (int) Format.SEQ;
        channel.write(ByteBuffer.wrap(remains, rest, remains.length - rest), rest);
        channel.write(ByteBuffer.wrap(remains, from, rest - from), from);
      }
    }
  }

  /** The operation, for the thread that is to fail; called again, it writes the next number. */
  Callable<Void> operation() {
    next = n;
    return () -> {
      trial.run(own, next);
      next++;
      return null;
    };
  }

  /** Finds what the last call of the {@link #operation} found. */
  private void skipTo(long last) {
    for (; n < last; n++) {
      before = trial.done(before, n);
    }
  }

  /**
   * Looks what came of an operation.
   *
   * @param failed whether anything in it failed
   * @param thrown what it threw, or null
   * @param fromOutside whether a process is to look, too
   * @return what is wrong; empty: nothing
   */
  String examine(boolean failed, Throwable thrown, boolean fromOutside) throws Exception {
    skipTo(thrown == null ? next - 1 : next);
    boolean inUnlock = thrown != null && own.owesUnlock();
    if (inUnlock || failed && exhausts) {
      inThread(() -> {
        own.payUnlocks();
        return null;
      });
    }
    Set<List<ParcelRecord>> allowed = thrown != null
        ? trial.failed(form, before, n, inUnlock)
        : failed ? trial.survived(before, n) : Set.of(trial.done(before, n));
    try {
      String wrong = firstWrong(allowed, fromOutside);
      return wrong.isEmpty() ? again() : wrong;
    } catch (OwnerDiedException told) {
      return trial.mayBeTold(form) && thrown != null
          ? afterTold()
          : "an OwnerDiedException where nothing is half written";
    }
  }

  private String firstWrong(Set<List<ParcelRecord>> allowed, boolean fromOutside) throws Exception {
    if (!trial.mayBeTold(form)) {
      List<ParcelRecord> at = other.together();
      if (!allowed.contains(at)) {
        return "before anyone took the lock others saw " + difference(at, allowed);
      }
    }
    if (!gets(other)) {
      return "the lock stayed taken, by " + other.lock().holder() + "; others see "
          + brief(other.raw()) + " in memory";
    }
    if (!gets(own)) {
      return "the lock was free, but another thread of the same handle did not get it";
    }
    if (!own.given().tryLock(0, TimeUnit.SECONDS)) {
      return "the given lock stayed taken: " + own.given();
    }
    own.given().unlock();
    for (Parcels handle : List.of(own, other)) {
      List<ParcelRecord> seen = handle.together();
      if (!allowed.contains(seen)) {
        return "afterwards there was " + difference(seen, allowed);
      }
      before = seen;
    }
    if (fromOutside && process != null) {
      String seen = process.look(form, path);
      return seen.equals(before.toString())
          ? ""
          : "another process saw " + seen + " in place of " + before;
    }
    return "";
  }

  private static boolean gets(Parcels parcels) throws InterruptedException {
    boolean got = parcels.lock().tryLock(LIMIT_SECONDS, TimeUnit.SECONDS);
    if (got) {
      parcels.lock().unlock();
    }
    return got;
  }

  private static String difference(List<ParcelRecord> seen, Set<List<ParcelRecord>> allowed) {
    return brief(seen) + (allowed.isEmpty()
        ? ", and nobody was told that it is half written"
        : " in place of " + allowed.stream().map(TrialRegion::brief).toList());
  }

  /** The same number in all fields, if it is whole. */
  private static String brief(List<ParcelRecord> parcels) {
    return parcels.stream()
        .map(p -> "%d,%d/2,%s,%d,%d".formatted(
            p.number(), p.twice(), p.label(), p.id().getLeastSignificantBits(), p.hops()))
        .collect(Collectors.joining(" | ", "[", "]"));
  }

  /** The thread that failed does the same once more. */
  private String again() throws Exception {
    n++;
    List<ParcelRecord> after = trial.done(before, n);
    try {
      inThread(operation());
    } catch (Exception | Error failure) {
      return "the same operation threw afterwards: " + FaultyThread.describe(failure);
    }
    before = other.together();
    return before.equals(after)
        ? ""
        : "the same operation left " + difference(before, Set.of(after));
  }

  /** Everyone is told, and a repair by anyone makes a whole. */
  private String afterTold() throws Exception {
    for (Parcels handle : List.of(own, other)) {
      if (!isTold(() -> handle.lock().lock()) || !isTold(handle::together)
          || !isTold(() -> handle.array().update(all -> {}))) {
        return "not everyone was told that the array is half written";
      }
    }
    long repaired = ++n;
    other.array().repair(all -> {
      for (long i = 0; i < all.length(); i++) {
        all.set(i, Parcels.parcel(repaired));
      }
    });
    before = other.together();
    return again();
  }

  private static boolean isTold(Runnable action) {
    try {
      action.run();
      return false;
    } catch (OwnerDiedException told) {
      return true;
    }
  }

  /** Closes all; to be called where all was in order. */
  void close() throws Exception {
    thread.shutdown();
    own.close();
    other.close();
  }
}
