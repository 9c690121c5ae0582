import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.sharedstruct.types.LongRecord;
import org.sharedstruct.types.SharedLong;

/**
 * The Java side of a region that Python uses as well: {@code create} it, {@code add} 1 so many times,
 * {@code hold} the lock in an update until the process is killed, or {@code await} a value.
 */
final class Peer {

  private Peer() {}

  /**
   * Runs one side.
   *
   * @param arguments what to do, the region, and a number
   */
  public static void main(String[] arguments) throws Exception {
    Path path = Path.of(arguments[1]);
    long number = Long.parseLong(arguments[2]);
    switch (arguments[0]) {
      case "create" -> SharedLong.create(path, new LongRecord(number)).close();
      case "add" -> add(path, number);
      case "hold" -> hold(path, number);
      default -> await(path, number);
    }
  }

  private static void add(Path path, long times) throws Exception {
    try (SharedLong shared = SharedLong.open(path)) {
      IO.println("ready");
      for (long i = 0; i < times; i++) {
        shared.guarded().update(count -> count.value(count.value() + 1));
      }
    }
  }

  private static void hold(Path path, long value) throws Exception {
    try (SharedLong shared = SharedLong.open(path)) {
      shared.guarded().update(count -> {
        count.value(value);
        IO.println("ready");
        LockSupport.parkNanos(Duration.ofMinutes(1).toNanos());
      });
    }
  }

  private static void await(Path path, long value) throws Exception {
    try (SharedLong shared = SharedLong.open(path)) {
      IO.println("ready");
      IO.println(shared.guarded().await(count -> count.value() == value, Duration.ofSeconds(20)));
    }
  }
}
