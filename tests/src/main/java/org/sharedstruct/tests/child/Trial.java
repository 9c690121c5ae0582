package org.sharedstruct.tests.child;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.sharedstruct.tests.GuardedParcel;
import org.sharedstruct.tests.ParcelRecord;
import org.sharedstruct.tests.RawParcel;
import org.sharedstruct.tests.child.Tallies.Form;

/** What a user may call, to be made to fail at any place in it. */
enum Trial {

  SETTER(Reach.ELEMENT, (raw, n) -> raw.twice(n), (p, n) -> p.element().twice(n)),

  TEXT_SETTER(Reach.ELEMENT, (raw, n) -> raw.label("t" + n), (p, n) -> p.element().label("t" + n)),

  UUID_SETTER(Reach.ELEMENT, (raw, n) -> raw.id(new UUID(n, 1)),
      (p, n) -> p.element().id(new UUID(n, 1))),

  COMPARE_AND_SET(Reach.ELEMENT, (raw, n) -> raw.hops(n), (p, n) -> {
    if (!p.element().compareAndSetHops(p.element().hops(), n)) {
      throw new IllegalStateException("the value was another one");
    }
  }),

  GET_AND_ADD(Reach.ELEMENT, (raw, n) -> raw.hops(raw.hops() + n),
      (p, n) -> p.element().getAndAddHops(n)),

  GET_AND_SET(Reach.ELEMENT, (raw, n) -> raw.hops(n), (p, n) -> p.element().getAndSetHops(n)),

  SET(Reach.ELEMENT, Parcels::write, (p, n) -> p.element().set(Parcels.parcel(n))),

  UPDATE(Reach.ELEMENT, Parcels::write, (p, n) -> p.element().update(raw -> Parcels.write(raw, n))),

  COMPUTE(Reach.ELEMENT, Parcels::write,
      (p, n) -> p.element().compute(raw -> Parcels.write(raw, n).hops())),

  SETTERS_IN_UPDATE(Reach.ELEMENT, (raw, n) -> raw.number(n).twice(2 * n).label("s" + n), (p, n) ->
      p.element().update(raw -> {
        p.element().number(n);
        raw.twice(2 * n);
        p.element().label("s" + n);
      })),

  NESTED_UPDATE(Reach.ELEMENT, Parcels::write, (p, n) -> p.element().update(raw -> {
    raw.number(n).hops(n);
    p.element().update(inner -> inner.twice(2 * n).label("n" + n));
    raw.id(new UUID(n, n));
  })),

  /** The inner update may fail alone. */
  CAUGHT_UPDATE(Reach.ELEMENT, Parcels::write, (p, n) -> p.element().update(raw -> {
    raw.number(n).hops(n);
    catching(() -> p.element().update(inner -> inner.twice(2 * n).label("n" + n)));
    raw.id(new UUID(n, n));
  })) {
    @Override
    void writeWithoutInner(RawParcel raw, long n) {
      raw.number(n).hops(n).id(new UUID(n, n));
    }
  },

  FAILING_UPDATE(Reach.ELEMENT, (raw, n) -> {}, (p, n) -> refusing(() -> p.element().update(raw -> {
    Parcels.write(raw, n);
    throw new Refusal();
  }))),

  UPDATE_IN_LOCK(Reach.ELEMENT, Parcels::write,
      (p, n) -> p.inLock(() -> p.element().update(raw -> Parcels.write(raw, n)))),

  LOCK(Reach.ELEMENT, (raw, n) -> {}, (p, n) -> p.inLock(() -> {})),

  LOCK_TWICE(Reach.ELEMENT, (raw, n) -> {}, (p, n) -> p.inLock(() -> p.inLock(() -> {}))),

  TRY_LOCK(Reach.ELEMENT, (raw, n) -> {}, (p, n) -> {
    if (!p.tryInLock(() -> p.lock().tryLock())) {
      throw new IllegalStateException("the lock was not free");
    }
  }),

