package org.sharedstruct.tests.child;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.sharedstruct.SharedWriter;
import org.sharedstruct.tests.GuardedTally;
import org.sharedstruct.tests.child.Tallies.Form;

/**
 * What a process may do with guarded tallies while it is killed. The n-th time, a work turns the numbers
 * that the one before has left into {@link #result}.
 */
public enum Work {

  /** Two fields in one update. */
  UPDATE(Form.SINGLE) {
    @Override
    void run(Tallies tallies, long n) {
      tallies.single().update(raw -> raw.count(n).twice(2 * n));
    }
  },

  /** All fields from a record. */
  SET(Form.SINGLE) {
    @Override
    void run(Tallies tallies, long n) {
      tallies.single().set(Tallies.tally(n));
    }
  },

  /** One setter, which opens no section. */
  FIELD(Form.SINGLE) {
    @Override
    void run(Tallies tallies, long n) {
      tallies.single().count(n);
    }

    @Override
    public List<Long> result(long n) {
      return List.of(n, 0L);
    }
  },

  /** Two setters and an update while the lock is held. */
  HOLD(Form.SINGLE) {
    @Override
    void run(Tallies tallies, long n) {
      GuardedTally tally = tallies.single();
      Lock lock = tally.lock();
      lock.lock();
      try {
        tally.count(n);
        tally.twice(n);
        tally.update(raw -> raw.twice(2 * raw.count()));
      } finally {
        lock.unlock();
      }
    }
  },

  /** An update that fails. */
  FAILURE(Form.SINGLE) {
    @Override
    void run(Tallies tallies, long n) {
      failing(() -> tallies.single().update(raw -> {
        raw.count(n).twice(n);
        throw new Refusal();
      }));
    }

    @Override
    public List<Long> result(long n) {
      return List.of(0L, 0L);
    }
  },

  /** An update in which another one fails. */
  INNER_FAILURE(Form.SINGLE) {
    @Override
    void run(Tallies tallies, long n) {
      tallies.single().update(raw -> {
        raw.count(n);
        failing(() -> tallies.single().update(inner -> {
          inner.count(-n).twice(-n);
          throw new Refusal();
        }));
        raw.twice(2 * raw.count());
      });
    }
  },

  /** Two fields in one update of a writer session. */
  SESSION_UPDATE(Form.SINGLE) {
    @Override
    void run(Tallies tallies, long n) {
      inSession(tallies, () -> UPDATE.run(tallies, n));
    }
  },

  /** One setter in a writer session. */
  SESSION_FIELD(Form.SINGLE) {
    @Override
    void run(Tallies tallies, long n) {
      inSession(tallies, () -> FIELD.run(tallies, n));
    }

    @Override
    public List<Long> result(long n) {
      return FIELD.result(n);
    }
  },

  /** A hold of the lock within a writer session. */
  SESSION_HOLD(Form.SINGLE) {
    @Override
    void run(Tallies tallies, long n) {
      inSession(tallies, () -> HOLD.run(tallies, n));
    }
  },

  /** An update that fails, in a writer session. */
  SESSION_FAILURE(Form.SINGLE) {
    @Override
    void run(Tallies tallies, long n) {
      inSession(tallies, () -> FAILURE.run(tallies, n));
    }

    @Override
    public List<Long> result(long n) {
      return FAILURE.result(n);
    }
  },

  /** One element, each time another one. */
  ELEMENT(Form.PLAIN_ARRAY) {
    @Override
    void run(Tallies tallies, long n) {
      updateInTurn(tallies, n);
    }

    @Override
    public List<Long> result(long n) {
      return resultInTurn(n);
    }
  },

  /** All elements, which have no undo space together. */
  ELEMENTS(Form.PLAIN_ARRAY) {
    @Override
    void run(Tallies tallies, long n) {
      tallies.array().update(all -> setAll(all, n));
    }
  },

  /** All elements, which have no undo space together, and then a failure. */
  ELEMENTS_FAILURE(Form.PLAIN_ARRAY) {
    @Override
    void run(Tallies tallies, long n) {
      failing(() -> tallies.array().update(all -> {
        setAll(all, n);
        throw new Refusal();
      }));
    }

    @Override
    public List<Long> result(long n) {
      return List.of(0L, 0L, 0L, 0L, 0L, 0L);
    }
  },

  /** One element in a writer session. */
  SESSION_ELEMENT(Form.PLAIN_ARRAY) {
    @Override
    void run(Tallies tallies, long n) {
      inSession(tallies, () -> updateInTurn(tallies, n));
    }

    @Override
    public List<Long> result(long n) {
      return resultInTurn(n);
    }
  },

  /** All elements, which have no undo space together, in a writer session. */
  SESSION_ELEMENTS(Form.PLAIN_ARRAY) {
    @Override
    void run(Tallies tallies, long n) {
      inSession(tallies, () -> tallies.array().update(all -> setAll(all, n)));
    }
  },

  /** All elements as one, in a writer session. */
  SESSION_ATOMIC_ELEMENTS(Form.ATOMIC_ARRAY) {
    @Override
    void run(Tallies tallies, long n) {
      inSession(tallies, () -> tallies.array().update(all -> setAll(all, n)));
    }
  },

  /** One element of an array that is atomic as a whole, each time another one. */
  ATOMIC_ELEMENT(Form.ATOMIC_ARRAY) {
    @Override
    void run(Tallies tallies, long n) {
      updateInTurn(tallies, n);
    }

    @Override
    public List<Long> result(long n) {
      return resultInTurn(n);
    }
  },

