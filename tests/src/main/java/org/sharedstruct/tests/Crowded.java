package org.sharedstruct.tests;

import java.time.Duration;
import org.sharedstruct.SharedStruct;

/** Its fields are named as operations of views, which give way to them. */
@SharedStruct
public interface Crowded {
  int version();

  int lock();

  long raw();

  int snapshot();

  int segment();

  int toRecord();

  int get();

  long slice();

  Duration changes();

  /** Takes the place of an operation that has a parameter. */
  default String set(Crowded other) {
    return version() + " before " + other.version();
  }
}
