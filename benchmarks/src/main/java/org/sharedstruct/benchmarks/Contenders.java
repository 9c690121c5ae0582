package org.sharedstruct.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.sharedstruct.benchmarks.child.Attaches;
import org.sharedstruct.benchmarks.child.FileUpdates;
import org.sharedstruct.benchmarks.child.Grown;
import org.sharedstruct.benchmarks.child.Throws;
import org.sharedstruct.benchmarks.child.Updates;
import org.sharedstruct.benchmarks.inside.AddedFlyweight;
import org.sharedstruct.benchmarks.inside.AgronaPrimitives;
import org.sharedstruct.benchmarks.inside.BufferPrimitives;
import org.sharedstruct.benchmarks.inside.ChronicleOthers;
import org.sharedstruct.benchmarks.inside.ChroniclePrimitives;
import org.sharedstruct.benchmarks.inside.CopiedArray;
import org.sharedstruct.benchmarks.inside.CopiedByHand;
import org.sharedstruct.benchmarks.inside.CopiedColumn;
import org.sharedstruct.benchmarks.inside.CopiedSegment;
import org.sharedstruct.benchmarks.inside.GuardedElement;
import org.sharedstruct.benchmarks.inside.GuardedStruct;
import org.sharedstruct.benchmarks.inside.HandSegment;
import org.sharedstruct.benchmarks.inside.LockedFile;
import org.sharedstruct.benchmarks.inside.LockedObject;
import org.sharedstruct.benchmarks.inside.LoopedArray;
import org.sharedstruct.benchmarks.inside.LoopedBuffer;
import org.sharedstruct.benchmarks.inside.LoopedObjects;
import org.sharedstruct.benchmarks.inside.LoopedSegment;
import org.sharedstruct.benchmarks.inside.ObjectOthers;
import org.sharedstruct.benchmarks.inside.ObjectPrimitives;
import org.sharedstruct.benchmarks.inside.PlainObject;
import org.sharedstruct.benchmarks.inside.RawStruct;
import org.sharedstruct.benchmarks.inside.SegmentPrimitives;
import org.sharedstruct.benchmarks.inside.StampedObject;
import org.sharedstruct.benchmarks.inside.WriterSession;
import org.sharedstruct.benchmarks.inside.StructOthers;
import org.sharedstruct.benchmarks.inside.StructPrimitives;

/** Who competes with whom. The order is that of the table, and nearly that of the measurements. */
final class Contenders {

  static final Figure UPDATE = Figure.time("update of one field, alone");
  static final Figure UPDATE_OF_ELEMENT = ofElement(UPDATE);

  /** Those of the chart of updates. */
  static final Figure UPDATE_IN_SESSION = inSession(UPDATE);
  static final List<Figure> UPDATES = List.of(UPDATE, UPDATE_IN_SESSION, UPDATE_OF_ELEMENT);

  private static final String MUTEX = "C, robust mutex of processes";
  private static final String REENTRANT = "`ReentrantLock` and an object";
  private static final String STAMPED = "`StampedLock` and an object";
  private static final String FILE = "`FileLock` and mapped memory";
  private static final String PYTHON = "Python, `Value` and its lock";
  private static final String RAW_VALUE = "Python, `RawValue`";
  private static final String HAND = "`MemorySegment` by hand, a word as its lock";
  private static final String OBJECT = "field of an object";
  private static final String SEGMENT = "`MemorySegment` by hand";
  private static final String BUFFER = "`ByteBuffer` by hand";
  private static final String AGRONA = "Agrona, `UnsafeBuffer`";
  private static final String CHRONICLE = "Chronicle-Values";
  private static final String COPY = "`MemorySegment.copy`";
  private static final String OURS = "SharedStruct";
  private static final String OURS_IN_C = "SharedStruct in C";
  private static final String OURS_IN_PYTHON = "SharedStruct in Python";
  private static final String NATIVE = "SharedStruct, native access";
  private static final List<String> GRANT = List.of("--enable-native-access=ALL-UNNAMED");

  private static final List<String> PRIMITIVES = List.of(
      "aBoolean", "aByte", "aShort", "aChar", "anInt", "aLong", "aFloat", "aDouble");

  private final Folder shared;
  private final Folder work;
  private final Programs programs;
  private final Extent extent;

  /**
   * For one run.
   *
   * @param shared for files that processes share
   * @param work for what JMH has to say
   * @param programs starts the processes
   * @param extent up to how much of something is measured
   */
  Contenders(Folder shared, Folder work, Programs programs, Extent extent) {
    this.shared = shared;
    this.work = work;
    this.programs = programs;
    this.extent = extent;
  }

