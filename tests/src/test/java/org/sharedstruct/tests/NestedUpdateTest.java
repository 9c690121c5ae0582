package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sharedstruct.SharedLock;
import org.sharedstruct.tests.child.EqualLongs;

/** An update within an update joins it: one commit, and a failure undoes what it should. */
class NestedUpdateTest {

  @TempDir Path folder;

  private SharedTwelve shared;
  private GuardedTwelve twelve;

  @BeforeEach
  void create() throws Exception {
    shared = SharedTwelve.create(folder.resolve("twelve"));
    twelve = shared.guarded();
  }

  @AfterEach
  void close() {
    assertThat(shared.lock().isLocked()).as("the lock after all").isFalse();
    assertThat(twelve.snapshot()).as("what raw views see").isEqualTo(shared.raw().toRecord());
    shared.close();
  }

  private static void assertFails(ThrowingCallable update) {
    assertThatThrownBy(update).isInstanceOf(IllegalArgumentException.class).hasMessage("no");
  }

  private static IllegalArgumentException no() {
    return new IllegalArgumentException("no");
  }

  @Test
  void bothAreOneCommit() throws Exception {
    long version = twelve.version();
    twelve.update(outer -> {
      outer.a(1);
      twelve.update(inner -> inner.b(2));
      twelve.c(3);
      assertThat(twelve.snapshot().b()).isEqualTo(2);
      assertThatOthersSeeNothing();
    });
    assertThat(twelve.version()).isEqualTo(version + 1);
    assertThat(twelve.snapshot()).extracting(Twelve::a, Twelve::b, Twelve::c).containsExactly(1L, 2L, 3L);
  }

