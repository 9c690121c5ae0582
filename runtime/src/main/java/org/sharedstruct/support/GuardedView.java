package org.sharedstruct.support;

import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Lock;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.sharedstruct.InvalidValueException;

/**
 * The superclass of generated guarded views of one struct, alone or in an array. Its static methods are
 * the operations of every guarded view; generated views have them as instance methods too, where the
 * user's interface leaves the name free.
 *
 * <p>Any thread of any process may use a guarded view at any time.
 *
 * @param <V> the raw view
 * @param <R> the record
 */
public abstract class GuardedView<V extends RawView, R> {

  /** The way to the memory. */
  protected final ViewGuard guard;

  /** Which element of the region this is; 0 for a single struct. */
  protected final long index;

  private final V raw;
  private final StructCodec<V, ?, R> codec;

  /**
   * Makes a guarded view.
   *
   * @param <G> the view's type
   */
  @FunctionalInterface
  public interface Factory<G> {

    /**
     * A view of one struct.
     *
     * @param guard the way to the memory
     * @param index which element of the region; 0 for a single struct
     * @return the view
     */
    G at(ViewGuard guard, long index);
  }

  /**
   * For generated views.
   *
   * @param guard the way to the memory
   * @param index which element of the region; 0 for a single struct
   * @param factory makes raw views
   * @param codec how the struct lies in memory
   */
  protected GuardedView(ViewGuard guard, long index, RawView.Factory<V> factory, StructCodec<V, ?, R> codec) {
    this.guard = guard;
    this.index = index;
    this.codec = codec;
    raw = guard.raw(index, factory);
  }

  /**
   * For generated views: copies the fields.
   *
   * @param raw where they are
   * @return a record
   */
  protected abstract R record(V raw);

  /**
   * What anything of ours that is given a struct reads instead of it: reading the fields of a guarded
   * view one by one would mix commits.
   *
   * @param <S> the struct's interface
   * @param source a struct of any kind
   * @return a snapshot if it is a guarded view, else the source itself
   */
  @SuppressWarnings("unchecked") // the record of a guarded view implements the interface of the view
  public static <S> S whole(S source) {
    return source instanceof GuardedView<?, ?> view ? (S) snapshot(view) : source;
  }

  /**
   * All fields as one commit left them. Waits for no writer, be it alive, stopped or dead; it reads again
   * where a commit came in between, and where that happens again and again it takes the lock for a moment
   * if it is free. Within one's own update: as they are at the moment.
   *
   * @param <V> the raw view
   * @param <R> the record
   * @param view the view
   * @return a record
   * @throws IllegalStateException if the region is closed
   * @throws InvalidValueException if what was committed is no value of a field's type
   */
  public static <V extends RawView, R> R snapshot(GuardedView<V, R> view) {
    ViewGuard guard = view.guard;
    MemorySegment memory = RawView.memory(view.raw);
    try {
      long stamp = ViewGuard.stamp(memory);
      if (ViewGuard.isInPlace(stamp)) { // most often
        R record = view.record(view.raw);
        if (guard.valid(memory, stamp)) {
          return record;
        }
      }
    } catch (InvalidValueException perhapsTorn) {
      // then it is read again; what was committed fails again
    } catch (RuntimeException | InternalError failure) {
      throw guard.explain(failure);
    }
    return readAgain(view);
  }

  /** It goes on without the view, which the compiler need not make for it then. */
  static <R> R readAgain(GuardedView<?, R> view) {
    return view.guard.read(view.index, 0, view.codec);
  }

  /** Reads the struct where its committed bytes lie. */
  static <R> R read(GuardedView<?, R> view, long source) {
    return view.guard.readAt(source, view.codec);
  }

  /**
   * Runs an action on the struct, under the lock and as one commit: others see all of its writes or,
   * if it throws, none. An update within an update joins the outer one; if it alone fails, what it
   * wrote is undone. An update within a hold of {@code lock()} becomes visible with the last unlock.
   *
   * @param <V> the raw view
   * @param view the view
   * @param action reads and writes the raw view it is given, which is not to be kept
   * @throws IllegalStateException if the region is closed, or if an update of another element of the
   *     same array is going on in this thread
   * @throws UnsupportedOperationException if the region was opened {@code READ_ONLY}
   */
  public static <V extends RawView> void update(GuardedView<V, ?> view, Consumer<? super V> action) {
    view.guard.update(view.index, view.raw, action);
  }

  /**
   * As {@link #update}, with a result.
   *
   * @param <V> the raw view
   * @param <T> the result's type
   * @param view the view
   * @param function reads and writes the raw view it is given, which is not to be kept
   * @return what the function returned
   * @throws IllegalStateException as {@link #update}
   * @throws UnsupportedOperationException as {@link #update}
   */
  public static <V extends RawView, T> T compute(
      GuardedView<V, ?> view, Function<? super V, ? extends T> function) {
    return view.guard.compute(view.index, view.raw, function);
  }

  /**
   * For generated code: stores a record as one commit. The writer takes it as an argument, so that nothing
   * has to be made to hold it.
   *
   * @param <V> the raw view
   * @param <R> the record
   * @param view the view
   * @param writer copies to a raw view
   * @param values what to store
   */
  protected static <V extends RawView, R> void set(
      GuardedView<V, R> view, BiConsumer<? super V, ? super R> writer, R values) {
    view.guard.update(view.index, view.raw, writer, values);
  }

  /**
   * For generated code: a default method of the user's interface.
   *
   * @param <V> the raw view
   * @param <T> the result's type
   */
  @FunctionalInterface
  protected interface DefaultMethod<V, T> {

