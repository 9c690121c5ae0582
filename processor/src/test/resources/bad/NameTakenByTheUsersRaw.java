package bad;

import org.sharedstruct.SharedStruct;

@SharedStruct("Point")
public interface NameTakenByTheUsersRaw { // ERROR [name-taken] RawPoint cannot be generated for bad.NameTakenByTheUsersRaw: there is such a type already. Choose another name: @SharedStruct("
  float x();
}

final class RawPoint {
  private RawPoint() {}
}
