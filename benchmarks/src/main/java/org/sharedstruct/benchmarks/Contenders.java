package org.sharedstruct.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.sharedstruct.benchmarks.child.Throws;
import org.sharedstruct.benchmarks.child.Updates;
import org.sharedstruct.benchmarks.inside.CopiedArray;
import org.sharedstruct.benchmarks.inside.CopiedSegment;
import org.sharedstruct.benchmarks.inside.GuardedStruct;
import org.sharedstruct.benchmarks.inside.LockedFile;
import org.sharedstruct.benchmarks.inside.LockedObject;
import org.sharedstruct.benchmarks.inside.LoopedArray;
import org.sharedstruct.benchmarks.inside.LoopedSegment;
import org.sharedstruct.benchmarks.inside.PlainObject;
import org.sharedstruct.benchmarks.inside.RawStruct;
import org.sharedstruct.benchmarks.inside.StampedObject;

/** Who competes with whom. The order is that of the table, and nearly that of the measurements. */
final class Contenders {

  private static final String MUTEX = "C, robust mutex of processes";
  private static final String REENTRANT = "`ReentrantLock` and an object";
  private static final String STAMPED = "`StampedLock` and an object";
  private static final String OBJECT = "field of an object";
  private static final String COPY = "`MemorySegment.copy`";
  private static final String OURS = "SharedStruct";
  private static final String NATIVE = "SharedStruct, native access";
  private static final List<String> GRANT = List.of("--enable-native-access=ALL-UNNAMED");

  private final Folder shared;
  private final Folder work;
  private final Programs programs;

  /**
   * For one run.
   *
   * @param shared for files that processes share
   * @param work for what JMH has to say
   * @param programs starts the processes
   */
  Contenders(Folder shared, Folder work, Programs programs) {
    this.shared = shared;
    this.work = work;
    this.programs = programs;
  }

  List<Contender> all() {
    return Stream.of(
            update(), compute(), setOne(), setBoth(), get(), snapshot(), raw(), loops(), bulk(),
            contention(), rally())
        .flatMap(List::stream)
        .toList();
  }

  private List<Contender> update() {
    Figure figure = Figure.time("update of one field, alone");
    return List.of(
        guarded(figure, "update(xy -> xy.x(xy.x() + 1))", "update"),
        rival(figure, REENTRANT, LockedObject.class, "update"),
        mutex(figure, "alone"),
        rival(figure, "`FileLock` and mapped memory", LockedFile.class, "update"));
  }

  private List<Contender> compute() {
    Figure figure = Figure.time("update with a result, alone");
    return List.of(
        guarded(figure, "compute(xy -> xy.x(xy.x() + 1).x())", "compute"),
        rival(figure, REENTRANT, LockedObject.class, "compute"));
  }

  private List<Contender> setOne() {
    Figure figure = Figure.time("set of one field, alone");
    return List.of(
        guarded(figure, "x(1)", "setOne"),
        rival(figure, REENTRANT, LockedObject.class, "setOne"),
        mutex(figure, "setOne"));
  }

  private List<Contender> setBoth() {
    Figure figure = Figure.time("set of both fields, alone");
    return List.of(
        guarded(figure, "set(xy)", "setBoth"),
        rival(figure, REENTRANT, LockedObject.class, "setBoth"),
        mutex(figure, "setBoth"));
  }

  private List<Contender> get() {
    Figure figure = Figure.time("get of one field");
    return List.of(
        guarded(figure, "x()", "get"),
        rival(figure, STAMPED, StampedObject.class, "get"));
  }

  private List<Contender> snapshot() {
    Figure figure = Figure.time("both fields of one commit, as a record");
    return List.of(
        guarded(figure, "snapshot()", "snapshot"),
        rival(figure, STAMPED, StampedObject.class, "snapshot"));
  }

  private List<Contender> raw() {
    Figure get = Figure.time("get of one field, without a lock");
    Figure set = Figure.time("set of one field, without a lock");
    return List.of(
        inside(get, "`raw.x()`", Side.OURS, RawStruct.class, "get"),
        rival(get, OBJECT, PlainObject.class, "get"),
        inside(set, "`raw.x(1)`", Side.OURS, RawStruct.class, "setOne"),
        rival(set, OBJECT, PlainObject.class, "setOne"));
  }

