package bad;

import org.sharedstruct.SharedStruct;

@SharedStruct
public interface SetterReturningSomethingElse {
  float x();

  float x(float x); // ERROR [not-an-accessor] x(float) is no accessor: a setter returns void or SetterReturningSomethingElse, not float

  float y();

  String y(float y); // ERROR [not-an-accessor] y(float) is no accessor: a setter returns void or SetterReturningSomethingElse, not java.lang.String
}
