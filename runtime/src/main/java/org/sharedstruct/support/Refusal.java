package org.sharedstruct.support;

import java.lang.StackWalker.StackFrame;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.sharedstruct.Update;

/** What a record says when it is to be changed. */
public final class Refusal {

  private static final StackWalker STACK = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

  private Refusal() {}

  /**
   * For generated records.
   *
   * @param record the simple name of its type
   * @param field what cannot be set
   * @return an exception that names the default method which runs on a snapshot in place of a guarded view, if
   *     one does
   */
  public static UnsupportedOperationException ofSetter(String record, String field) {
    return new UnsupportedOperationException(STACK.walk(frames -> defaultMethod(frames.toList()))
        .map(method -> method + " runs on a snapshot, and cannot set " + field
            + ". Annotate it with @" + Update.class.getSimpleName() + ", so that it runs as one commit")
        .orElse(record + " is immutable: " + field + " cannot be set"));
  }

  /** A guarded view calls the method by its own name. */
  private static Optional<String> defaultMethod(List<StackFrame> frames) {
    for (int i = 1; i < frames.size(); i++) {
      StackFrame called = frames.get(i - 1);
      StackFrame caller = frames.get(i);
      if (called.getDeclaringClass().isInterface()
          && GuardedView.class.isAssignableFrom(caller.getDeclaringClass())
          && called.getMethodName().equals(caller.getMethodName())
          && called.getMethodType().parameterList().equals(caller.getMethodType().parameterList())) {
        return Optional.of(called.getDeclaringClass().getSimpleName() + "." + called.getMethodName()
            + called.getMethodType().parameterList().stream()
                .map(Class::getSimpleName)
                .collect(Collectors.joining(", ", "(", ")")));
      }
    }
    return Optional.empty();
  }
}
