package bad;

import org.sharedstruct.SharedStruct;

@SharedStruct
public interface FieldTwice {
  float x();

  float getX(); // ERROR [field-twice] x is declared by both x() and getX(). Keep one of them

  boolean isOn();

  int getOn(); // ERROR [field-twice] on is declared by both isOn() and getOn(). Keep one of them
}
