package good;

import org.sharedstruct.SharedStruct;

/** To document them. */
@SharedStruct
public interface MethodsOfObjectDeclaredAgain {
  int x();

  /** All values. */
  String toString();

  boolean equals(Object other);

  @Override
  int hashCode();
}
