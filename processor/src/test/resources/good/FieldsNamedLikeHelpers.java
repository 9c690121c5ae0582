package good;

import java.time.Duration;
import org.sharedstruct.Atomic;
import org.sharedstruct.Length;
import org.sharedstruct.SharedStruct;
import org.sharedstruct.Update;

/** Its fields are named as what generated methods call without saying where it is. */
@SharedStruct
public interface FieldsNamedLikeHelpers {
  int write();

  float last();

  @Atomic
  long element();

  @Length(3)
  int at(int index);

  short record();

  long store();

  int view();

  Duration copyTo();

  @Length(8)
  String copyFrom();

  int inOneUpdate();

  int count();

  float setFloat();

  default float read() {
    return last() + write();
  }

  @Update
  default int change(int last) {
    return last + count();
  }
}
