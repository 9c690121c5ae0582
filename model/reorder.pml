/*
 * Memory that reorders: a thread's accesses, made in any order that its fences leave open.
 *
 * A thread is a table, a row for each access in program order: number, what must have happened before it,
 * effect. Any row whose "before" is done may be next, as if compiler and processor had moved it up. A kill
 * leaves done what is done: what stood earlier in the program may then be missing while later accesses
 * are there, as when the compiler moved them. What is done is seen by all at once, as on x86 and AArch64.
 */

#define bit(n)       (1 << (n))
#define all(n)       (bit(n) - 1)    /* every access before row n: what a fence there, or a release, waits for */

#define ACCESS(done, number, before, effect) \
    :: !(done & bit(number)) && (done & (before)) == (before) -> \
        d_step { effect; done = done | bit(number) }
