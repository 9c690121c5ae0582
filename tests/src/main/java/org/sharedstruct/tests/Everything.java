package org.sharedstruct.tests;

import java.time.Duration;
import java.time.Instant;
import org.sharedstruct.Length;
import org.sharedstruct.SharedStruct;
import org.sharedstruct.Unsigned;

/** Every type of field, and an array of each that there are arrays of; a struct with all kinds within. */
@SharedStruct
public interface Everything extends Medley {

  /** From 0 to 4,294,967,295. */
  @Unsigned(32)
  long ticks();

  /** Five bytes of UTF-8, which begin and end where no word does. */
  @Length(5)
  String code();

  /** Three bytes. */
  @Length(3)
  byte[] data();

  /** Three of two bytes. */
  @Length(3)
  short[] steps();

  /** Three of two bytes. */
  @Length(3)
  char letters(int index);

  /** Three of four bytes. */
  @Length(3)
  int[] sums();

  /** Three of eight bytes. */
  @Length(3)
  long[] totals();

  /** Three of eight bytes. */
  @Length(3)
  double weights(int index);

  /** Three, from 0 to 255. */
  @Length(3)
  @Unsigned(8)
  int[] levels();

  /** Three, from 0 to 4,294,967,295. */
  @Length(3)
  @Unsigned(32)
  long tickets(int index);

  /** Three of two words. */
  @Length(3)
  Instant seen(int index);

  /** Three of two words. */
  @Length(3)
  Duration waited(int index);

  /** A struct that has structs and arrays. */
  Medley within();
}
