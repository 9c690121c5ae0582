package bad;

import org.sharedstruct.SharedStruct;

@SharedStruct("Point")
public interface NameTakenByTheUsersShared { // ERROR [name-taken] SharedPoint cannot be generated for bad.NameTakenByTheUsersShared: there is such a type already. Choose another name: @SharedStruct("
  float x();
}

final class SharedPoint {
  private SharedPoint() {}
}
