package org.sharedstruct.tool;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.sharedstruct.Atomic;
import org.sharedstruct.Length;
import org.sharedstruct.SharedStruct;
import org.sharedstruct.Unsigned;

/** Fields of all kinds, twice each: for one end of what they hold, and for the other. */
@SharedStruct
public interface Kinds {

  /** True and false. */
  @Length(2) boolean flag(int index);

  /** One byte. */
  @Length(2) byte tiny(int index);

  /** Two bytes. */
  @Length(2) short small(int index);

  /** Four bytes. */
  @Length(2) int middle(int index);

  /** Eight bytes. */
  @Length(2) long large(int index);

  /** From 0 to 255. */
  @Length(2) @Unsigned(8) int level(int index);

  /** From 0 to 65535. */
  @Length(2) @Unsigned(16) int port(int index);

  /** From 0 to 4294967295. */
  @Length(2) @Unsigned(32) long ticket(int index);

  /** Also NaN and infinities. */
  @Length(6) float ratio(int index);

  /** Also NaN and infinities. */
  @Length(6) double exact(int index);

  /** Also halves of pairs. */
  @Length(4) char unit(int index);

  /** Also one that fills it. */
  @Length(8) String text();

  /** Stays empty. */
  @Length(8) String none();

  /** The last one. */
  Robot.State state();

  /** All bits. */
  UUID id();

  /** The first and the last. */
  @Length(2) Instant time(int index);

  /** The shortest and the longest. */
  @Length(2) Duration span(int index);

  /** A struct within. */
  @Length(2) Pose pose(int index);

  /** Programs write it without the lock as well. */
  @Atomic long counter();
}
