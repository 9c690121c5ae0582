package org.sharedstruct.benchmarks.struct;

import org.sharedstruct.SharedStruct;

/** Two fields of each primitive type: one to read and one to write. */
@SharedStruct
public interface Primitives {

  boolean aBoolean();

  boolean anotherBoolean();

  byte aByte();

  byte anotherByte();

  short aShort();

  short anotherShort();

  char aChar();

  char anotherChar();

  int anInt();

  int anotherInt();

  long aLong();

  long anotherLong();

  float aFloat();

  float anotherFloat();

  double aDouble();

  double anotherDouble();
}
