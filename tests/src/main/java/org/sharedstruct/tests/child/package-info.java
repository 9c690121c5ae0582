/**
 * What the tests run in JVMs of their own: small programs, each with a {@code main}, and what they share
 * with the tests. A program takes its task from its arguments and prints what it saw; one that runs until
 * it is told to stop is told by the end of its standard input, so that it also ends if the test's JVM dies.
 */
package org.sharedstruct.tests.child;
