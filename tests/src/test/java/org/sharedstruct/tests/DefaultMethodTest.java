package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sharedstruct.SharedMemory;

/** Default methods on a guarded view: one snapshot, or one update with {@code @Update}. */
class DefaultMethodTest {

  @TempDir Path folder;

  private SharedAccount shared;
  private GuardedAccount account;

  @BeforeEach
  void create() throws Exception {
    shared = SharedAccount.create(folder.resolve("account"), new AccountRecord(100, 0));
    account = shared.guarded();
  }

  @AfterEach
  void close() {
    shared.close();
  }

  @Test
  void readOneSnapshot() throws Exception {
    try (SharedTally tally = SharedTally.create(folder.resolve("tally"));
        SharedTally other = SharedTally.open(folder.resolve("tally"))) {
      Threads.Running<?> writer = Threads.start(() -> {
        for (int i = 0; i < 500_000; i++) {
          other.guarded().update(raw -> raw.count(raw.count() + 1).twice(raw.twice() + 2));
        }
        return null;
      });
      while (!writer.isDone()) {
        assertThat(tally.guarded().difference()).isZero();
      }
      writer.finish();
      assertThat(tally.guarded().difference()).isZero();
    }
  }

  @Test
  void takeNoLockAndCommitNothing() throws Exception {
    long version = account.version();
    account.lock().lock();
    account.cash(1000);
    assertThat(Threads.<Long>run(account::total)).as("the last commit, while others write").isEqualTo(100);
    assertThat(account.total()).as("in one's own hold, as it is").isEqualTo(1000);
    account.lock().unlock();
    assertThat(account.total()).isEqualTo(1000);
    assertThat(account.version()).isEqualTo(version + 1);
  }

  @Test
  void areOneCommitIfTheyWrite() {
    long version = account.version();
    account.save(30);
    assertThat(account.version()).isEqualTo(version + 1);
    assertThat(account.snapshot()).isEqualTo(new AccountRecord(70, 30));
  }

  @Test
  void areRolledBackWhenTheyThrow() {
    assertThatThrownBy(() -> account.save(101))
        .isInstanceOf(IllegalArgumentException.class).hasMessage("cash would be -1");
    assertThat(account.snapshot()).isEqualTo(new AccountRecord(100, 0));
    assertThat(shared.raw().toRecord()).isEqualTo(new AccountRecord(100, 0));
    assertThat(shared.lock().isLocked()).isFalse();
  }

  @Test
  void loseNothingBetweenThreadsAndKeepTheTotalForReaders() throws Exception {
    account.cash(200_000);
    try (SharedAccount other = SharedAccount.open(folder.resolve("account"))) {
      Threads.Running<?> one = Threads.start(() -> save(account));
      Threads.Running<?> two = Threads.start(() -> save(other.guarded()));
      while (!one.isDone() || !two.isDone()) {
        assertThat(account.total()).isEqualTo(200_000);
        assertThat(account.snapshot().total()).isEqualTo(200_000);
      }
      one.finish();
      two.finish();
    }
    assertThat(account.snapshot()).isEqualTo(new AccountRecord(0, 200_000));
  }

  private static Void save(Account account) {
    for (int i = 0; i < 100_000; i++) {
      account.save(1);
    }
    return null;
  }

  @Test
  void joinAnUpdateThatIsGoingOn() {
    long version = account.version();
    account.update(raw -> {
      raw.cash(50);
      account.save(20);
      assertThatThrownBy(() -> account.save(31)).isInstanceOf(IllegalArgumentException.class);
    });
    assertThat(account.snapshot()).isEqualTo(new AccountRecord(30, 20));
    assertThat(account.version()).isEqualTo(version + 1);
  }

  @Test
  void runOnElementsOfArrays() throws Exception {
    try (SharedAccount.Array array = SharedAccount.Array.create(folder.resolve("accounts"), 3)) {
      array.guarded().cash(1, 10);
      array.guarded().get(1).save(4);
      assertThat(array.guarded().snapshot(1)).isEqualTo(new AccountRecord(6, 4));
      assertThat(array.guarded().get(1).total()).isEqualTo(10);
    }
  }

  @Test
  void writeWhereTheyAreOnRawViewsAndNotOnRecords() {
    shared.raw().save(10);
    assertThat(account.snapshot()).isEqualTo(new AccountRecord(90, 10));
    assertThatThrownBy(() -> account.snapshot().save(1)).isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void readWhereNobodyMayWrite() throws Exception {
    try (SharedAccount readOnly =
        SharedAccount.open(folder.resolve("account"), SharedMemory.READ_ONLY)) {
      assertThat(readOnly.guarded().snapshot().total()).isEqualTo(100);
      assertThat(readOnly.guarded().total()).isEqualTo(100);
      assertThatThrownBy(() -> readOnly.guarded().save(1))
          .isInstanceOf(UnsupportedOperationException.class).hasMessageContaining("reading only");
    }
  }

  @Test
  void neverHandOutARawView() {
    assertThat(account.cash(5)).as("a setter's view").isSameAs(account);
    Account chained = account.earn(5);
    assertThat(account.cash()).isEqualTo(10);
    assertThat(chained).as("a default method's view").isNotInstanceOf(RawAccount.class);
  }
}