  List<Contender> all() {
    return Stream.of(
            update(), compute(), setOne(), setBoth(), get(), snapshot(), raw(), primitives(), others(),
            loops(), bulk(), columns(), contention(), inC(), inPython(), rally(), attach(), lengths(), crowd(),
            watched(), compiled(), baggage())
        .flatMap(List::stream)
        .toList();
  }

  private List<Contender> update() {
    return List.of(
        guarded(UPDATES, "update(xy -> xy.x(xy.x() + 1))", "update"),
        granted(UPDATE, "update(xy -> xy.x(xy.x() + 1))", "update"),
        session(UPDATE_IN_SESSION, "update(xy -> xy.x(xy.x() + 1))", "update"),
        element(UPDATE_OF_ELEMENT, "update(i, xy -> xy.x(xy.x() + 1))", "update"),
        rival(List.of(UPDATE), REENTRANT, LockedObject.class, "update"),
        rival(List.of(UPDATE), HAND, HandSegment.class, "update"),
        rival(List.of(UPDATE), "Chronicle-Values, `addAtomicX`, without a lock", AddedFlyweight.class, "update",
            Library.CHRONICLE),
        mutex(UPDATES, "alone"),
        rival(List.of(UPDATE), FILE, LockedFile.class, "update"),
        value(List.of(UPDATE), PYTHON, "update"));
  }

  private List<Contender> compute() {
    Figure figure = Figure.time("update with a result, alone");
    List<Figure> both = List.of(figure, ofElement(figure));
    return List.of(
        guarded(both, "compute(xy -> xy.x(xy.x() + 1).x())", "compute"),
        granted(figure, "compute(xy -> xy.x(xy.x() + 1).x())", "compute"),
        element(ofElement(figure), "compute(i, xy -> xy.x(xy.x() + 1).x())", "compute"),
        rival(List.of(figure), REENTRANT, LockedObject.class, "compute"),
        rival(List.of(figure), HAND, HandSegment.class, "compute"),
        mutex(both, "compute"));
  }

  private List<Contender> setOne() {
    Figure figure = Figure.time("set of one field, alone");
    List<Figure> both = List.of(figure, inSession(figure), ofElement(figure));
    return List.of(
        guarded(both, "x(1)", "setOne"),
        granted(figure, "x(1)", "setOne"),
        session(inSession(figure), "x(1)", "setOne"),
        element(ofElement(figure), "x(i, 1)", "setOne"),
        rival(List.of(figure), REENTRANT, LockedObject.class, "setOne"),
        rival(List.of(figure), HAND, HandSegment.class, "setOne"),
        mutex(both, "setOne"));
  }

  private List<Contender> setBoth() {
    Figure figure = Figure.time("set of both fields, alone");
    List<Figure> both = List.of(figure, ofElement(figure));
    return List.of(
        guarded(both, "set(xy)", "setBoth"),
        granted(figure, "set(xy)", "setBoth"),
        element(ofElement(figure), "set(i, xy)", "setBoth"),
        rival(List.of(figure), REENTRANT, LockedObject.class, "setBoth"),
        rival(List.of(figure), HAND, HandSegment.class, "setBoth"),
        mutex(both, "setBoth"));
  }

  private List<Contender> get() {
    Figure figure = Figure.time("get of one field");
    List<Figure> both = List.of(figure, ofElement(figure));
    return List.of(
        guarded(both, "x()", "get"),
        element(ofElement(figure), "x(i)", "get"),
        rival(both, STAMPED, StampedObject.class, "get"),
        rival(List.of(figure), HAND, HandSegment.class, "get"));
  }

  private List<Contender> snapshot() {
    Figure figure = Figure.time("both fields of one commit, as a record");
    List<Figure> both = List.of(figure, ofElement(figure));
    return List.of(
        guarded(both, "snapshot()", "snapshot"),
        element(ofElement(figure), "snapshot(i)", "snapshot"),
        rival(both, STAMPED, StampedObject.class, "snapshot"),
        rival(List.of(figure), HAND, HandSegment.class, "snapshot"));
  }

  private List<Contender> raw() {
    Figure get = Figure.time("get of one field, without a lock");
    Figure set = Figure.time("set of one field, without a lock");
    return List.of(
        inside(List.of(get), "`raw.x()`", Side.OURS, RawStruct.class, "get", List.of()),
        rival(List.of(get), OBJECT, PlainObject.class, "get"),
        inside(List.of(set), "`raw.x(1)`", Side.OURS, RawStruct.class, "setOne", List.of()),
        rival(List.of(set), OBJECT, PlainObject.class, "setOne"));
  }

