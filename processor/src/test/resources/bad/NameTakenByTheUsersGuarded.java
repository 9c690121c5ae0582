package bad;

import org.sharedstruct.SharedStruct;

@SharedStruct("Point")
public interface NameTakenByTheUsersGuarded { // ERROR [name-taken] GuardedPoint cannot be generated for bad.NameTakenByTheUsersGuarded: there is such a type already. Choose another name: @SharedStruct("
  float x();
}

final class GuardedPoint {
  private GuardedPoint() {}
}
