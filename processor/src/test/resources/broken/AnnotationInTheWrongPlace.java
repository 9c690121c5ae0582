package broken;

import org.sharedstruct.SharedStruct;

interface AnnotationInTheWrongPlace {
  @SharedStruct
  float x();

  @SharedStruct
  int CONSTANT = 1;
}
