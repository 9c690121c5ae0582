package org.sharedstruct.format;

/**
 * Where everything lies in a region's file, version 2; {@code docs/format.md} says the same in prose.
 * All numbers are in the byte order of the machine that created the file, offsets are in bytes.
 *
 * <pre>
 *    0  identity and geometry, written before the file is published; of these, SCHEMA may change
 *  112  STATE and NEXT
 *  128  the table of participants
 * 2176  the lock line
 * 2240  the section line, which runs on into the undo space
 *    …  schema text
 *    …  payload, at a multiple of 64
 *    …  shadow and stamps of an array that is atomic as a whole
 * </pre>
 */
public final class Format {

  /** Eight ASCII bytes, {@code SHSTRUCT}, the same in either byte order. */
  public static final long MAGIC = 0;

  /** u32, {@link #BYTE_ORDER_MARK} as its writer sees it. */
  public static final long BYTE_ORDER = 8;

  /** u32, {@link #CURRENT_VERSION}. */
  public static final long VERSION = 12;

  /** u64, the length of the file. */
  public static final long FILE_SIZE = 16;

  /** u64, the {@linkplain SchemaText#word word} of the schema text; changes where a struct grows. */
  public static final long SCHEMA = 24;

  /** u32, {@link #SINGLE} or {@link #ARRAY}. */
  public static final long FORM = 32;

  /** u32, how many bytes are reserved for the schema text. */
  public static final long SCHEMA_CAPACITY = 36;

  /** u64, where the schema text begins. */
  public static final long SCHEMA_OFFSET = 40;

  /** u64, number of elements; 1 for a single struct. */
  public static final long LENGTH = 48;

  /** u64, bytes from one element to the next, which is the struct's size. */
  public static final long STRIDE = 56;

  /** u64, where the payload begins, a multiple of {@link #PAYLOAD_ALIGNMENT}. */
  public static final long PAYLOAD_OFFSET = 64;

  /** u64, where the undo space of one element begins. */
  public static final long UNDO_OFFSET = 72;

  /** u64, where the undo space of a whole array begins; zero: there is none. */
  public static final long SHADOW_OFFSET = 80;

  /** u64, where the stamps of the array's elements begin, a u64 for each; zero: there are none. */
  public static final long STAMP_OFFSET = 88;

  /** u64, a random number, never zero: names the lock file. */
  public static final long REGION_ID = 96;

  /** u32, {@link #TEMPORARY} or zero. */
  public static final long LIFETIME = 104;

  /** u32, {@link #REMOVED} once the region is removed, else zero. */
  public static final long STATE = 112;

  /** u64, the number that the next participant gets; 1 is the creator's. */
  public static final long NEXT = 120;

  /** Where the table of participants begins: {@link #SLOTS} slots of {@link #SLOT_SIZE} bytes. */
  public static final long TABLE = 128;

  /** In a slot, u64: zero, or whose it is, see {@code docs/format.md}. */
  public static final long SLOT_PARTICIPANT = 0;

  /** In a slot, u64, the process id. */
  public static final long SLOT_PROCESS = 8;

  /** In a slot, u64, which process of all that ever had that process id; zero: not known. */
  public static final long SLOT_BIRTH = 16;

  /** In a slot, u64, milliseconds from 1970 to when it entered. */
  public static final long SLOT_SINCE = 24;

  /** In a slot, {@link #SLOT_NAME_BYTES} bytes of UTF-8, filled up with zeros. */
  public static final long SLOT_NAME = 32;

  /** u64, zero or the word of the owner, see {@code docs/format.md}. Begins a cache line. */
  public static final long LOCK = 2176;

  /** u32, counts the times that sleepers for the lock were woken; a futex. */
  public static final long WAKE_LOCK = 2184;

  /** u32, counts the times that sleepers for a commit were woken; a futex. */
  public static final long WAKE_VERSION = 2188;

  /** u32, a set of {@link #FOR_LOCK} and {@link #FOR_VERSION}: what somebody sleeps for. */
  public static final long SLEEPERS = 2192;

  /** u64, the file system in which the region was made, as {@code stat(2)} numbers them; see INODE. */
  public static final long DEVICE = 2200;

  /** u64, the file that the region was made as, as {@code stat(2)} numbers them; zero: not known. */
  public static final long INODE = 2208;

  /** u64, the sequence: odd while a section is open; half of it is the version. Begins a cache line. */
  public static final long SEQ = 2240;

  /** u64, which element the undo space belongs to while SEQ is odd. */
  public static final long INDEX = 2248;

  /** u32, 1 while several elements are written that have no undo space together, else zero. */
  public static final long DIRTY = 2256;

  /** First byte that the undo space may take; the four before it are reserved. */
  public static final long UNDO_FIRST = 2264;

  /** First byte after the words above: nothing shorter is a region. */
  public static final long HEADER_SIZE = UNDO_FIRST;

  /** The cache line of the common processors. */
  public static final long PAYLOAD_ALIGNMENT = 64;

  /** How many participants the table has room for. */
  public static final int SLOTS = 32;

  /** From one slot to the next: a cache line. */
  public static final long SLOT_SIZE = 64;

  /** The longest name in a slot. */
  public static final int SLOT_NAME_BYTES = 32;

  /** What {@link #BYTE_ORDER} holds. */
  public static final int BYTE_ORDER_MARK = 0x01020304;

  /** The version this class describes. */
  public static final int CURRENT_VERSION = 2;

  /** {@link #FORM} of one struct. */
  public static final int SINGLE = 1;

  /** {@link #FORM} of an array of structs. */
  public static final int ARRAY = 2;

  /** {@link #LIFETIME} of a region that goes when the last participant has gone. */
  public static final int TEMPORARY = 1;

  /** {@link #SLEEPERS}: somebody waits for the lock. */
  public static final int FOR_LOCK = 1;

  /** {@link #SLEEPERS}: somebody waits for a commit. */
  public static final int FOR_VERSION = 2;

  /** {@link #STATE} of a region that nobody may attach to any more. */
  public static final int REMOVED = 1;

  private static final byte[] MAGIC_BYTES = {'S', 'H', 'S', 'T', 'R', 'U', 'C', 'T'};

  private Format() {}

  /** What {@link #MAGIC} holds. */
  public static byte[] magicBytes() {
    return MAGIC_BYTES.clone();
  }
}
