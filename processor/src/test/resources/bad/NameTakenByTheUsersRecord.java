package bad;

import org.sharedstruct.SharedStruct;

@SharedStruct("Point")
public interface NameTakenByTheUsersRecord { // ERROR [name-taken] PointRecord cannot be generated for bad.NameTakenByTheUsersRecord: there is such a type already. Choose another name: @SharedStruct("
  float x();
}

record PointRecord(float x) {}
