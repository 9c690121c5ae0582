/**
 * Memory ordering, tested: two threads run into each other again and again, in the interpreter and under both
 * compilers, and only the outcomes that the guard's protocol allows may be seen. Each class is one promise;
 * what the comments in the runtime argue is tried here.
 *
 * <p>What these tests can see: each of them fails when the runtime is broken on purpose in what it is about
 * (readers that do not validate, or read the stamp without acquire; a section that is not marked odd; a version
 * that is raised before its store; a lock word that is taken without a compare-and-set). What they cannot see
 * everywhere: on x86 the processor keeps stores in order, and the compilers keep accesses to mapped memory in
 * order. There, release stores and store fences may all be taken out and no outcome changes; on AArch64 they
 * count. What each fence is for is checked in {@code model/fences.pml}.
 *
 * <p>Two threads of one JVM stand for two processes: where the tests use two handles on one file, the threads
 * share the mapped memory alone, through two mappings of it.
 */
package org.sharedstruct.stress;
