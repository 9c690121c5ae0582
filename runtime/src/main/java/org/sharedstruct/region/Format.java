package org.sharedstruct.region;

/**
 * Where everything lies in a region's file, version 1. All numbers are in the byte order of the machine
 * that created the file; {@code docs/format.md} says the same in prose.
 *
 * <pre>
 *   0  identity and geometry, written once before the file is published
 * 120  NEXT
 * 128  the lock line
 * 192  the section line, which runs on into the undo space
 *   …  schema text
 *   …  payload, at a multiple of 64
 * </pre>
 */
final class Format {

  /** Eight ASCII bytes, {@code SHSTRUCT}, the same in either byte order. */
  static final long MAGIC = 0;

  /** u32, {@link #BYTE_ORDER_MARK} as its writer sees it. */
  static final long BYTE_ORDER = 8;

  /** u32, {@link #CURRENT_VERSION}. */
  static final long VERSION = 12;

  /** u64, the length of the file in bytes. */
  static final long FILE_SIZE = 16;

  /** u64, the {@linkplain Schema#fingerprint() fingerprint} of the schema text. */
  static final long FINGERPRINT = 24;

  /** u32, {@link #SINGLE} or {@link #ARRAY}. */
  static final long FORM = 32;

  /** u32, the length of the schema text in bytes. */
  static final long SCHEMA_LENGTH = 36;

  /** u64, where the schema text begins. */
  static final long SCHEMA_OFFSET = 40;

  /** u64, number of elements; 1 for a single struct. */
  static final long LENGTH = 48;

  /** u64, bytes from one element to the next, which is the struct's size. */
  static final long STRIDE = 56;

  /** u64, where the payload begins, a multiple of {@link #PAYLOAD_ALIGNMENT}. */
  static final long PAYLOAD_OFFSET = 64;

  /** u64, where the undo space begins. */
  static final long UNDO_OFFSET = 72;

  /** u64, the number that the next participant gets; the first one is 1. */
  static final long NEXT = 120;

  /** u64, zero or the {@linkplain LockWord word} of the owner. Begins a cache line. */
  static final long LOCK = 128;

  /** u64, the sequence: odd while a section is open; half of it is the version. Begins a cache line. */
  static final long SEQ = 192;

  /** u64, which element the undo space belongs to while SEQ is odd. */
  static final long INDEX = 200;

  /** First byte that the undo space may take; 208 to 215 are reserved. */
  static final long UNDO_FIRST = 216;

  /** First byte after the words above: nothing shorter is a region. */
  static final long HEADER_SIZE = UNDO_FIRST;

  /** The cache line of the common processors. */
  static final long PAYLOAD_ALIGNMENT = 64;

  /** {@code SHSTRUCT}. */
  static final byte[] MAGIC_BYTES = {'S', 'H', 'S', 'T', 'R', 'U', 'C', 'T'};

  /** What {@link #BYTE_ORDER} holds. */
  static final int BYTE_ORDER_MARK = 0x01020304;

  /** The version this class describes. */
  static final int CURRENT_VERSION = 1;

  /** {@link #FORM} of one struct. */
  static final int SINGLE = 1;

  /** {@link #FORM} of an array of structs. */
  static final int ARRAY = 2;

  private Format() {}
}
