/**
 * What runs in JVMs of their own, started without any flag: our side of the contests between processes.
 *
 * <p>All children, ours and the rivals in C and Python, hold the same conversation with their parent, so
 * that warm-up, iterations and their length are decided in one place. A child prints {@code ready}. Each
 * line that it reads then is a turn, a task and a number of milliseconds; it does the task for that long
 * and answers with a {@link org.sharedstruct.benchmarks.child.Turn}. It ends with its standard input.
 */
package org.sharedstruct.benchmarks.child;
