package org.sharedstruct.tests;

import java.util.UUID;
import org.sharedstruct.Atomic;
import org.sharedstruct.Length;
import org.sharedstruct.SharedStruct;

/**
 * A struct with a field for each way in which a guarded view writes: a word, a codec, an atomic.
 */
@SharedStruct
public interface Parcel {

  /** A word. */
  long number();

  /** Another word. */
  long twice();

  /** Twelve bytes of UTF-8. */
  @Length(12)
  String label();

  /** Two words. */
  UUID id();

  /** A word that several may add to. */
  @Atomic
  long hops();
}