  TIMED_LOCK(Reach.ELEMENT, (raw, n) -> {}, (p, n) -> {
    if (!p.tryInLock(() -> p.lock().tryLock(1, TimeUnit.SECONDS))) {
      throw new IllegalStateException("the lock was not free");
    }
  }),

  SESSION(Reach.ELEMENT, (raw, n) -> {}, (p, n) -> p.inSession(() -> {})),

  SESSION_TWICE(Reach.ELEMENT, (raw, n) -> {}, (p, n) -> p.inSession(() -> p.inSession(() -> {}))),

  SESSION_SETTER(Reach.ELEMENT, (raw, n) -> raw.twice(n), (p, n) -> p.inSession(() -> p.element().twice(n))),

  SESSION_TEXT_SETTER(Reach.ELEMENT, (raw, n) -> raw.label("t" + n),
      (p, n) -> p.inSession(() -> p.element().label("t" + n))),

  SESSION_GET_AND_ADD(Reach.ELEMENT, (raw, n) -> raw.hops(raw.hops() + n),
      (p, n) -> p.inSession(() -> p.element().getAndAddHops(n))),

  SESSION_SET(Reach.ELEMENT, Parcels::write, (p, n) -> p.inSession(() -> p.element().set(Parcels.parcel(n)))),

  SESSION_UPDATE(Reach.ELEMENT, Parcels::write,
      (p, n) -> p.inSession(() -> p.element().update(raw -> Parcels.write(raw, n)))),

  SESSION_NESTED_UPDATE(Reach.ELEMENT, Parcels::write, (p, n) -> p.inSession(() -> p.element().update(raw -> {
    raw.number(n).hops(n);
    p.element().update(inner -> inner.twice(2 * n).label("n" + n));
    raw.id(new UUID(n, n));
  }))),

  SESSION_FAILING_UPDATE(Reach.ELEMENT, (raw, n) -> {},
      (p, n) -> p.inSession(() -> refusing(() -> p.element().update(raw -> {
        Parcels.write(raw, n);
        throw new Refusal();
      })))),

  SESSION_LOCK(Reach.ELEMENT, Parcels::write, (p, n) ->
      p.inSession(() -> p.inLock(() -> p.element().update(raw -> Parcels.write(raw, n))))),

  SESSION_SNAPSHOT(Reach.ELEMENT, (raw, n) -> {}, (p, n) -> p.inSession(() -> p.element().snapshot())),

  GIVEN_SETTER(Reach.ELEMENT, (raw, n) -> raw.twice(n), (p, n) -> p.givenElement().twice(n)),

  GIVEN_UPDATE(Reach.ELEMENT, Parcels::write,
      (p, n) -> p.givenElement().update(raw -> Parcels.write(raw, n))),

  GIVEN_GET_AND_ADD(Reach.ELEMENT, (raw, n) -> raw.hops(raw.hops() + n),
      (p, n) -> p.givenElement().getAndAddHops(n)),

  SNAPSHOT(Reach.ELEMENT, (raw, n) -> {}, (p, n) -> p.element().snapshot()),

  GETTERS(Reach.ELEMENT, (raw, n) -> {}, (p, n) ->
      Arrays.asList(p.element().number(), p.element().label(), p.element().id())),

  /** One that commits disturb until it takes the lock. */
  DISTURBED_SNAPSHOT(Reach.ELEMENT, (raw, n) -> {}, (p, n) -> p.element().snapshot()),

  /** As above, by a codec. */
  DISTURBED_GETTER(Reach.ELEMENT, (raw, n) -> {}, (p, n) -> p.element().id()),

  /** By a process that comes after one that was killed in an update. */
  RECOVERY(Reach.ELEMENT, Parcels::write,
      (p, n) -> p.element().update(raw -> Parcels.write(raw, n))),

  /** The same, with nothing written after it. */
  RECOVERY_BY_LOCK(Reach.ELEMENT, (raw, n) -> {}, (p, n) -> p.inLock(() -> {})),

  UPDATE_ALL(Reach.ALL, Parcels::write, (p, n) -> p.array().update(all -> setEach(all, n))),

