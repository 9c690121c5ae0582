package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.sharedstruct.OwnerDiedException;
import org.sharedstruct.SharedLock;
import org.sharedstruct.SharedMemory;
import org.sharedstruct.tests.child.Sight;
import org.sharedstruct.tests.child.Tallies;

/**
 * What the survivors find in a region where a process was killed in the middle of its work. Each of them
 * comes anew, and finds what others saw of the region while the dead one was stopped there.
 */
final class Aftermath {

  private final Path region;
  private final Sight sight;

  /**
   * Of one death.
   *
   * @param folder where the region is
   * @param sight what others saw before
   */
  Aftermath(Path folder, Sight sight) {
    this.region = folder.resolve(sight.region());
    this.sight = sight;
  }

  /** Who may only read sees the last commit, and repairs nothing. */
  void readersSeeTheLastCommit() throws Exception {
    try (Tallies tallies = Tallies.open(sight.work().form(), region, SharedMemory.READ_ONLY)) {
      assertSeen(tallies);
      assertThat(tallies.version()).isEqualTo(sight.version());
    }
    try (Tallies tallies = Tallies.open(sight.work().form(), region)) {
      assertSeen(tallies);
      assertThat(tallies.version()).isEqualTo(sight.version());
    }
  }

  private void assertSeen(Tallies tallies) {
    if (sight.halfWritten()) {
      assertTold(tallies);
    } else {
      assertThat(tallies.together()).isEqualTo(committed());
      assertThat(tallies.oneByOne()).isEqualTo(committed());
      assertThat(tallies.byGetters()).isEqualTo(committed());
    }
  }

  private List<Long> committed() {
    return sight.values().orElseThrow();
  }

  private void assertTold(Tallies tallies) {
    assertThatThrownBy(tallies::together).isInstanceOf(OwnerDiedException.class);
    assertThatThrownBy(tallies::oneByOne).isInstanceOf(OwnerDiedException.class);
    assertThatThrownBy(tallies::byGetters).isInstanceOf(OwnerDiedException.class);
  }

  /** Who waits for a commit learns that the version has moved on, as it must after every death of a holder. */
  void whoeverWaitsForACommitWakes() throws Exception {
    if (sight.held()) {
      try (Tallies tallies = Tallies.open(sight.work().form(), region)) {
        assertThat(tallies.handle().lock().isLocked()).as("locked by the dead").isFalse();
        assertThat(tallies.awaitChange(sight.version(), Threads.LIMIT)).isGreaterThan(sight.version());
      }
    }
  }

  /** The next one gets the lock at once, and with it the last commit in place and a greater version. */
  void theNextOneGetsTheLock() throws Exception {
    try (Tallies tallies = Tallies.open(sight.work().form(), region)) {
      SharedLock lock = tallies.handle().lock();
      if (sight.halfWritten()) {
        assertThatThrownBy(lock::tryLock).isInstanceOf(OwnerDiedException.class);
        assertThatThrownBy(lock::lock).isInstanceOf(OwnerDiedException.class);
        assertThatThrownBy(() -> tallies.array().count(0, 1)).isInstanceOf(OwnerDiedException.class);
        assertThatThrownBy(() -> tallies.array().update(1, raw -> raw.count(1)))
            .isInstanceOf(OwnerDiedException.class);
        assertTold(tallies);
      } else {
        assertThat(lock.tryLock()).isTrue();
        assertThat(tallies.raw()).isEqualTo(committed());
        assertThat(tallies.together()).isEqualTo(committed());
        lock.unlock();
      }
      if (sight.held()) {
        assertThat(tallies.version()).isGreaterThan(sight.version());
      } else {
        assertThat(tallies.version()).isEqualTo(sight.version());
      }
    }
  }

  /** A process that repairs the elements finds each as some commit left it; then nobody is told any more. */
  void aRepairMakesAWhole(long n) throws Exception {
    if (sight.halfWritten()) {
      try (Tallies tallies = Tallies.open(sight.work().form(), region)) {
        tallies.array().repair(all -> {
          sight.values().ifPresent(values -> assertThat(tallies.raw()).isEqualTo(values));
          if (sight.work().keepsTheDouble()) {
            all.forEach(element -> assertThat(element.difference()).isZero());
          }
          for (long i = 0; i < all.length(); i++) {
            all.set(i, Tallies.tally(n));
          }
        });
        assertThat(tallies.together()).isEqualTo(sight.work().resultAfterDeath(n));
      }
    }
  }

  /** The work can be done again, and the region removed. */
  void allGoesOn(long n) throws Exception {
    try (Tallies tallies = Tallies.open(sight.work().form(), region)) {
      long version = tallies.version();
      sight.work().runAfterDeath(tallies, n);
      assertThat(tallies.together()).isEqualTo(sight.work().resultAfterDeath(n));
      assertThat(tallies.byGetters()).isEqualTo(sight.work().resultAfterDeath(n));
      assertThat(tallies.version()).isGreaterThan(version);
      assertThat(tallies.handle().lock().isLocked()).isFalse();
      tallies.handle().remove();
    }
  }
}
