/**
 * The figures: what an operation of ours costs, beside what it costs with a rival, measured in the same run.
 *
 * <p>{@link org.sharedstruct.benchmarks.Benchmarks} goes round all contenders several times, so that whatever
 * else the machine does in the meantime hits all of them, prints one table, and leaves it with all values and two
 * charts as a {@link org.sharedstruct.benchmarks.Report}. Who competes in what stands in
 * {@link org.sharedstruct.benchmarks.Contenders}. What runs inside one JVM is measured by JMH, what takes
 * other processes by {@linkplain org.sharedstruct.benchmarks.child children} that are asked for the same
 * iterations. Nothing here judges a figure: they are read by people, and on their own machine.
 */
package org.sharedstruct.benchmarks;
