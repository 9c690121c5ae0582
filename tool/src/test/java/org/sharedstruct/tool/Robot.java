package org.sharedstruct.tool;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.sharedstruct.Length;
import org.sharedstruct.SharedStruct;
import org.sharedstruct.Unsigned;

/** A field of every kind, and a hole. */
@SharedStruct
public interface Robot {

  /** What it does. */
  enum State { IDLE, BUSY }

  /** Whether it is on. */
  boolean on();

  /** Where it is. */
  Pose pose();

  /** What it is called. */
  @Length(12) String name();

  /** What it does. */
  State state();

  /** What it has measured. */
  @Length(3) float sample(int index);

  /** Where it goes. */
  @Length(2) Pose route(int index);

  /** More than an int. */
  @Unsigned(32) long ticket();

  /** Its sign. */
  char sign();

  /** How many. */
  long count();

  /** Who it is. */
  UUID id();

  /** Since when. */
  Instant since();

  /** For how long. */
  Duration left();
}
