package kinds;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.sharedstruct.Align;
import org.sharedstruct.Atomic;
import org.sharedstruct.Length;
import org.sharedstruct.SharedStruct;
import org.sharedstruct.Unsigned;

/** A field of every kind. */
@SharedStruct
@Align(64)
public interface Everything {

  /** What a field may be. */
  enum State { IDLE, BUSY, DONE }

  boolean flag();

  @Unsigned(8)
  short tiny();

  @Unsigned(16)
  int port();

  @Unsigned(32)
  long address();

  @Align(16)
  State state();

  @Length(12)
  String name();

  @Length(4)
  float sample(int index);

  @Length(3)
  boolean lit(int index);

  @Length(2)
  @Unsigned(16)
  int channel(int index);

  @Length(5)
  byte[] data();

  @Length(2)
  State history(int index);

  Point origin();

  @Length(3)
  Point corner(int index);

  UUID id();

  Instant created();

  Duration timeout();

  @Length(2)
  UUID member(int index);

  @Atomic
  long count();

  @Atomic
  float level();

  @Atomic
  State phase();

  @Atomic
  @Unsigned(32)
  long ticket();
}
