package org.sharedstruct.format;

import java.nio.charset.StandardCharsets;

/** FNV-1a with 64 bits, over UTF-8: a short name for a text, the same in every language. */
public final class Fingerprint {

  private static final long OFFSET_BASIS = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;

  private Fingerprint() {}

  /** Equal for equal texts, and in practice for no others. */
  public static long of(String text) {
    long hash = OFFSET_BASIS;
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xff)) * PRIME;
    }
    return hash;
  }
}