    /**
     * Runs it.
     *
     * @param raw on which view
     * @return what it returned
     * @throws Throwable what it threw
     */
    T run(V raw) throws Throwable;
  }

  /**
   * For generated code: runs a default method that writes in one update, as {@link #compute} does. It throws what
   * the method throws, be it declared or not, and returns nothing that could write after the update.
   *
   * @param <V> the raw view
   * @param <T> the result's type
   * @param view the view
   * @param method the method
   * @return what the method returned, without raw views
   */
  @SuppressWarnings("unchecked") // records and guarded views are of the user's types as well
  protected static <V extends RawView, T> T inOneUpdate(
      GuardedView<V, ?> view, DefaultMethod<? super V, ? extends T> method) {
    return compute(view, raw -> {
      try {
        return (T) new Detached(raw, view).of(method.run(raw));
      } catch (Throwable failure) {
        throw GuardedView.<RuntimeException>undeclared(failure);
      }
    });
  }

  /**
   * For generated code: a default method that returns nothing.
   *
   * @param <V> the raw view
   */
  @FunctionalInterface
  protected interface VoidMethod<V> {

    /**
     * Runs it.
     *
     * @param raw on which view
     * @throws Throwable what it threw
     */
    void run(V raw) throws Throwable;
  }

  /**
   * As {@link #inOneUpdate}, for a method that returns nothing.
   *
   * @param <V> the raw view
   * @param view the view
   * @param method the method
   */
  protected static <V extends RawView> void runInOneUpdate(
      GuardedView<V, ?> view, VoidMethod<? super V> method) {
    inOneUpdate(view, raw -> {
      method.run(raw);
      return null;
    });
  }

  @SuppressWarnings("unchecked") // an exception is thrown as what it is, whatever it is cast to
  private static <X extends Throwable> X undeclared(Throwable failure) throws X {
    throw (X) failure;
  }

  /**
   * The lock that writers of this view take: the one given to {@code guarded(Lock)}, or the region's
   * {@link org.sharedstruct.SharedLock}.
   *
   * @param view the view
   * @return the lock
   */
  public static Lock lock(GuardedView<?, ?> view) {
    return view.guard.lock();
  }

  /**
   * The same struct without the lock.
   *
   * @param <V> the raw view
   * @param view the view
   * @return the raw view
   */
  public static <V extends RawView> V raw(GuardedView<V, ?> view) {
    return view.raw;
  }

  /**
   * The number of the last commit in the region.
   *
   * @param view the view
   * @return a number that grows with every commit
   */
  public static long version(GuardedView<?, ?> view) {
    return view.guard.version();
  }

  /**
   * Waits for a commit in the region, of any element if it is an array. An interrupt ends the wait;
   * the thread's interrupt status is kept.
   *
   * <p>Read the version <em>before</em> the snapshot that decides whether to wait.
   * {@code snapshot()}, then {@code awaitChange(version(), timeout)} sleeps over a commit that came
   * between the two. {@link #await} and {@link #changes} do it right.
   *
   * @param view the view
   * @param version the version already seen
   * @param timeout how long to wait at most
   * @return the version now; the given one if there was no commit in that time, or before an
   *     interrupt
   * @throws IllegalStateException if the region is closed or the calling thread holds its lock
   */
  public static long awaitChange(GuardedView<?, ?> view, long version, Duration timeout) {
    return view.guard.awaitChange(version, timeout);
  }

  /**
   * Waits for a snapshot that satisfies a condition. It looks at once, and again after each commit;
   * where several come in a short time, some of them may go unseen. Waits for no writer.
   *
   * @param <V> the raw view
   * @param <R> the record
   * @param view the view
   * @param condition what is waited for; it should depend on the record alone
   * @param timeout how long to wait at most; zero or less: only look
   * @return the first snapshot that satisfies it, perhaps at once
   * @throws InterruptedException if the thread is interrupted on entry or while it waits
   * @throws TimeoutException if there was none in that time; its message has the last one
   * @throws IllegalStateException if the region is closed, or if the condition is not met and the
   *     calling thread holds the region's lock, so that it would wait for itself
   */
  public static <V extends RawView, R> R await(
      GuardedView<V, R> view, Predicate<? super R> condition, Duration timeout)
      throws InterruptedException, TimeoutException {
    return Awaiting.await(view, condition, timeout);
  }

  /**
   * What is there now, then what is there after each commit that changed it. Where several come in
   * a short time, some of them may go unseen, but never the last. Two in a row are never equal:
   * commits that store what was there are not shown. Waits for no writer.
   *
   * <p>The stream ends when nothing has changed for the given time, when the thread that goes
   * through it is interrupted (it keeps the status), and when the stream is closed, by whichever
   * thread. It is ordered, sequential and lazy, and looks for the next value when that is asked
   * for. It need not be closed. Its operations throw {@link IllegalStateException} when the region
   * is closed, and where they would wait in a thread that holds the region's lock.
   *
   * @param <R> the record
   * @param view the view
   * @param idle for how long nothing must change to end the stream
   * @return a stream of snapshots
   */
  public static <R> Stream<R> changes(GuardedView<?, R> view, Duration idle) {
    return Changes.of(view, idle);
  }

  /**
   * For {@code toString} of generated views.
   *
   * @param view the view
   * @param type the view's type
   * @param values a snapshot, taken if the memory is still there
   * @return type, values and place
   */
  protected static String toString(GuardedView<?, ?> view, String type, Supplier<?> values) {
    return Text.of(type, view.guard::isOpen, values) + " of " + view.guard;
  }
}
