package org.sharedstruct.benchmarks.struct;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.sharedstruct.Length;
import org.sharedstruct.SharedStruct;
import org.sharedstruct.Unsigned;

/** Two fields of each type that is more than a primitive: one to read and one to write. */
@SharedStruct
public interface Others {

  @Unsigned(16) int anUnsigned();

  @Unsigned(16) int anotherUnsigned();

  Colour anEnum();

  Colour anotherEnum();

  @Length(32) String aString();

  @Length(32) String anotherString();

  UUID aUuid();

  UUID anotherUuid();

  Instant anInstant();

  Instant anotherInstant();

  Duration aDuration();

  Duration anotherDuration();

  @Length(16) float element(int index);

  @Length(16) float anotherElement(int index);

  XY aStruct();

  XY anotherStruct();
}
