package bad;

import org.sharedstruct.SharedStruct;

@SharedStruct
public interface FieldIsDefaultMethod {
  float getX();

  default String x() { // ERROR [field-is-default-method] x is a field by its getter getX(), and also a default method x(). Rename one of them
    return "x";
  }

  int getInt();

  default int int_() { // ERROR [field-is-default-method] int is a field by its getter getInt(), and also a default method int_(). Rename one of them
    return 1;
  }
}
