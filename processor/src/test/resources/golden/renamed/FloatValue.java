package renamed;

import org.sharedstruct.SharedStruct;

/** The generated types are named after the word in the annotation. */
@SharedStruct("Float")
public interface FloatValue {
  float value();
}