  SETTERS_ALL(Reach.ALL, (raw, n) -> raw.number(n).twice(2 * n), (p, n) -> p.array().update(all -> {
    for (long i = 0; i < all.length(); i++) {
      all.number(i, n);
      all.twice(i, 2 * n);
    }
  })),

  COMPUTE_ALL(Reach.ALL, Parcels::write, (p, n) -> p.array().compute(all -> {
    setEach(all, n);
    return n;
  })),

  NESTED_ALL(Reach.ALL, Parcels::write, (p, n) -> p.array().update(all -> {
    for (long i = 0; i < all.length(); i++) {
      all.update(i, raw -> Parcels.write(raw, n));
    }
  })),

  /** The inner update may fail alone. */
  CAUGHT_ALL(Reach.ALL, Parcels::write, (p, n) -> p.array().update(all -> {
    for (long i = 0; i < all.length(); i++) {
      all.update(i, raw -> raw.number(n).id(new UUID(n, n)));
    }
    catching(() -> all.update(inner -> {
      for (long i = 0; i < inner.length(); i++) {
        inner.twice(i, 2 * n);
        inner.label(i, "n" + n);
      }
    }));
    for (long i = 0; i < all.length(); i++) {
      all.hops(i, n);
    }
  })) {
    @Override
    void writeWithoutInner(RawParcel raw, long n) {
      raw.number(n).id(new UUID(n, n)).hops(n);
    }
  },

  FAILING_ALL(Reach.ALL, (raw, n) -> {}, (p, n) -> refusing(() -> p.array().update(all -> {
    setEach(all, n);
    throw new Refusal();
  }))),

  UPDATE_ALL_IN_LOCK(Reach.ALL, Parcels::write,
      (p, n) -> p.inLock(() -> p.array().update(all -> setEach(all, n)))),

  REPAIR(Reach.ALL, Parcels::write, (p, n) -> p.array().repair(all -> setEach(all, n))),

  SET_ALL(Reach.ALL, Parcels::write,
      (p, n) -> p.array().setAll(Collections.nCopies(Parcels.LENGTH, Parcels.parcel(n)))),

  FILL(Reach.ALL, Parcels::write, (p, n) -> p.array().fill(Parcels.parcel(n))),

  COPY_WORDS(Reach.ALL, (raw, n) -> raw.hops(n), (p, n) ->
      p.array().copyHopsFrom(LongStream.generate(() -> n).limit(Parcels.LENGTH).toArray())),

  COPY_TEXTS(Reach.ALL, (raw, n) -> raw.label("c" + n), (p, n) -> p.array().copyLabelFrom(
      Collections.nCopies(Parcels.LENGTH, "c" + n).toArray(String[]::new))),

  SESSION_ALL(Reach.ALL, Parcels::write, (p, n) -> p.inSession(() -> p.array().update(all -> setEach(all, n)))),

  SESSION_FAILING_ALL(Reach.ALL, (raw, n) -> {},
      (p, n) -> p.inSession(() -> refusing(() -> p.array().update(all -> {
        setEach(all, n);
        throw new Refusal();
      })))),

  SESSION_REPAIR(Reach.ALL, Parcels::write, (p, n) -> p.inSession(() -> p.array().repair(all -> setEach(all, n)))),

  SESSION_FILL(Reach.ALL, Parcels::write, (p, n) -> p.inSession(() -> p.array().fill(Parcels.parcel(n)))),

  SESSION_COPY_WORDS(Reach.ALL, (raw, n) -> raw.hops(n), (p, n) -> p.inSession(() ->
      p.array().copyHopsFrom(LongStream.generate(() -> n).limit(Parcels.LENGTH).toArray()))),

  GIVEN_ALL(Reach.ALL, Parcels::write, (p, n) -> p.givenArray().update(all -> setEach(all, n))),

  SNAPSHOT_ALL(Reach.ALL, (raw, n) -> {}, (p, n) -> p.array().snapshot()),

  COPY_TO(Reach.ALL, (raw, n) -> {}, (p, n) -> p.array().copyHopsTo(new long[Parcels.LENGTH])),

  DISTURBED_ALL(Reach.ALL, (raw, n) -> {}, (p, n) -> p.array().snapshot()),

