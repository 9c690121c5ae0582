package good;

import org.sharedstruct.SharedStruct;

@SharedStruct
public interface DeprecatedSetter {
  float x();

  @Deprecated
  void x(float x);

  float y();

  @Deprecated
  DeprecatedSetter y(float y);
}
