package bad;

import java.util.List;
import org.sharedstruct.SharedStruct;

@SharedStruct
public interface Reference {
  String name(); // ERROR [reference] name() is java.lang.String, a reference, which means nothing in another process. Fields are boolean, byte, short, char, int, long, float and double

  Object anything(); // ERROR [reference] anything() is java.lang.Object

  List<String> names(); // ERROR [reference] names() is java.util.List<java.lang.String>

  float[] samples(); // ERROR [reference] samples() is float[]

  Reference next(); // ERROR [reference] next() is bad.Reference

  Thread.State state(); // ERROR [reference] state() is java.lang.Thread.State

  Void nothing(); // ERROR [reference] nothing() is java.lang.Void
}
