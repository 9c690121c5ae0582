package org.sharedstruct.tests;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CyclicBarrier;
import org.sharedstruct.SharedMemory;
import org.sharedstruct.tests.child.Held;

/** Two copies of the library close the same temporary region at the same moment; to be run in a JVM of its own. */
final class ClosesCopies {

  private ClosesCopies() {}

  /** Arguments: folder, milliseconds. Says how a round ended that left something behind, then {@code end}. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    long limit = Duration.ofMillis(Long.parseLong(arguments[1])).toNanos();
    long start = System.nanoTime();
    try (OtherClassLoader other = new OtherClassLoader()) {
      for (int round = 0; System.nanoTime() - start < limit; round++) {
        Path path = closeTogether(folder, other);
        closeTogether(folder, other); // a copy closes what it had to keep for the other one when it comes again
        String[] left = folder.toFile().list();
        if (left.length > 0 || !Held.of(path).equals(Held.NOTHING)) {
          System.out.println("round " + round + ": " + String.join(" ", left) + ", " + Held.of(path));
        }
      }
    }
    System.out.println("end");
  }

  private static Path closeTogether(Path folder, OtherClassLoader other) throws Exception {
    SharedTally ours = SharedTally.createTemporary(SharedMemory.folder(folder));
    OtherClassLoader.Handle theirs = other.openTally(ours.path());
    CyclicBarrier barrier = new CyclicBarrier(2);
    Threads.Running<Integer> closing = Threads.start(() -> {
      int arrival = barrier.await();
      theirs.close();
      return arrival;
    });
    barrier.await();
    ours.close();
    closing.finish();
    return ours.path();
  }
}
