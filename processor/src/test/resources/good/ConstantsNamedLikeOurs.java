package good;

import org.sharedstruct.SharedStruct;

@SharedStruct
public interface ConstantsNamedLikeOurs {
  int SIZE = 3;

  String SCHEMA = "mine";

  String LAYOUT = "mine";

  String X_OFFSET = "mine";

  String RAW = "mine";

  String raw = "mine";

  String value = "mine";

  String view = "mine";

  String segment = "mine";

  String offset = "mine";

  String length = "mine";

  String first = "mine";

  String values = "mine";

  String record = "mine";

  float x();

  void x(float x);

  default float twice() {
    return 2 * x();
  }
}
