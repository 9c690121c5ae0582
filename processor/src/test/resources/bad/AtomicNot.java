package bad;

import java.util.UUID;
import org.sharedstruct.Atomic;
import org.sharedstruct.Length;
import org.sharedstruct.SharedStruct;
import org.sharedstruct.Unsigned;

@SharedStruct
public interface AtomicNot {
  @Atomic
  short small(); // ERROR [atomic-impossible] small() is short, which no processor changes atomically in memory. @Atomic is for a single int, long, float, double, enum or @Unsigned(32) long. Remove it, or widen the field

  @Atomic
  boolean flag(); // ERROR [atomic-impossible] flag() is boolean

  @Atomic
  @Unsigned(16)
  int port(); // ERROR [atomic-impossible] port() is int

  @Atomic
  UUID id(); // ERROR [atomic-impossible] id() is java.util.UUID

  @Atomic
  @Length(8)
  String name(); // ERROR [atomic-impossible] name() is java.lang.String

  @Atomic
  @Length(8)
  int slot(int index); // ERROR [atomic-impossible] slot(int) is int
}
