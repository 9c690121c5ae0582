package good.ours_attachment;

import org.sharedstruct.SharedStruct;

/** Is named as what the verbs of its handle call. */
@SharedStruct
public interface Attachment {
  float x();

  void x(float x);

  default float twice() {
    return 2 * x();
  }
}
