package org.sharedstruct.tests;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.sharedstruct.Atomic;
import org.sharedstruct.Length;
import org.sharedstruct.SharedStruct;
import org.sharedstruct.Unsigned;

/** A field of every kind; each array in it has two elements. */
@SharedStruct
public interface Medley {

  /** One byte. */
  boolean flag();

  /** One byte. */
  byte tiny();

  /** Two bytes. */
  short small();

  /** Two bytes. */
  char letter();

  /** Four bytes. */
  int medium();

  /** Eight bytes. */
  long large();

  /** Four bytes. */
  float ratio();

  /** Eight bytes. */
  double exact();

  /** From 0 to 255. */
  @Unsigned(8)
  short level();

  /** From 0 to 65,535. */
  @Unsigned(16)
  int port();

  /** One of three. */
  Color color();

  /** Eight bytes of UTF-8. */
  @Length(8)
  String name();

  /** One of two. */
  @Length(2)
  boolean lit(int index);

  /** One of two. */
  @Length(2)
  float sample(int index);

  /** One of two, from 0 to 65,535. */
  @Length(2)
  @Unsigned(16)
  int channel(int index);

  /** One of two. */
  @Length(2)
  Color history(int index);

  /** One of two. */
  @Length(2)
  UUID member(int index);

  /** A struct within. */
  Point position();

  /** One of two. */
  @Length(2)
  Point corner(int index);

  /** Two words. */
  UUID id();

  /** Two words. */
  Instant created();

  /** Two words. */
  Duration timeout();

  /** Four bytes that several may add to. */
  @Atomic
  int hops();

  /** Eight bytes that several may add to. */
  @Atomic
  long count();

  /** Four bytes. */
  @Atomic
  float gain();

  /** Eight bytes. */
  @Atomic
  double mass();

  /** One of three. */
  @Atomic
  Color phase();

  /** From 0 to 4,294,967,295. */
  @Atomic
  @Unsigned(32)
  long ticket();
}
