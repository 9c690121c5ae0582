package org.sharedstruct.benchmarks.inside;

/** The struct as an object of one JVM, which the rivals there share. */
final class Fields {

  float x;
  float y;
}
