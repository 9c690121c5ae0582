package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sharedstruct.tests.child.TriesLock;

/** As long as a thread lives that rests within an update, nobody gets the lock in its place. */
class LivingHolderTest {

  /** Long enough for several looks of the thread that watches over the holds. */
  private static final long WHILE_WATCHED_MILLIS = 500;

  /** How a thread rests until a latch opens. */
  enum Rest {
    PARKED {
      @Override
      void until(CountDownLatch open) {
        while (open.getCount() > 0) {
          LockSupport.park(open); // until it is interrupted
        }
      }
    },
    BLOCKED {
      @Override
      void until(CountDownLatch open) {
        synchronized (open) {
          open.countDown(); // the test holds the monitor until now
        }
      }
    },
    SLEEPING {
      @Override
      void until(CountDownLatch open) {
        while (open.getCount() > 0) {
          try {
            Thread.sleep(1_000);
          } catch (InterruptedException end) {
            return;
          }
        }
      }
    },
    RUNNING {
      @Override
      void until(CountDownLatch open) {
        while (open.getCount() > 0) {
          Thread.onSpinWait();
        }
      }
    };

    abstract void until(CountDownLatch open);
  }

  @TempDir Path folder;

  static Stream<Arguments> cases() {
    return Stream.of(Rest.values())
        .flatMap(rest -> Stream.of(Arguments.of(rest, false), Arguments.of(rest, true)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void keepsTheLock(Rest rest, boolean virtual) throws Exception {
    Path path = folder.resolve("tally");
    try (SharedTally shared = SharedTally.create(path);
        SharedTally other = SharedTally.open(path)) {
      CountDownLatch open = new CountDownLatch(1);
      CountDownLatch inside = new CountDownLatch(1);
      Thread holder;
      synchronized (open) {
        holder = (virtual ? Thread.ofVirtual() : Thread.ofPlatform().daemon()).start(() ->
            shared.guarded().update(raw -> {
              raw.count(1);
              inside.countDown();
              rest.until(open);
              raw.twice(2);
            }));
        assertThat(inside.await(Threads.LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        Threads.Running<Boolean> another = Threads.start(() ->
            other.lock().tryLock(WHILE_WATCHED_MILLIS, TimeUnit.MILLISECONDS));
        assertThat(shared.lock().tryLock(WHILE_WATCHED_MILLIS, TimeUnit.MILLISECONDS)).isFalse();
        assertThat(another.finish()).isFalse();
        assertThat(ChildJvm.run(TriesLock.class, path, WHILE_WATCHED_MILLIS))
            .contains("locked false");
        assertThat(other.guarded().snapshot()).isEqualTo(new TallyRecord(0, 0));
      }
      open.countDown();
      holder.interrupt();
      holder.join();
      assertThat(other.guarded().snapshot()).isEqualTo(new TallyRecord(1, 2));
      assertThat(shared.lock().isLocked()).isFalse();
    }
  }
}
