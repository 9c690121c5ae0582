package org.sharedstruct.support;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.sharedstruct.OwnerDiedException;

/**
 * What every guarded view of an array offers beside the fields of its elements. A view whose elements have a field
 * with the name of one of these is no such view: it has the others as its own, and all of them by {@link
 * GuardedArrayStatics}.
 *
 * @param <I> the struct's interface
 * @param <V> the raw view of an element
 * @param <A> the raw view of the array
 * @param <G> the guarded view of an element
 * @param <S> the guarded view of the array
 * @param <R> the record
 */
public abstract class GuardedArrayOperations<I, V extends RawStruct<I, V, R>, A extends RawArray<I, V, A, R>,
    G extends GuardedView<I, V, R>, S extends GuardedArray<I, V, A, G, S, R>, R>
    extends GuardedArray<I, V, A, G, S, R> {

  /**
   * For generated views.
   *
   * @param guard the way to the memory
   * @param first the first element, counted from the region's first
   * @param length how many elements
   * @param codec an element
   */
  protected GuardedArrayOperations(ViewGuard guard, long first, long length, StructCodec<I, V, A, R> codec) {
    super(guard, first, length, codec);
  }

  /**
   * The guarded view of one element.
   *
   * @param index from 0 to {@code length() - 1}
   * @return a guarded view
   * @throws IndexOutOfBoundsException if there is no such element
   */
  public final G get(long index) {
    return element(index);
  }

  /**
   * All fields of one element as one commit left them; see {@link GuardedOperations#snapshot}.
   *
   * @param index from 0 to {@code length() - 1}
   * @return a record
   * @throws IndexOutOfBoundsException if there is no such element
   */
  public final R snapshot(long index) {
    return read(index);
  }

  /**
   * Stores all fields of one element as one commit.
   *
   * @param index from 0 to {@code length() - 1}
   * @param values what to store; of a guarded view, the fields of one commit
   * @throws IndexOutOfBoundsException if there is no such element
   */
  public abstract void set(long index, I values);

  /**
   * Stores all elements. All values are checked first. A reader of the whole array sees all of them or none.
   *
   * @param values what to store, exactly {@code length()} of them
   * @throws IllegalArgumentException if there are more or fewer, or a value has no room
   */
  public final void setAll(List<? extends I> values) {
    storeAll(values);
  }

  /**
   * Stores all elements. All values are checked first. A reader of the whole array sees all of them or none.
   *
   * @param values what to store, exactly {@code length()} of them
   * @throws IllegalArgumentException if there are more or fewer, or a value has no room
   */
  public final void setAll(I[] values) {
    storeAll(List.of(values));
  }

  /**
   * Stores the same values in every element. They are checked first. A reader of the whole array sees all of
   * them or none.
   *
   * @param values what to store; of a guarded view, the fields of one commit
   * @throws IllegalArgumentException if a value has no room
   */
  public final void fill(I values) {
    storeEverywhere(values);
  }

  /**
   * Copies all elements to the heap, as they were at one moment; see {@link #snapshot()}.
   *
   * @param target gets the records, exactly {@code length()} of them
   * @throws IllegalArgumentException if it is longer or shorter
   */
  public final void copyTo(R[] target) {
    readAll(target);
  }

  /**
   * Runs an action on one element, under the lock and as one commit; see {@link GuardedOperations#update}.
   *
   * @param index from 0 to {@code length() - 1}
   * @param action reads and writes the raw view it is given, which is not to be kept
   * @throws IndexOutOfBoundsException if there is no such element
   */
  public final void update(long index, Consumer<V> action) {
    G element = element(index);
    guard.update(element.index, element.raw, action);
  }

  /**
   * As {@link #update(long, Consumer)}, with a result.
   *
   * @param <T> the result's type
   * @param index from 0 to {@code length() - 1}
   * @param function reads and writes the raw view it is given, which is not to be kept
   * @return what the function returned
   * @throws IndexOutOfBoundsException if there is no such element
   */
  public final <T> T compute(long index, Function<V, T> function) {
    G element = element(index);
    return guard.compute(element.index, element.raw, function);
  }

  /**
   * Runs an action on several elements, under the lock. It writes them through the guarded view that it is
   * given, or any other of the same handle, by their setters, {@code set} and {@code update}.
   *
   * <p>If it throws, all that it wrote is undone. If the array was created with {@link
   * org.sharedstruct.SharedMemory#ATOMIC_ARRAY}, others see all of its writes or none, also if the process
   * is killed. Otherwise they may see it element by element; if the process is killed in between,
   * everyone is told by an {@link OwnerDiedException} until {@link #repair} was called.
   *
   * @param action writes elements through the guarded view it is given
   * @throws OwnerDiedException if that has happened
   * @throws IllegalStateException if the region is closed
   * @throws UnsupportedOperationException if the region was opened {@code READ_ONLY}
   */
  public final void update(Consumer<S> action) {
    compute(all -> {
      action.accept(all);
      return null;
    });
  }

  /**
   * As {@link #update(Consumer)}, with a result.
   *
   * @param <T> the result's type
   * @param function writes elements through the guarded view it is given
   * @return what the function returned
   * @throws OwnerDiedException as {@code update}
   * @throws IllegalStateException as {@code update}
   * @throws UnsupportedOperationException as {@code update}
   */
  public final <T> T compute(Function<S, T> function) {
    return guard.computeAll(self(), function);
  }

  /**
   * Makes a whole of an array that a process left half written when it was killed, and says so. Each
   * element is as some commit left it; which of them belong together only the action can know. If it
   * throws, what it wrote is undone and the array stays as it was found. An array that is not half
   * written is updated.
   *
   * @param action writes elements through the guarded view it is given
   * @throws IllegalStateException if the region is closed
   * @throws UnsupportedOperationException if the region was opened {@code READ_ONLY}
   */
  public final void repair(Consumer<S> action) {
    guard.repair(self(), action);
  }

  /**
   * Waits for a commit in the region, of whichever element. An interrupt ends the wait; the
   * thread's interrupt status is kept.
   *
   * <p>Read the version <em>before</em> the snapshot that decides whether to wait.
   * {@code snapshot(i)}, then {@code awaitChange(version(), timeout)} sleeps over a commit that
   * came between the two. {@link #await} and {@link #changes} do it right, and take no notice of
   * other elements.
   *
   * @param version the version already seen
   * @param timeout how long to wait at most
   * @return the version now; the given one if there was no commit in that time, or before an
   *     interrupt
   * @throws IllegalStateException if the region is closed or the calling thread holds its lock
   */
  public final long awaitChange(long version, Duration timeout) {
    return guard.awaitChange(version, timeout);
  }

  /**
   * Waits for a snapshot of one element that satisfies a condition; see {@link GuardedOperations#await}.
   *
   * @param index from 0 to {@code length() - 1}
   * @param condition what is waited for; it should depend on the record alone
   * @param timeout how long to wait at most; zero or less: only look
   * @return the first snapshot that satisfies it, perhaps at once
   * @throws InterruptedException if the thread is interrupted on entry or while it waits
   * @throws TimeoutException if there was none in that time; its message has the last one
   * @throws IndexOutOfBoundsException if there is no such element
   * @throws IllegalStateException if the region is closed, or if the calling thread would wait and holds the lock
   */
  public final R await(long index, Predicate<? super R> condition, Duration timeout)
      throws InterruptedException, TimeoutException {
    return Awaiting.await(element(index), condition, timeout);
  }

  /**
   * What one element is now, then what it is after each commit that changed it; see {@link
   * GuardedOperations#changes}. Commits of other elements are not shown.
   *
   * @param index from 0 to {@code length() - 1}
   * @param idle for how long the element must not change to end the stream
   * @return a stream of snapshots
   * @throws IndexOutOfBoundsException if there is no such element
   */
  public final Stream<R> changes(long index, Duration idle) {
    return Changes.of(element(index), idle);
  }

  /**
   * A view of some of the elements.
   *
   * @param from the first element of the slice
   * @param length how many elements it has
   * @return the view, whose element 0 is element {@code from} of this one
   * @throws IndexOutOfBoundsException if the slice is not within the array
   */
  public final S slice(long from, long length) {
    return part(from, length);
  }

  @SuppressWarnings("unchecked") // S is the generated subclass itself
  private S self() {
    return (S) this;
  }
}
