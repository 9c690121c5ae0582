package org.sharedstruct.format;

import java.nio.charset.StandardCharsets;

/**
 * A schema text as it lies in a file. One word has its length and its sum, so that one store publishes a
 * longer text: {@link Format#SCHEMA}.
 */
public final class SchemaText {

  /** No text is longer; a damaged length is found before it is allocated. */
  public static final int LONGEST = 1 << 20;

  /** Reserved for each byte in which a field can be added: about the length of a line. */
  private static final long ROOM_PER_BYTE = 32;

  /** For constants of enums, and for names that are longer. */
  private static final long MORE_ROOM = 1024;

  private SchemaText() {}

  /** The bytes of a text. */
  public static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** How many bytes a new file reserves for the text: if the struct can grow, more than it has. */
  static int capacity(Schema schema) {
    long length = bytes(schema.text()).length;
    if (!schema.sized()) {
      return Math.toIntExact(length);
    }
    long used = schema.members().stream().mapToLong(Schema.Member::end).max().orElse(0);
    long asked = 2 * length + (schema.size() - used) * ROOM_PER_BYTE + MORE_ROOM;
    return Math.toIntExact(Math.max(length, Math.min(asked, LONGEST)));
  }

  /** The word for a text: its length, and above it the halves of its fingerprint, exclusive-ored. */
  public static long word(String text) {
    long fingerprint = Fingerprint.of(text);
    return (fingerprint ^ fingerprint >>> Integer.SIZE) << Integer.SIZE | bytes(text).length;
  }

  /** The length of the text that has a word. */
  public static int length(long word) {
    return (int) word;
  }
}
