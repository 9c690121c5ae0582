package bad;

import org.sharedstruct.Length;
import org.sharedstruct.SharedStruct;

@SharedStruct
public interface ObjectMethod {
  float x();

  int hashCode(); // ERROR [object-method] hashCode() cannot be a field: hashCode() is a method of java.lang.Object, which every object has. Rename it

  @Length(8)
  String toString(); // ERROR [object-method] toString() cannot be a field: toString() is a method of java.lang.Object

  int clone(); // ERROR [object-method] clone() cannot be a field: clone() is a method of java.lang.Object

  void finalize(); // ERROR [object-method] finalize() cannot be a field: finalize() is a method of java.lang.Object

  int getHashCode(); // ERROR [object-method] getHashCode() cannot be a field: hashCode() is a method of java.lang.Object

  boolean isNotify(); // ERROR [object-method] isNotify() cannot be a field: notify() is a method of java.lang.Object

  long getWait(); // ERROR [object-method] getWait() cannot be a field: wait() is a method of java.lang.Object
}
