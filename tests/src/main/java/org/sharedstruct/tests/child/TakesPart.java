package org.sharedstruct.tests.child;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.sharedstruct.OwnerDiedException;
import org.sharedstruct.SharedLock;
import org.sharedstruct.SharedMemory;
import org.sharedstruct.tests.GuardedXY;
import org.sharedstruct.tests.RawXY;
import org.sharedstruct.tests.SharedXY;
import org.sharedstruct.tests.XYRecord;

/** Takes part in a region of XY, as {@code member.c} and {@code member.py} do. */
public final class TakesPart {

  private static final XYRecord ZERO = new XYRecord(0, 0);

  private final SharedLock lock;
  private final View view;

  private TakesPart(SharedMemory shared, View view) {
    this.lock = shared.lock();
    this.view = view;
  }

  /**
   * Arguments: path; {@code struct}, {@code array} or {@code atomic}; length of an array; {@code obey}, which does
   * what each line says and answers with a line, or {@code add}, which makes commits; how many.
   */
  public static void main(String[] arguments) throws Exception {
    Path path = Path.of(arguments[0]);
    if (arguments[1].equals("struct")) {
      try (SharedXY shared = SharedXY.openOrCreate(path)) {
        new TakesPart(shared, new Struct(shared.guarded())).run(arguments[3], Integer.parseInt(arguments[4]));
      }
    } else {
      try (SharedXY.Array shared = openOrCreate(path, Long.parseLong(arguments[2]), arguments[1].equals("atomic"))) {
        new TakesPart(shared, new Elements(shared.guarded())).run(arguments[3], Integer.parseInt(arguments[4]));
      }
    }
  }

  private static SharedXY.Array openOrCreate(Path path, long length, boolean atomic) throws IOException {
    return atomic ? SharedXY.Array.openOrCreate(path, length, SharedMemory.ATOMIC_ARRAY)
        : SharedXY.Array.openOrCreate(path, length);
  }

  private void run(String command, int times) {
    if (command.equals("obey")) {
      for (Optional<String> line = Parent.readLine(); line.isPresent(); line = Parent.readLine()) {
        Parent.tell(obey(line.get()));
      }
      return;
    }
    for (int i = 0; i < times; i++) {
      view.update(raw -> {
        if (raw.x() != -raw.y()) {
          throw new IllegalStateException("torn " + raw);
        }
        step(raw);
      });
    }
  }

  private String obey(String line) {
    return switch (line) {
      case "survive" -> survive(false);
      case "survive all" -> survive(true);
      case "lock" -> {
        lock.lock();
        yield "locked";
      }
      case "unlock" -> {
        lock.unlock();
        yield "unlocked";
      }
      case "await" -> {
        view.awaitChange(Duration.ofDays(1));
        yield "saw " + view.snapshot(false).x();
      }
      default -> {
        change(line);
        yield "changed";
      }
    };
  }

  private void change(String way) {
    switch (way) {
      case "add" -> view.update(TakesPart::step);
      case "set" -> view.set(stepped(view.snapshot(false)));
      case "field" -> view.x(view.snapshot(false).x() + 1);
      case "all" -> view.updateAll(TakesPart::step);
      default -> throw new IllegalArgumentException(way);
    }
  }

  /** Tells what a death has left, and makes the next commit. */
  private String survive(boolean all) {
    String when = "was ";
    try {
      lock.lock();
      lock.unlock();
    } catch (OwnerDiedException halfWritten) {
      view.repair();
      when = "repaired ";
    }
    XYRecord before = view.snapshot(all);
    if (all) {
      view.updateAll(TakesPart::step);
    } else {
      view.update(TakesPart::step);
    }
    return when + words(before) + " now " + words(view.snapshot(all));
  }

  private static String words(XYRecord xy) {
    return xy.x() + " " + xy.y();
  }

  private static void step(RawXY raw) {
    raw.set(stepped(raw.toRecord()));
  }

  private static XYRecord stepped(XYRecord xy) {
    return new XYRecord(xy.x() + 1, xy.y() - 1);
  }

  /** What is done to a struct, to the first element of an array, or to all of them. */
  private interface View {

    void awaitChange(Duration timeout);

    /** Of the first; or what all have. */
    XYRecord snapshot(boolean all);

    void update(Consumer<RawXY> step);

    void set(XYRecord value);

    void x(float value);

    void updateAll(Consumer<RawXY> step);

    /** Sets all to zero. */
    void repair();
  }

  private record Struct(GuardedXY view) implements View {

    @Override
    public void awaitChange(Duration timeout) {
      view.awaitChange(view.version(), timeout);
    }

    @Override
    public XYRecord snapshot(boolean all) {
      return view.snapshot();
    }

    @Override
    public void update(Consumer<RawXY> step) {
      view.update(step);
    }

    @Override
    public void set(XYRecord value) {
      view.set(value);
    }

    @Override
    public void x(float value) {
      view.x(value);
    }

    @Override
    public void updateAll(Consumer<RawXY> step) {
      view.update(step);
    }

    @Override
    public void repair() {
      throw new IllegalStateException("a struct is never half written");
    }
  }

  private record Elements(GuardedXY.Array view) implements View {

    @Override
    public void awaitChange(Duration timeout) {
      view.awaitChange(view.version(), timeout);
    }

    @Override
    public XYRecord snapshot(boolean all) {
      if (!all) {
        return view.snapshot(0);
      }
      List<XYRecord> seen = view.snapshot().stream().distinct().toList();
      if (seen.size() != 1) {
        throw new IllegalStateException("torn " + seen);
      }
      return seen.getFirst();
    }

    @Override
    public void update(Consumer<RawXY> step) {
      view.update(0, step);
    }

    @Override
    public void set(XYRecord value) {
      view.set(0, value);
    }

    @Override
    public void x(float value) {
      view.x(0, value);
    }

    @Override
    public void updateAll(Consumer<RawXY> step) {
      view.update(all -> {
        for (long i = 0; i < all.length(); i++) {
          all.update(i, step);
        }
      });
    }

    @Override
    public void repair() {
      view.repair(all -> {
        for (long i = 0; i < all.length(); i++) {
          all.set(i, ZERO);
        }
      });
    }
  }
}
