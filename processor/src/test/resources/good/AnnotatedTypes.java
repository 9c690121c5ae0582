package good;

import java.lang.annotation.ElementType;
import java.lang.annotation.Target;
import org.sharedstruct.SharedStruct;

@SharedStruct
public interface AnnotatedTypes {
  @Positive float x();

  void x(@Positive float x);

  float y();

  AnnotatedTypes y(@Positive float y);

  default @Positive float scaled(@Positive float by, @Positive String unit) {
    return by * x();
  }

  @Target({ElementType.TYPE_USE, ElementType.PARAMETER})
  @interface Positive {}
}
