package bad;

import org.sharedstruct.Align;
import org.sharedstruct.Atomic;
import org.sharedstruct.Length;
import org.sharedstruct.SharedStruct;
import org.sharedstruct.Unsigned;

@SharedStruct
public interface AnnotationMisplaced {
  int port();

  @Unsigned(16)
  void port(int port); // ERROR [annotation-misplaced] port(int) has @Unsigned, which is for the getter of a field. Move it there, or remove it

  @Atomic
  @Align(8)
  default int twice() { // ERROR [annotation-misplaced] twice() has @Align // ERROR [annotation-misplaced] twice() has @Atomic
    return 2 * port();
  }

  @Length(4)
  String name();

  @Length(4)
  void name(String name); // ERROR [annotation-misplaced] name(java.lang.String) has @Length
}
