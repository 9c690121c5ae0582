package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.sharedstruct.tests.child.Contends;
import org.sharedstruct.tests.child.Contends.Share;

/** Processes that contend for the lock of one tally, each a command for {@link Contends}. */
final class Contenders {

  private Contenders() {}

  /**
   * Lets all begin at once, and waits until each has ended by itself. Every thread has had the lock then, and
   * no increment is lost.
   *
   * @return how each thread fared
   */
  static List<Share> run(Path path, List<ProcessBuilder> commands) throws Exception {
    List<ChildJvm> children = new ArrayList<>();
    try (SharedTally shared = SharedTally.open(path)) {
      for (ProcessBuilder command : commands) {
        children.add(ChildJvm.start(command));
      }
      for (ChildJvm child : children) {
        child.awaitLine("ready");
      }
      for (ChildJvm child : children) {
        child.goOn();
      }
      List<Share> shares = new ArrayList<>();
      for (ChildJvm child : children) {
        child.finish().stream().skip(1).map(Share::parse).forEach(shares::add);
      }
      assertThat(shares).as("how often each had the lock").extracting(Share::times).allMatch(times -> times > 0);
      long times = shares.stream().mapToLong(Share::times).sum();
      assertThat(shared.guarded().snapshot()).isEqualTo(new TallyRecord(times, 2 * times));
      return shares;
    } finally {
      children.forEach(ChildJvm::close);
    }
  }
}
