package bad;

import java.io.IOException;
import org.sharedstruct.SharedStruct;

@SharedStruct
public interface NotAnAccessor {
  float x();

  void reset(); // ERROR [not-an-accessor] reset() is no accessor: it returns nothing and takes nothing. A getter is

  void move(float x, float y); // ERROR [not-an-accessor] move(float,float) is no accessor: it takes 2 parameters

  <T> int count(); // ERROR [not-an-accessor] ... it has type parameters

  <T extends Number> void x(T x); // ERROR [not-an-accessor] ... it has type parameters

  float read() throws IOException; // ERROR [not-an-accessor] read() is no accessor: it declares exceptions

  void x(float x) throws IOException; // ERROR [not-an-accessor] x(float) is no accessor: it declares exceptions
}
