package good;

import org.sharedstruct.SharedStruct;

/** The generated views inherit these nested types, which hide the imported ones of the same names. */
@SharedStruct
public interface NestedTypesNamedLikeOurs {
  float x();

  void x(float x);

  default Lock state(Lock before, Array array) {
    return x() > 0 ? Lock.LOCKED : before;
  }

  enum Lock { LOCKED, FREE }

  interface Array {}

  interface RawView {}

  interface GuardedView {}

  interface GuardedArray {}

  interface ViewGuard {}

  interface MemorySegment {}

  interface MemoryLayout {}

  interface Arena {}

  interface List {}

  interface Consumer {}

  interface Function {}

  interface Duration {}

  interface String {}

  interface Object {}

  interface Throwable {}

  interface UnsupportedOperationException {}

  @interface Override {}

  @interface Deprecated {}

  @interface SuppressWarnings {}

  @interface Generated {}
}