  /** By a process that comes after one that was killed while it updated all elements. */
  RECOVERY_ALL(Reach.ALL, Parcels::write, (p, n) -> p.array().repair(all -> setEach(all, n)));

  /** What it writes. */
  private enum Reach { ELEMENT, ALL }

  /** What it does to an element that it writes. */
  private interface Effect {
    void on(RawParcel raw, long n);
  }

  /** The call, which writes something that depends on a number. */
  private interface Call {
    void on(Parcels parcels, long n) throws Exception;
  }

  private final Reach reach;
  private final Effect effect;
  private final Call call;

  Trial(Reach reach, Effect effect, Call call) {
    this.reach = reach;
    this.effect = effect;
    this.call = call;
  }

  List<Form> forms() {
    return reach == Reach.ALL
        ? List.of(Form.PLAIN_ARRAY, Form.ATOMIC_ARRAY)
        : List.of(Form.values());
  }

  void run(Parcels parcels, long n) throws Exception {
    call.on(parcels, n);
  }

  /** Whether commits are to come between all of its steps. */
  boolean isDisturbed() {
    return name().startsWith("DISTURBED");
  }

  /** Whether it comes after a process that was killed. */
  boolean isRecovery() {
    return name().startsWith("RECOVERY");
  }

  /** Whether all that it can leave is known if it returned, also where something in it failed. */
  boolean isCertain() {
    return !isRecovery() && !catchesErrors();
  }

  /** Whether it catches what an update within it throws, and may throw something else later. */
  boolean catchesErrors() {
    return name().startsWith("CAUGHT");
  }

  /** Whether it writes several elements, of which others may be told that they are half written. */
  boolean mayBeTold(Form form) {
    return form == Form.PLAIN_ARRAY && reach == Reach.ALL;
  }

  /** Whether it found several elements half written, which only its end can make a whole. */
  boolean isToldBefore(Form form) {
    return isRecovery() && mayBeTold(form);
  }

  /** What others see after it returned and nothing in it failed. */
  List<ParcelRecord> done(List<ParcelRecord> before, long n) {
    return apply(before, raw -> effect.on(raw, n));
  }

  /** What others may see after it returned though something in it failed. */
  Set<List<ParcelRecord>> survived(List<ParcelRecord> before, long n) {
    return union(done(before, n), apply(before, raw -> writeWithoutInner(raw, n)));
  }

  /** What others may see after it threw an error. */
  Set<List<ParcelRecord>> failed(Form form, List<ParcelRecord> before, long n, boolean inUnlock) {
    if (isToldBefore(form)) {
      return Set.of();
    }
    return inUnlock ? union(before, done(before, n)) : Set.of(before);
  }

  /** What remains of it when an update within it has failed; the same if there is none. */
  void writeWithoutInner(RawParcel raw, long n) {
    effect.on(raw, n);
  }

  private static <T> Set<T> union(T one, T other) {
    return Set.copyOf(List.of(one, other));
  }

  private List<ParcelRecord> apply(List<ParcelRecord> before, Consumer<RawParcel> write) {
    List<ParcelRecord> after = new ArrayList<>();
    for (ParcelRecord element : before) {
      boolean written = reach == Reach.ALL || before.size() == 1 || after.size() == Parcels.INDEX;
      RawParcel raw = RawParcel.allocate().set(element);
      if (written) {
        write.accept(raw);
      }
      after.add(raw.toRecord());
    }
    return List.copyOf(after);
  }

  private static void setEach(GuardedParcel.Array all, long n) {
    for (long i = 0; i < all.length(); i++) {
      all.set(i, Parcels.parcel(n));
    }
  }

  private static void catching(Runnable inner) {
    try {
      inner.run();
    } catch (Error caught) {
      FaultPoint.caught();
    }
  }

  private static void refusing(Runnable action) {
    try {
      action.run();
    } catch (Refusal expected) {
      // and all is undone
    }
  }

  /** Why an update fails that is to fail. */
  private static final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    Refusal() {
      super(null, null, false, false);
    }
  }
}
