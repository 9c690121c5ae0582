package org.sharedstruct.kernel;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;
import java.util.Optional;

/**
 * {@code syscall(2)}. All arguments are passed as 64 bits, addresses too: a segment as argument would keep
 * its arena from being closed during the call.
 */
final class Syscalls {

  private static final String ERRNO = "errno";
  private static final StructLayout STATE = Linker.Option.captureStateLayout();
  private static final long ERRNO_OFFSET = STATE.byteOffset(PathElement.groupElement(ERRNO));

  /** Null where native access is not granted or there is no such function. */
  private static final MethodHandle SYSCALL = find().orElse(null);

  /** The same, and what {@code errno} is afterwards; it needs memory for that at each call. */
  private static final MethodHandle SYSCALL_WITH_ERRNO =
      find(Linker.Option.captureCallState(ERRNO)).orElse(null);

  private Syscalls() {}

  @SuppressWarnings("restricted") // asked for only where it is granted
  private static Optional<MethodHandle> find(Linker.Option... more) {
    if (!Syscalls.class.getModule().isNativeAccessEnabled()) {
      return Optional.empty();
    }
    Linker linker = Linker.nativeLinker();
    Optional<MemorySegment> function = linker.defaultLookup().find("syscall");
    FunctionDescriptor descriptor = FunctionDescriptor.of(
        JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);
    Linker.Option[] options = Arrays.copyOf(more, more.length + 1);
    options[more.length] = Linker.Option.firstVariadicArg(1);
    return function.map(address -> linker.downcallHandle(address, descriptor, options));
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

  /** Makes a call of four arguments; if it failed, the error number of {@code errno(3)}, negated. */
  static long callForError(long number, long first, long second, long third, long fourth) {
    try {
      MemorySegment state = Arguments.allocate(STATE);
      long result = (long) SYSCALL_WITH_ERRNO.invokeExact(state, number, first, second, third, fourth);
      return result >= 0 ? result : -state.get(JAVA_INT, ERRNO_OFFSET);
    } catch (RuntimeException | Error failure) {
      throw failure;
    } catch (Throwable undeclared) {
      throw new AssertionError("a downcall throws nothing else", undeclared);
    }
  }
}
