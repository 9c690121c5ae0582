package good;

import java.time.Duration;
import org.sharedstruct.SharedStruct;

/** Every name that a view, an array of views or a record has a method by. */
@SharedStruct
public interface FieldsNamedLikeOperations {
  long version();

  int lock();

  int raw();

  int segment();

  int snapshot();

  int length();

  float get();

  long set();

  int setAll();

  int allocate();

  int of();

  int toRecord();

  int toRecords();

  int copyOf();

  long slice();

  int update();

  int compute();

  long awaitChange();

  int await();

  Duration changes();

  int iterator();

  int stream();

  int forEach();

  int spliterator();

  int equals();

  int check();

  int count();

  int at();

  int begin();

  int commit();

  int rollback();

  int whole();

  int describe();

  int close();

  int yield();

  int var();
}
