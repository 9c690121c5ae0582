/**
 * What one thread does alone, measured by JMH: our operations and the rivals that live in a JVM too. One
 * class per rival, and its methods are named after what they do, not after how.
 */
package org.sharedstruct.benchmarks.inside;
