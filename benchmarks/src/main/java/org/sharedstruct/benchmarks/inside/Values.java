package org.sharedstruct.benchmarks.inside;

/** What is written to fields of each type. No compiler may take it for a constant. */
class Values {

  boolean booleanValue = true;
  byte byteValue = 1;
  short shortValue = 2;
  char charValue = '3';
  int intValue = 4;
  long longValue = 5;
  float floatValue = 6;
  double doubleValue = 7;
}
