package good;

import org.sharedstruct.SharedStruct;

@SharedStruct
public interface DeprecatedFields {
  float x();

  @Deprecated
  float old();

  @Deprecated(forRemoval = true)
  float older();

  @Deprecated
  void older(float older);
}