  private List<Contender> primitives() {
    return PRIMITIVES.stream().flatMap(this::primitive).toList();
  }

  private Stream<Contender> primitive(String field) {
    Figure figure = Figure.time("`" + type(field).toLowerCase(Locale.ROOT) + "`: a set and a get, without a lock");
    return Stream.of(
        raw(figure, field, StructPrimitives.class),
        rival(List.of(figure), OBJECT, ObjectPrimitives.class, field),
        rival(List.of(figure), SEGMENT, SegmentPrimitives.class, field),
        rival(List.of(figure), BUFFER, BufferPrimitives.class, field),
        rival(List.of(figure), AGRONA, AgronaPrimitives.class, field, Library.AGRONA),
        rival(List.of(figure), CHRONICLE, ChroniclePrimitives.class, field, Library.CHRONICLE));
  }

  private List<Contender> others() {
    return Stream.of(
            other("unsigned number", "anUnsigned"), other("enum", "anEnum"), chronicle("enum", "anEnum"),
            other("`String`", "aString"), chronicle("`String`", "aString"), other("`UUID`", "aUuid"),
            other("`Instant`", "anInstant"), other("`Duration`", "aDuration"),
            other("element of a fixed array", "element"), other("nested struct", "aStruct"))
        .flatMap(List::stream)
        .toList();
  }

  private List<Contender> other(String type, String field) {
    return List.of(
        raw(ofType(type), field, StructOthers.class),
        rival(List.of(ofType(type)), OBJECT, ObjectOthers.class, field));
  }

  private List<Contender> chronicle(String type, String field) {
    return List.of(rival(List.of(ofType(type)), CHRONICLE, ChronicleOthers.class, field, Library.CHRONICLE));
  }

  private static Figure ofType(String type) {
    return Figure.time(type + ": a set and a get, without a lock");
  }

  private Contender raw(Figure figure, String field, Class<?> benchmarks) {
    return inside(List.of(figure), "`raw." + field + "` and its setter", Side.OURS, benchmarks, field, List.of());
  }

  private static String type(String field) {
    return field.replaceFirst("^an?(?=[A-Z])", "");
  }

  private List<Contender> loops() {
    Figure index = loop("by index");
    Figure get = loop("by view");
    Figure iterator = loop("by iterator");
    List<Figure> all = List.of(index, get, iterator);
    return List.of(
        loop(index, "array.x(i, array.x(i) * factor)", "index"),
        loop(get, "array.get(i)", "get"),
        loop(iterator, "for (RawXY xy : array)", "iterator"),
        rival(all, SEGMENT, LoopedSegment.class, "hand"),
        rival(all, AGRONA, LoopedBuffer.class, "hand", Library.AGRONA),
        rival(all, "array of objects", LoopedObjects.class, "objects"),
        rival(all, "array of floats", LoopedObjects.class, "floats"));
  }

  private static Figure loop(String way) {
    return Figure.time("one field of 65,536 structs, without a lock, " + way);
  }

  private Contender loop(Figure figure, String call, String method) {
    return inside(List.of(figure), "`" + call + "`", Side.OURS, LoopedArray.class, method, List.of());
  }

  private List<Contender> bulk() {
    Figure plain = Figure.time("a million floats from the heap, guarded");
    Figure atomic = Figure.time("a million floats from the heap, guarded with `ATOMIC_ARRAY`");
    Figure raw = Figure.time("a million floats from the heap, without a lock");
    return List.of(
        copied(plain, "guarded.copyValueFrom(floats)", CopiedArray.class, "guarded"),
        copied(atomic, "atomic.copyValueFrom(floats)", CopiedArray.class, "atomic"),
        copied(raw, "raw.copyValueFrom(floats)", CopiedArray.class, "raw"),
        rival(List.of(plain, atomic, raw), COPY, CopiedSegment.class, "copy"));
  }

  private List<Contender> columns() {
    return Stream.of(
            column("fields that lie apart", "copyXFrom(floats)", "From", "a loop by hand over a `MemorySegment`",
                "from"),
            column("fields that lie apart", "copyXTo(floats)", "To", "a loop by hand over a `MemorySegment`", "to"),
            column("fields that adjoin", "copyValueFrom(floats)", "FromAdjoining", COPY, "fromAdjoining"),
            column("fields that adjoin", "copyValueTo(floats)", "ToAdjoining", COPY, "toAdjoining"))
        .flatMap(List::stream)
        .toList();
  }

