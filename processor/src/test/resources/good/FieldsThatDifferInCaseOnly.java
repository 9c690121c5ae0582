package good;

import org.sharedstruct.SharedStruct;

/** Their constants would all be named alike. */
@SharedStruct
public interface FieldsThatDifferInCaseOnly {
  int x();

  int X();

  int fooBar();

  int foo_bar();

  int FOO_BAR();

  int FooBar();

  int x_offset();

  int X_OFFSET();
}
