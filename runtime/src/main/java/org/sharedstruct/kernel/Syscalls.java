package org.sharedstruct.kernel;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/**
 * {@code syscall(2)}. All arguments are passed as 64 bits, addresses too: a segment as argument would keep
 * its arena from being closed during the call.
 */
final class Syscalls {

  /** Null where native access is not granted or there is no such function. */
  private static final MethodHandle SYSCALL = find().orElse(null);

  private Syscalls() {}

  @SuppressWarnings("restricted") // asked for only where it is granted
  private static Optional<MethodHandle> find() {
    if (!Syscalls.class.getModule().isNativeAccessEnabled()) {
      return Optional.empty();
    }
    Linker linker = Linker.nativeLinker();
    Optional<MemorySegment> function = linker.defaultLookup().find("syscall");
    FunctionDescriptor descriptor = FunctionDescriptor.of(
        JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);
    return function.map(
        address -> linker.downcallHandle(address, descriptor, Linker.Option.firstVariadicArg(1)));
  }

  /** Whether calls can be made. */
  static boolean areAvailable() {
    return SYSCALL != null;
  }

  /** Makes a call of four arguments; negative if it failed. */
  static long call(long number, long first, long second, long third, long fourth) {
    try {
      return (long) SYSCALL.invokeExact(number, first, second, third, fourth);
    } catch (RuntimeException | Error failure) {
      throw failure;
    } catch (Throwable undeclared) {
      throw new AssertionError("a downcall throws nothing else", undeclared);
    }
  }
}