  private List<Contender> column(String where, String call, String ours, String rival, String theirs) {
    String what = "65,536 " + where + ", `" + call + "`";
    Figure raw = Figure.time(what + ", without a lock");
    Figure guarded = Figure.time(what + ", guarded");
    return List.of(
        copied(raw, "raw." + call, CopiedColumn.class, "raw" + ours),
        copied(guarded, "guarded." + call, CopiedColumn.class, "guarded" + ours),
        rival(List.of(raw, guarded), rival, CopiedByHand.class, theirs));
  }

  private Contender copied(Figure figure, String call, Class<?> benchmarks, String method) {
    return inside(List.of(figure), "`" + call + "`", Side.OURS, benchmarks, method, List.of());
  }

  private List<Contender> contention() {
    return extent.contending().stream().flatMap(this::contention).toList();
  }

  private Stream<Contender> contention(int processes) {
    Contest contest = new Contention(processes);
    return Stream.of(
        new OutsideContender(OURS, Side.OURS, contest, updates(processes, Updates.class, List.of())),
        new OutsideContender(NATIVE, Side.OURS_NATIVE, contest, updates(processes, Updates.class, GRANT)),
        new OutsideContender(OURS_IN_C, Side.OURS, contest, c(processes, "region")),
        new OutsideContender(OURS_IN_PYTHON, Side.OURS, contest, python(processes)),
        new OutsideContender(MUTEX, Side.RIVAL, contest, c(processes, "mutex")),
        new OutsideContender(FILE, Side.RIVAL, contest, updates(processes, FileUpdates.class, List.of())),
        new OutsideContender(PYTHON, Side.RIVAL, contest,
            (crew, plan) -> crew.add(plan, processes, programs.python("value", processes))));
  }

  private OutsideContender.Starter updates(int processes, Class<?> main, List<String> flags) {
    return (crew, plan) -> addTo(crew, plan, processes, Programs.java(flags, main, shared.newFile()));
  }

  private OutsideContender.Starter c(int processes, String program) {
    return (crew, plan) -> addTo(crew, plan, processes, programs.c(program, shared.newFile()));
  }

  private OutsideContender.Starter python(int processes) {
    return (crew, plan) ->
        addTo(crew, plan, processes, programs.pythonWithPackage("region", shared.newFile()));
  }

  private static void addTo(Crew crew, Plan plan, int processes, List<String> command) throws Exception {
    for (int i = 0; i < processes; i++) {
      crew.add(plan, 1, command);
    }
  }

  private List<Contender> inC() {
    Figure value = Figure.time("in C: update of one field of a copy, written back");
    Figure place = Figure.time("in C: update of one field in place");
    Figure setOne = Figure.time("in C: set of one field");
    Figure setBoth = Figure.time("in C: set of both fields");
    Figure both = Figure.time("in C: both fields of one commit");
    return List.of(
        region(value, "`shs_begin`, `shs_commit`", "byValue"),
        region(place, "`shs_begin_in_place`, `shs_commit_in_place`", "inPlace"),
        mutex(List.of(value, place), "alone"),
        region(setOne, "`shs_set`", "setOne"),
        mutex(List.of(setOne), "setOne"),
        region(setBoth, "`shs_put`", "setBoth"),
        mutex(List.of(setBoth), "setBoth"),
        region(both, "`shs_snapshot`", "getBoth"),
        mutex(List.of(both), "getBoth"));
  }

  private Contender region(Figure figure, String call, String task) {
    return new OutsideContender(call, Side.OURS, new Alone(List.of(figure), task), c(1, "region"));
  }

  private List<Contender> inPython() {
    Figure update = Figure.time("in Python: update of one field");
    Figure apply = Figure.time("in Python: update of one field by a function, not interrupted");
    Figure setOne = Figure.time("in Python: set of one field");
    Figure getOne = Figure.time("in Python: get of one field");
    Figure both = Figure.time("in Python: both fields of one commit");
    Figure rawGet = Figure.time("in Python: get of one field, without a lock");
    Figure rawSet = Figure.time("in Python: set of one field, without a lock");
    return List.of(
        target(update, "`with target.update() as xy: xy.x += 1`", "update"),
        target(apply, "`target.apply(add)`", "apply"),
        value(List.of(update, apply), PYTHON, "update"),
        target(setOne, "`target.x = 1`", "setOne"),
        value(List.of(setOne), PYTHON, "setOne"),
        target(getOne, "`target.x`", "getOne"),
        value(List.of(getOne), PYTHON, "getOne"),
        target(both, "`target.snapshot()`", "getBoth"),
        value(List.of(both), PYTHON, "getBoth"),
        target(rawGet, "`raw.x`", "rawGet"),
        value(List.of(rawGet), RAW_VALUE, "rawGet"),
        target(rawSet, "`raw.x = 1`", "rawSet"),
        value(List.of(rawSet), RAW_VALUE, "rawSet"));
  }