  private void assertThatOthersSeeNothing() {
    try {
      assertThat(Threads.<TwelveRecord>run(twelve::snapshot)).isEqualTo(RawTwelve.allocate().toRecord());
      assertThat(Threads.<Long>run(twelve::b)).isZero();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void anInnerFailureUndoesTheInnerWritesAlone() {
    twelve.update(outer -> {
      outer.a(1).b(1);
      assertFails(() -> twelve.update(inner -> {
        inner.b(2).c(2);
        throw no();
      }));
      assertThat(outer.b()).isEqualTo(1);
      assertThat(outer.c()).isZero();
      outer.d(1);
    });
    assertThat(twelve.snapshot()).extracting(Twelve::a, Twelve::b, Twelve::c, Twelve::d)
        .containsExactly(1L, 1L, 0L, 1L);
  }

  @Test
  void anInnerFailureThatNobodyCatchesUndoesAll() {
    twelve.a(7);
    assertFails(() -> twelve.update(outer -> {
      outer.a(1).b(1);
      twelve.update(inner -> {
        inner.b(2);
        throw no();
      });
    }));
    assertThat(twelve.snapshot()).extracting(Twelve::a, Twelve::b).containsExactly(7L, 0L);
  }

  @Test
  void anOuterFailureUndoesWhatTheInnerOneDid() {
    twelve.a(7);
    assertFails(() -> twelve.update(outer -> {
      twelve.update(inner -> inner.a(1).b(1));
      twelve.c(1);
      twelve.set(EqualLongs.twelve(5));
      throw no();
    }));
    assertThat(twelve.snapshot()).extracting(Twelve::a, Twelve::b, Twelve::c).containsExactly(7L, 0L, 0L);
  }

  @Test
  void aHoldThatBeginsInAnUpdateGoesOnAfterIt() throws Exception {
    twelve.c(0); // the first operation of a handle is not done in the same way as those after it
    twelve.update(raw -> {
      raw.a(1);
      twelve.lock().lock();
    });
    assertThatOthersSeeNothing();
    assertThat(Threads.<Boolean>run(shared.lock()::tryLock)).as("whether another thread gets the lock").isFalse();
    twelve.b(2);
    twelve.lock().unlock();
    assertThat(twelve.snapshot()).extracting(Twelve::a, Twelve::b).containsExactly(1L, 2L);
  }

  /** Giving the lock back has committed the one; the other goes on. */
  @Test
  void anUpdateThatHasGivenTheLockBackDoesNotCommitThatOfAnotherThread() throws Exception {
    CountDownLatch ending = new CountDownLatch(1);
    AtomicReference<Threads.Running<Void>> other = new AtomicReference<>();
    twelve.c(0); // as above
    assertThatThrownBy(() -> twelve.update(raw -> {
      raw.a(1);
      twelve.lock().unlock();
      other.set(startUpdate(ending));
    })).isInstanceOf(IllegalMonitorStateException.class);
    assertThat(shared.lock().isLocked()).isTrue();
    assertThat(twelve.snapshot()).extracting(Twelve::a, Twelve::b).containsExactly(1L, 0L);
    ending.countDown();
    other.get().finish();
    assertThat(twelve.snapshot()).extracting(Twelve::a, Twelve::b).containsExactly(1L, 2L);
  }

  /** Starts a thread whose update stores 2 into b and ends when it is told to. */
  private Threads.Running<Void> startUpdate(CountDownLatch ending) {
    CountDownLatch begun = new CountDownLatch(1);
    Threads.Running<Void> thread = Threads.start(() -> {
      twelve.update(raw -> {
        raw.b(2);
        begun.countDown();
        awaitUninterrupted(ending);
      });
      return null;
    });
    awaitUninterrupted(begun);
    return thread;
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      assertThat(latch.await(Threads.LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void eachDepthHasItsOwnReturn() {
    twelve.update(one -> {
      one.a(1);
      assertFails(() -> twelve.update(two -> {
        two.a(2);
        assertFails(() -> twelve.update(three -> {
          three.a(3);
          throw no();
        }));
        assertThat(two.a()).isEqualTo(2);
        twelve.update(three -> three.a(3));
        assertThat(two.a()).isEqualTo(3);
        throw no();
      }));
      assertThat(one.a()).isEqualTo(1);
    });
    assertThat(twelve.a()).isEqualTo(1);
  }

  @Test
  void computeNestsToo() {
    long sum = twelve.compute(outer -> {
      long inner = twelve.compute(raw -> raw.a(20).a());
      assertFails(() -> twelve.compute(raw -> {
        raw.a(99);
        throw no();
      }));
      return inner + outer.a();
    });
    assertThat(sum).isEqualTo(40);
    assertThat(twelve.a()).isEqualTo(20);
  }

  @Test
  void aFailureWithinAHoldUndoesItsOwnWritesAlone() {
    SharedLock lock = shared.lock();
    lock.lock();
    twelve.a(1);
    assertFails(() -> twelve.update(raw -> {
      raw.a(2).b(2);
      throw no();
    }));
    twelve.c(3);
    lock.unlock();
    assertThat(twelve.snapshot()).extracting(Twelve::a, Twelve::b, Twelve::c).containsExactly(1L, 0L, 3L);
  }

  @Test
  void aFailureAtTheBeginningOfAHoldLetsItGoOn() {
    SharedLock lock = shared.lock();
    lock.lock();
    assertFails(() -> twelve.update(raw -> {
      raw.a(2).b(2);
      throw no();
    }));
    twelve.update(raw -> raw.c(3));
    twelve.d(4);
    lock.unlock();
    assertThat(twelve.snapshot()).extracting(Twelve::a, Twelve::b, Twelve::c, Twelve::d)
        .containsExactly(0L, 0L, 3L, 4L);
  }

  @Test
  void aHoldWithinAnUpdateBelongsToIt() {
    SharedLock lock = shared.lock();
    assertFails(() -> twelve.update(raw -> {
      lock.lock();
      twelve.a(1);
      lock.unlock();
      assertThat(lock.isHeldByCurrentThread()).isTrue();
      throw no();
    }));
    assertThat(twelve.a()).isZero();
  }

  @Test
  void anErrorUndoesAsAnExceptionDoes() {
    assertThatThrownBy(() -> twelve.update(raw -> {
      raw.a(1);
      throw new StackOverflowError("deep");
    })).isInstanceOf(StackOverflowError.class).hasMessage("deep");
    assertThat(twelve.a()).isZero();
  }
}