  /** All elements as one. */
  ATOMIC_ELEMENTS(Form.ATOMIC_ARRAY) {
    @Override
    void run(Tallies tallies, long n) {
      tallies.array().update(all -> setAll(all, n));
    }
  },

  /** All elements as one, and then a failure. */
  ATOMIC_FAILURE(Form.ATOMIC_ARRAY) {
    @Override
    void run(Tallies tallies, long n) {
      failing(() -> tallies.array().update(all -> {
        setAll(all, n);
        throw new Refusal();
      }));
    }

    @Override
    public List<Long> result(long n) {
      return List.of(0L, 0L, 0L, 0L, 0L, 0L);
    }
  },

  /** All elements in one call, element by element. */
  FILL(Form.PLAIN_ARRAY) {
    @Override
    void run(Tallies tallies, long n) {
      tallies.array().fill(Tallies.tally(n));
    }
  },

  /** One field of all elements in one call, which undoes nothing. */
  COPY(Form.PLAIN_ARRAY) {
    @Override
    void run(Tallies tallies, long n) {
      copyCount(tallies.array(), n);
    }

    @Override
    public List<Long> result(long n) {
      return List.of(n, 0L, n, 0L, n, 0L);
    }

    @Override
    public boolean keepsTheDouble() {
      return false;
    }
  },

  /** All elements in one call, as one. */
  ATOMIC_FILL(Form.ATOMIC_ARRAY) {
    @Override
    void run(Tallies tallies, long n) {
      tallies.array().fill(Tallies.tally(n));
    }
  },

  /** One field of all elements in one call, as one. */
  ATOMIC_COPY(Form.ATOMIC_ARRAY) {
    @Override
    void run(Tallies tallies, long n) {
      copyCount(tallies.array(), n);
    }

    @Override
    public List<Long> result(long n) {
      return List.of(n, 0L, n, 0L, n, 0L);
    }
  },

  /** One field of all elements twice in one update, around another write, and then a failure. */
  ATOMIC_COPY_FAILURE(Form.ATOMIC_ARRAY) {
    @Override
    void run(Tallies tallies, long n) {
      failing(() -> tallies.array().update(all -> {
        all.twice(1, n);
        copyCount(all, n);
        all.count(2, -n);
        copyCount(all, n + 1);
        throw new Refusal();
      }));
    }

    @Override
    public List<Long> result(long n) {
      return List.of(0L, 0L, 0L, 0L, 0L, 0L);
    }
  };

  private final Form form;

  Work(Form form) {
    this.form = form;
  }

  /** What sort of region it needs. */
  public Form form() {
    return form;
  }

  abstract void run(Tallies tallies, long n);

  /** Count and double of each element after the n-th time; zero: before the first. */
  public List<Long> result(long n) {
    long elements = form == Form.SINGLE ? 1 : Tallies.LENGTH;
    return LongStream.range(0, elements).boxed().flatMap(i -> Stream.of(n, 2 * n)).toList();
  }

  /** Whether count and double of an element agree, also where the elements are half written. */
  public boolean keepsTheDouble() {
    return true;
  }

  /** What a process does, and may be killed in as well, that comes after one who died at this work. */
  public void runAfterDeath(Tallies tallies, long n) {
    switch (form) {
      case SINGLE -> run(tallies, n);
      case PLAIN_ARRAY -> tallies.array().repair(all -> setAll(all, n));
      case ATOMIC_ARRAY -> tallies.array().update(all -> setAll(all, n));
    }
  }

  /** Count and double of each element after {@link #runAfterDeath}. */
  public List<Long> resultAfterDeath(long n) {
    return form == Form.SINGLE ? result(n) : ELEMENTS.result(n);
  }

  /** Whether the operation is one of a writer session, which another operation has made ready for it. */
  public boolean isInSession() {
    return name().startsWith("SESSION");
  }

  private static void inSession(Tallies tallies, Runnable work) {
    SharedWriter writer = tallies.handle().writer();
    try {
      work.run();
    } finally {
      writer.close();
    }
  }

  private static void updateInTurn(Tallies tallies, long n) {
    tallies.array().update(n % Tallies.LENGTH, raw -> raw.count(n).twice(2 * n));
  }

  private static List<Long> resultInTurn(long n) {
    Long[] values = new Long[2 * Tallies.LENGTH];
    Arrays.fill(values, 0L);
    for (int i = 1; i <= n; i++) {
      values[2 * (i % Tallies.LENGTH)] = (long) i;
      values[2 * (i % Tallies.LENGTH) + 1] = 2L * i;
    }
    return List.of(values);
  }

  private static void copyCount(GuardedTally.Array elements, long n) {
    long[] counts = new long[Tallies.LENGTH];
    Arrays.fill(counts, n);
    elements.copyCountFrom(counts);
  }

  private static void setAll(GuardedTally.Array elements, long n) {
    for (long i = 0; i < elements.length(); i++) {
      elements.set(i, Tallies.tally(n));
    }
  }

  /** Why a work fails that is to fail. */
  private static final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    Refusal() {
      super(null, null, false, false);
    }
  }

  private static void failing(Runnable action) {
    try {
      action.run();
      throw new AssertionError("it did not fail");
    } catch (Refusal expected) {
      // and all is undone
    }
  }
}