  private Contender target(Figure figure, String statement, String task) {
    return new OutsideContender(statement, Side.OURS, new Alone(List.of(figure), task), python(1));
  }

  private Contender value(List<Figure> figures, String name, String task) {
    return new OutsideContender(name, Side.RIVAL, new Alone(figures, task),
        (crew, plan) -> crew.add(plan, 1, programs.python("value", 1)));
  }

  private List<Contender> watched() {
    return List.of(new Watched(shared.newFile()));
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

  private List<Contender> attach() {
    return List.of(
        attach(OURS, Side.OURS, "sharedstruct", List.of()),
        attach(NATIVE, Side.OURS_NATIVE, "sharedstruct", GRANT),
        attach(SEGMENT, Side.RIVAL, "segment", List.of()),
        attach(AGRONA, Side.RIVAL, "agrona", Library.AGRONA.all()),
        attach(CHRONICLE, Side.RIVAL, "chronicle", Library.CHRONICLE.all()),
        new OutsideContender(MUTEX, Side.RIVAL, new Attach(), c(1, "mutex")));
  }

  private Contender attach(String name, Side side, String library, List<String> flags) {
    return new OutsideContender(name, side, new Attach(),
        (crew, plan) -> crew.add(plan, 1, Programs.java(flags, Attaches.class, library, shared.newFile())));
  }

  private List<Contender> lengths() {
    List<Contender> lengths = new ArrayList<>();
    for (long length : extent.lengths()) {
      lengths.add(new OutsideContender(OURS, Side.OURS, new Lengthy(length),
          (crew, plan) -> {
            Path file = shared.fileOfSize("array" + length, length * Float.BYTES);
            crew.add(plan, 1, Programs.java(List.of(), Grown.class, file, length));
          }));
    }
    return lengths;
  }

  private List<Contender> crowd() {
    return List.of(new Crowd(OURS, extent.attached(), shared));
  }

  private List<Contender> compiled() {
    return List.of(
        new CompiledTypes(OURS, Side.OURS, Dialect.STRUCT, extent.compiled(), work),
        new CompiledTypes("Immutables", Side.RIVAL, Dialect.IMMUTABLE, extent.compiled(), work),
        new CompiledTypes("AutoValue", Side.RIVAL, Dialect.AUTO_VALUE, extent.compiled(), work));
  }

  private static List<Contender> baggage() {
    return List.of(
        new Baggage(Library.OURS, Side.OURS),
        new Baggage(Library.AGRONA, Side.RIVAL),
        new Baggage(Library.CHRONICLE, Side.RIVAL));
  }

  /** The same in a writer session, beside which taking the lock each time is a rival too. */
  private static Figure inSession(Figure figure) {
    return Figure.time(figure.what() + ": in a writer session");
  }

  /** The same, of an element of an array, beside which the single struct is a rival too. */
  private static Figure ofElement(Figure figure) {
    return Figure.time(figure.what() + ": element of an array");
  }

  private Contender guarded(List<Figure> figures, String call, String method) {
    return inside(figures, "`guarded." + call + "`", Side.OURS, GuardedStruct.class, method, List.of());
  }

  private Contender granted(Figure figure, String call, String method) {
    return inside(List.of(figure), "`guarded." + call + "`, native access", Side.OURS_NATIVE, GuardedStruct.class,
        method, GRANT);
  }

  private Contender session(Figure figure, String call, String method) {
    return inside(List.of(figure), "`guarded." + call + "` in a session", Side.OURS, WriterSession.class, method,
        List.of());
  }

  private Contender element(Figure figure, String call, String method) {
    return inside(List.of(figure), "`array." + call + "`", Side.OURS, GuardedElement.class, method, List.of());
  }

  private Contender rival(List<Figure> figures, String name, Class<?> benchmarks, String method) {
    return inside(figures, name, Side.RIVAL, benchmarks, method, List.of());
  }

  private Contender rival(List<Figure> figures, String name, Class<?> benchmarks, String method, Library library) {
    return inside(figures, name, Side.RIVAL, benchmarks, method, library.all());
  }

  private Contender inside(List<Figure> figures, String name, Side side, Class<?> benchmarks, String method,
      List<String> flags) {
    return new InsideContender(figures, name, side, benchmarks, method, flags, work.file("jmh.txt"));
  }

  private Contender mutex(List<Figure> figures, String task) {
    return new OutsideContender(MUTEX, Side.RIVAL, new Alone(figures, task),
        c(1, "mutex"));
  }
}
