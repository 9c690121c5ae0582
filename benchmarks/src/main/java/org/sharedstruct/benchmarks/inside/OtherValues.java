package org.sharedstruct.benchmarks.inside;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.sharedstruct.benchmarks.struct.Colour;
import org.sharedstruct.benchmarks.struct.XY;
import org.sharedstruct.benchmarks.struct.XYRecord;

/** What is written to fields of each type that is more than a primitive. */
class OtherValues {

  int index = 3;
  float elementValue = 1;
  int unsignedValue = 65_000;
  Colour enumValue = Colour.GREEN;
  String stringValue = "something else";
  UUID uuidValue = new UUID(1, 2);
  Instant instantValue = Instant.ofEpochSecond(1, 2);
  Duration durationValue = Duration.ofSeconds(1, 2);
  XY structValue = new XYRecord(1, 2);
}
