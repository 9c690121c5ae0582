package good;

import java.time.Duration;
import java.util.UUID;
import org.sharedstruct.Atomic;
import org.sharedstruct.Length;
import org.sharedstruct.SharedStruct;

@SharedStruct
public interface FieldsOfEveryKindNamedLikeOperations {

  @SharedStruct
  interface Values {
    int values();
  }

  @Length(2)
  int length(int index);

  @Length(2)
  int get(int index);

  @Length(2)
  long slice(int index);

  @Length(4)
  String snapshot();

  Values raw();

  @Length(3)
  Values segment(int index);

  UUID lock();

  Duration version();

  @Length(2)
  byte[] toRecord();

  @Length(2)
  double values(int index);

  Thread.State index();

  @Length(2)
  int element(int index);

  @Length(2)
  float source(int index);

  @Length(2)
  float record(int index);

  @Length(2)
  float guard(int index);

  @Atomic
  int x();

  int getVolatileX();

  @Atomic
  int getOpaqueX();

  @Length(5)
  String name();

  int nameBytes();

  @Atomic
  long X();
}
