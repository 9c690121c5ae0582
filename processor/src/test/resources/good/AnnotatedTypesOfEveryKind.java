package good;

import java.lang.annotation.ElementType;
import java.lang.annotation.Target;
import java.util.UUID;
import org.sharedstruct.Length;
import org.sharedstruct.SharedStruct;
import org.sharedstruct.Unsigned;

@SharedStruct
public interface AnnotatedTypesOfEveryKind {

  @Target({ElementType.TYPE_USE, ElementType.PARAMETER})
  @interface Fine {}

  enum State { ON, OFF }

  @SharedStruct
  interface Inner {
    @Fine float x();
  }

  @Length(4)
  @Fine String name();

  void name(@Fine String name);

  @Unsigned(8)
  @Fine int port();

  @Fine State state();

  void state(@Fine State state);

  @Fine UUID id();

  @Fine Inner inner();

  void inner(@Fine Inner inner);

  @Length(3)
  @Fine Inner part(@Fine int index);

  @Length(3)
  @Fine float sample(int index);

  void sample(int index, @Fine float sample);

  @Length(2)
  byte @Fine [] data();
}
