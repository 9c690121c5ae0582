/** What is measured: the structs, shared by the benchmarks inside one JVM and by the child programs. */
package org.sharedstruct.benchmarks.struct;
