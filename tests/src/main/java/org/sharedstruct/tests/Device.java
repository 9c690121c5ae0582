package org.sharedstruct.tests;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.sharedstruct.Atomic;
import org.sharedstruct.Length;
import org.sharedstruct.SharedStruct;
import org.sharedstruct.Unsigned;

/** Fields of every kind that can refuse a value, or be read torn. */
@SharedStruct
public interface Device {

  /** From 0 to 65,535. */
  @Unsigned(16)
  int port();

  /** One of three. */
  Color color();

  /** Eight bytes of UTF-8. */
  @Length(8)
  String name();

  /** One of four. */
  @Length(4)
  float sample(int index);

  /** All four bytes. */
  @Length(4)
  byte[] data();

  /** One of three, from 0 to 255. */
  @Length(3)
  @Unsigned(8)
  int level(int index);

  /** A struct within. */
  Point position();

  /** One of two. */
  @Length(2)
  Point corner(int index);

  /** One of two. */
  @Length(2)
  Color history(int index);

  /** Sixteen bytes, two words. */
  UUID id();

  /** Two words. */
  Instant created();

  /** Two words. */
  Duration timeout();

  /** A word that several may add to. */
  @Atomic
  long count();
}