  private List<Contender> loops() {
    return Stream.of(
            loop("by index", "array.x(i, array.x(i) * factor)", "index"),
            loop("by view", "array.get(i)", "get"),
            loop("by iterator", "for (RawXY xy : array)", "iterator"))
        .flatMap(List::stream)
        .toList();
  }

  private List<Contender> loop(String way, String call, String method) {
    Figure figure = Figure.time("one field of 65,536 structs, without a lock, " + way);
    return List.of(
        inside(figure, "`" + call + "`", Side.OURS, LoopedArray.class, method),
        rival(figure, "a loop by hand over a `MemorySegment`", LoopedSegment.class, "hand"));
  }

  private List<Contender> bulk() {
    Figure plain = Figure.time("a million floats from the heap");
    Figure atomic = Figure.time("the same, with `ATOMIC_ARRAY`");
    Figure raw = Figure.time("the same, without a lock");
    return List.of(
        inside(plain, "`guarded.copyValueFrom(floats)`", Side.OURS, CopiedArray.class, "guarded"),
        rival(plain, COPY, CopiedSegment.class, "copy"),
        inside(atomic, "`atomic.copyValueFrom(floats)`", Side.OURS, CopiedArray.class, "atomic"),
        rival(atomic, COPY, CopiedSegment.class, "copy"),
        inside(raw, "`raw.copyValueFrom(floats)`", Side.OURS, CopiedArray.class, "raw"),
        rival(raw, COPY, CopiedSegment.class, "copy"));
  }

  private List<Contender> contention() {
    Contest contest = new Contention();
    return List.of(
        new OutsideContender(OURS, Side.OURS, contest, updates(List.of())),
        new OutsideContender(NATIVE, Side.OURS_NATIVE, contest, updates(GRANT)),
        new OutsideContender(MUTEX, Side.RIVAL, contest, (crew, plan) -> {
          Path file = shared.newFile();
          crew.add(plan, 1, programs.c("mutex", file)).add(plan, 1, programs.c("mutex", file));
        }),
        new OutsideContender("Python, `Value` and its lock", Side.RIVAL, contest,
            (crew, plan) -> crew.add(plan, 2, programs.python("value"))));
  }

  private OutsideContender.Starter updates(List<String> flags) {
    return (crew, plan) -> {
      List<String> command = Programs.java(flags, Updates.class, shared.newFile());
      crew.add(plan, 1, command).add(plan, 1, command);
    };
  }

  private List<Contender> rally() {
    Contest contest = new Rally();
    return List.of(
        new OutsideContender(OURS, Side.OURS, contest, throwing(List.of())),
        new OutsideContender(NATIVE, Side.OURS_NATIVE, contest, throwing(GRANT)),
        new OutsideContender("C, futex", Side.RIVAL, contest, (crew, plan) -> {
          Path there = shared.newFile();
          Path back = shared.newFile();
          crew.add(plan, 1, programs.c("futex", back, there)).add(plan, 1, programs.c("futex", there, back));
        }));
  }

  private OutsideContender.Starter throwing(List<String> flags) {
    return (crew, plan) -> {
      Path there = shared.newFile();
      Path back = shared.newFile();
      crew.add(plan, 1, Programs.java(flags, Throws.class, back, there))
          .add(plan, 1, Programs.java(flags, Throws.class, there, back));
    };
  }

  private Contender guarded(Figure figure, String call, String method) {
    return inside(figure, "`guarded." + call + "`", Side.OURS, GuardedStruct.class, method);
  }

  private Contender rival(Figure figure, String name, Class<?> benchmarks, String method) {
    return inside(figure, name, Side.RIVAL, benchmarks, method);
  }

  private Contender inside(
      Figure figure, String name, Side side, Class<?> benchmarks, String method) {
    return new InsideContender(figure, name, side, benchmarks, method, work.file("jmh.txt"));
  }

  private Contender mutex(Figure figure, String task) {
    return new OutsideContender(MUTEX, Side.RIVAL, new Alone(figure, task),
        (crew, plan) -> crew.add(plan, 1, programs.c("mutex", shared.newFile())));
  }
}
