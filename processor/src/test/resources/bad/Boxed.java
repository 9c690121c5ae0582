package bad;

import org.sharedstruct.SharedStruct;

@SharedStruct
public interface Boxed {
  Float x(); // ERROR [boxed] x() is java.lang.Float, a reference, which means nothing in another process. Use the primitive float

  Integer getCount(); // ERROR [boxed] getCount() is java.lang.Integer, a reference, which means nothing in another process. Use the primitive int

  Character letter(); // ERROR [boxed] letter() is java.lang.Character, a reference, which means nothing in another process. Use the primitive char

  Boolean isOn(); // ERROR [boxed] isOn() is java.lang.Boolean, a reference, which means nothing in another process. Use the primitive boolean
}
