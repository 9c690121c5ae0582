package org.sharedstruct.tests;

import org.sharedstruct.SharedStruct;

/** Twelve numbers, 96 bytes: enough to be torn if anything tears. */
@SharedStruct
public interface Twelve {

  /** One of twelve. */
  long a();

  /** One of twelve. */
  long b();

  /** One of twelve. */
  long c();

  /** One of twelve. */
  long d();

  /** One of twelve. */
  long e();

  /** One of twelve. */
  long f();

  /** One of twelve. */
  long g();

  /** One of twelve. */
  long h();

  /** One of twelve. */
  long i();

  /** One of twelve. */
  long j();

  /** One of twelve. */
  long k();

  /** One of twelve. */
  long l();
}
