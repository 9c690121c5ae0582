package bad;

import java.nio.ByteBuffer;
import java.util.UUID;
import org.sharedstruct.Length;
import org.sharedstruct.SharedStruct;

/** What the message advises compiles. */
@SharedStruct
public interface AdviceThatHolds {
  String[] names(); // ERROR [array-of-strings] names() is an array of String, and @Length cannot say both how many and how long

  @Length(2)
  String[] more(); // ERROR [array-of-strings] more() is an array of String

  Integer[] numbers(); // ERROR [boxed] numbers() is java.lang.Integer[], a reference, which means nothing in another process. Use the primitive @Length(16) int[]

  @Length(2)
  Long[] longs(); // ERROR [boxed] longs() is java.lang.Long[], a reference, which means nothing in another process. Use the primitive long[]

  Integer number(int index); // ERROR [boxed] number(int) is java.lang.Integer, a reference, which means nothing in another process. Use the primitive int

  @Length(2)
  Integer one(); // ERROR [boxed] one() is java.lang.Integer

  ByteBuffer[] buffers(); // ERROR [pointer] buffers() is java.nio.ByteBuffer

  Object[] objects(); // ERROR [reference] objects() is java.lang.Object

  UUID[] ids(); // ERROR [array-of-references] ids() is java.util.UUID[]. An array of what is no primitive is declared by its elements: @Length(16) java.util.UUID ids(int index)

  int x();

  void setX(int x); // ERROR [setter-form] setX(int) does not go with x(). Make it: void x(int value)

  int getY();

  void y(int y); // ERROR [setter-form] y(int) does not go with getY(). Make it: void setY(int value)

  @Length(3)
  int far(long index); // ERROR [index-not-int] far(long) is the getter of an array by its index, which is long. An index is an int: int far(int index)
}
