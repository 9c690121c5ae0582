package org.sharedstruct.tests;

import java.io.IOException;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.sharedstruct.tests.child.JavaCommand;
import org.sharedstruct.tests.child.KillPoint;

/**
 * Copies of the library's classes with a {@link KillPoint} before and after each call that a method makes, or
 * before each store into a region, so that a process can be killed between any two steps and the library
 * itself knows nothing of it.
 */
final class KillPoints extends ClassCopies {

  /** How often a process is killed at each point. The profile {@code stress} asks for more. */
  static final int KILLS_PER_POINT = Integer.getInteger("kills.per.point", 10);

  /** Writing to mapped memory, or to a word that others wait for. */
  private static final Set<String> STORES = Set.of(
      "MemorySegment.set", "MemorySegment.copy",
      "VarHandle.set", "VarHandle.setRelease", "VarHandle.setVolatile", "VarHandle.compareAndSet",
      "VarHandle.getAndSet", "VarHandle.getAndAdd", "VarHandle.getAndBitwiseOr", "VarHandle.getAndBitwiseAnd",
      "Futex.wake");

  /** Whose methods make, open, change or lock files. */
  private static final Set<String> WORKS_WITH_FILES = Set.of("Files", "FileChannel", "PlainFile", "Modes",
      "Header", "Companion", "OpenFile", "ByteLocks", "ByteLocks$Held", "Membership", "Draft", "Place");

  /** Methods of those that only look something up in memory. */
  private static final Set<String> HARMLESS = Set.of("path", "id", "channel", "status", "companion", "contents",
      "membership", "payload", "newId", "user", "requireNonNull", "me", "participant", "number", "set",
      "readId", "exists", "isSymbolicLink", "find", "lambda");

  private static final ClassDesc KILL_POINT = ClassDesc.of(KillPoint.class.getName());
  /**
   * Copies into a folder, which is to stand before the library on the class path.
   *
   * @param folder where the copies go
   */
  KillPoints(Path folder) {
    super(folder);
  }

  /** Adds the points of some methods of a class: before and after each call. */
  KillPoints add(String className, Set<String> methods) throws IOException {
    transform(className, ClassTransform.transformingMethodBodies(
        method -> methods.contains(name(method)), this::surround));
    return this;
  }

  /**
   * Adds the points of some classes: after each call that works with files, which is also before the next
   * one.
   */
  KillPoints addFileCalls(String... classNames) throws IOException {
    for (String className : classNames) {
      transform(className, ClassTransform.transformingMethodBodies((code, element) -> {
        code.with(element);
        if (element instanceof InvokeInstruction call && WORKS_WITH_FILES.contains(owner(call))
            && !HARMLESS.contains(call.name().stringValue()) && !call.name().equalsString("<init>")) {
          point(code, "after " + callee(call));
        }
      }));
    }
    return this;
  }

  private static String owner(InvokeInstruction call) {
    String callee = callee(call);
    return callee.substring(0, callee.indexOf('.'));
  }

  /**
   * Adds the points of some classes: before each store. What is after a store is before the next one, or
   * before the end.
   */
  KillPoints addStores(String... classNames) throws IOException {
    for (String className : classNames) {
      transform(className, ClassTransform.transformingMethodBodies(this::precedeStore));
    }
    return this;
  }

  private static String name(MethodModel method) {
    return method.methodName().stringValue();
  }

  private void precedeStore(CodeBuilder code, CodeElement element) {
    if (element instanceof InvokeInstruction call && STORES.contains(callee(call))) {
      point(code, "before " + callee(call));
    }
    code.with(element);
  }

  private void surround(CodeBuilder code, CodeElement element) {
    if (element instanceof InvokeInstruction call && !call.name().equalsString("<init>")) {
      String callee = callee(call);
      point(code, "before " + callee);
      code.with(element);
      point(code, "after " + callee);
    } else {
      code.with(element);
    }
  }

  private void point(CodeBuilder code, String label) {
    code.loadConstant(newPoint(label)).invokestatic(KILL_POINT, "reached", INT_TO_VOID);
  }

  /**
   * Runs a child that stops at a point, and kills it there.
   *
   * @return whether it came there; if not, it has ended by itself and well
   */
  boolean killAt(int point, Class<?> program, Object... arguments) throws Exception {
    return killAt(point, JavaCommand.of(program, arguments), () -> {});
  }

  /** As above; something is done before the kill. */
  boolean killAt(int point, ProcessBuilder command, Runnable before) throws Exception {
    try (ChildJvm child = ChildJvm.start(stoppingAt(List.of(point), command))) {
      if (child.comesTo(KillPoint.REACHED)) {
        before.run();
        child.signal("KILL");
        return true;
      }
      child.finish();
      return false;
    }
  }

  /** Lets a command stop at some points, at each of them once, until it is sent a line. */
  ProcessBuilder stoppingAt(List<Integer> stops, ProcessBuilder command) {
    String property = stops.stream().map(String::valueOf).collect(Collectors.joining(","));
    List<String> words = withCopies(command).command();
    words.add(words.indexOf("-classpath"), "-Dkill.point=" + property);
    return command;
  }

  /** The number of the only point with a label. */
  int point(String label) {
    int point = points().indexOf(label);
    if (point < 0 || point != points().lastIndexOf(label)) {
      throw new IllegalArgumentException("%s is not the label of one of %s".formatted(label, points()));
    }
    return point;
  }
}
