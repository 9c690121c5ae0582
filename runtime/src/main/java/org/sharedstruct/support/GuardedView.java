package org.sharedstruct.support;

import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Lock;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.sharedstruct.InvalidValueException;

/**
 * A guarded view of one struct, alone or in an array. {@link GuardedOperations} has its operations as methods of the
 * view, {@link GuardedStatics} in a form whose names are not the user's to take.
 *
 * <p>Any thread of any process may use a guarded view at any time.
 *
 * @param <I> the struct's interface
 * @param <V> the raw view
 * @param <R> the record
 */
public abstract class GuardedView<I, V extends RawStruct<I, V, R>, R> {

  /** The way to the memory. */
  protected final ViewGuard guard;

  /** Which element of the region this is; 0 for a single struct. */
  protected final long index;

  final V raw;
  private final StructCodec<I, V, ?, R> codec;

  /**
   * For generated views.
   *
   * @param guard the way to the memory
   * @param index which element of the region; 0 for a single struct
   * @param raw the same element without the lock
   * @param codec how the struct lies in memory
   */
  protected GuardedView(ViewGuard guard, long index, V raw, StructCodec<I, V, ?, R> codec) {
    this.guard = guard;
    this.index = index;
    this.codec = codec;
    this.raw = raw;
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
    return source instanceof GuardedView<?, ?, ?> view ? (S) view.read() : source;
  }

  /**
   * For generated code: a snapshot.
   *
   * @param <R> the record
   * @param view the view
   * @return what {@link GuardedOperations#snapshot} returns
   */
  protected static <R> R last(GuardedView<?, ?, R> view) {
    return view.read();
  }

  final R read() {
    MemorySegment memory = RawView.memory(raw);
    try {
      long stamp = ViewGuard.stamp(memory);
      if (ViewGuard.isInPlace(stamp)) { // most often
        R record = record(raw);
        if (guard.valid(memory, stamp)) {
          return record;
        }
      }
    } catch (InvalidValueException perhapsTorn) {
      // then it is read again; what was committed fails again
    } catch (RuntimeException | InternalError failure) {
      throw guard.explain(failure);
    }
    return guard.read(index, 0, codec); // without this view, which the compiler need not make for it then
  }

  /**
   * Stores all fields as one commit.
   *
   * @param view this one; a parameter, so that the name is left to the user
   * @param values what to store; of a guarded view, the fields of one commit
   */
  protected abstract void store(GuardedView<I, V, R> view, I values);

  final void store(I values) {
    store(this, values);
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
  protected static <V extends RawStruct<?, V, R>, R> void write(
      GuardedView<?, V, R> view, BiConsumer<? super V, ? super R> writer, R values) {
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
   * For generated code: runs a default method that writes in one update, as {@code compute} does. It throws what
   * the method throws, be it declared or not, and returns nothing that could write after the update.
   *
   * @param <V> the raw view
   * @param <T> the result's type
   * @param view the view
   * @param method the method
   * @return what the method returned, without raw views
   */
  @SuppressWarnings("unchecked") // records and guarded views are of the user's types as well
  protected static <V extends RawStruct<?, V, ?>, T> T inOneUpdate(
      GuardedView<?, V, ?> view, DefaultMethod<? super V, ? extends T> method) {
    return view.guard.compute(view.index, view.raw, raw -> {
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
  protected static <V extends RawStruct<?, V, ?>> void runInOneUpdate(
      GuardedView<?, V, ?> view, VoidMethod<? super V> method) {
    inOneUpdate(view, raw -> {
      method.run(raw);
      return null;
    });
  }

  @SuppressWarnings("unchecked") // an exception is thrown as what it is, whatever it is cast to
  private static <X extends Throwable> X undeclared(Throwable failure) throws X {
    throw (X) failure;
  }

  /** The values of a snapshot, and where it was taken. */
  @Override
  public final String toString() {
    return Text.of(getClass().getSimpleName(), guard::isOpen, this::read) + " of " + guard;
  }
}
